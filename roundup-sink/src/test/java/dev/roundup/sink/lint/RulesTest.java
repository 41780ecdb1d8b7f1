package dev.roundup.sink.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of each rule, what it finds and what it must leave alone. */
class RulesTest {
  @TempDir Path site;

  private List<String> told(String text) {
    Lint lint =
        Lint.in(site).put("images/hall.jpg", "").put("files/a b.pdf", "").put("_posts/x.md", "");
    return lint.of(text).stream().map(Lint::told).toList();
  }

  private List<String> rules(String text) {
    return Lint.in(site)
        .put("images/hall.jpg", "")
        .put("files/a b.pdf", "")
        .put("_posts/x.md", "")
        .of(text)
        .stream()
        .map(finding -> finding.rule().id())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![The hall](/images/hal.jpg)",
        "![The hall](images/hal.jpg)",
        "![The hall][h]\n\n[h]: /images/hal.jpg",
        "<img src=\"/images/hal.jpg\" alt=\"The hall\">",
        "> <img src=\"/images/hal.jpg\" alt=\"The hall\">",
        "---\nimage: /images/hal.jpg\n---",
        "---\nheader: {teaser: /images/hal.jpg}\n---",
        "![The hall](file:///home/kim/hall.jpg)",
        "![The hall](C:\\Users\\kim\\hall.jpg)",
      })
  void an_image_that_is_not_there(String text) {
    assertThat(rules(text)).contains("missing-image");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![The hall](/images/hall.jpg)",
        "![The hall](/images/hall.jpg?size=2#x)",
        "![The hall](../images/hall.jpg)",
        "![The hall](images/hall.jpg)",
        "![The hall]({{ site.baseurl }}/images/hal.jpg)",
        "![The hall](https://a.example/hal.jpg)",
        "![The hall](//a.example/hal.jpg)",
        "<img src=\"data:image/png;base64,AA==\" alt=\"A dot\">",
        "`![The hall](/images/hal.jpg)`",
        "```html\n<img src=\"/images/hal.jpg\">\n```",
        "<!-- <img src=\"/images/hal.jpg\"> -->",
        "---\ntitle: The making of hal.jpg\n---",
      })
  void an_image_that_is_there_or_elsewhere(String text) {
    assertThat(told(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![](/images/hall.jpg)",
        "![ ](/images/hall.jpg)",
        "![hall.jpg](/images/hall.jpg)",
        "![IMG_0412](/images/hall.jpg)",
        "![Screenshot 2026-05-14 at 18.30.12](/images/hall.jpg)",
        "![alt text](/images/hall.jpg)",
        "<img src=\"/images/hall.jpg\">",
        "<p><img src=\"/images/hall.jpg\" alt=\"DSC00412.JPG\"></p>",
      })
  void an_image_without_words(String text) {
    assertThat(rules(text)).containsExactly("missing-alt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![Sarah Wells](/images/hall.jpg)",
        "![Image processing on a whiteboard](/images/hall.jpg)",
        "![Photo of 3 people](/images/hall.jpg)",
        "<img src=\"/images/hall.jpg\" alt=\"\">",
        "---\nimage: /images/hall.jpg\n---",
      })
  void an_image_with_words_or_for_its_looks(String text) {
    assertThat(told(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We met on Tuesday 14 May. | 14 May 2026 is a Thursday, not a Tuesday.",
        "We met on **Tuesday**, 14 May 2026. | 14 May 2026 is a Thursday, not a Tuesday.",
        "Tuesday, May 14th, 2026 | 14 May 2026 is a Thursday, not a Tuesday.",
        "Tue 14 May | 14 May 2026 is a Thursday, not a Tuesday.",
        "Tuesday the 14th of May | 14 May 2026 is a Thursday, not a Tuesday.",
        "See you on [Thursday 11 June 2025](https://a.example) | 11 June 2025 is a Wednesday, not a Thursday.",
        "Friday 31 June | There is no 31 June.",
        "Next: Sunday 10 January | 10 January 2026 is a Saturday, not a Sunday.",
        "It was full this April. | The post is of 2026-05-14, and April is over by then.",
      })
  void a_date_that_does_not_fit(String text, String message) {
    assertThat(told(text)).singleElement().asString().startsWith("wrong-date").endsWith(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We met on Thursday 14 May.",
        "We met on Thursday, 14 May 2026, and on Thursday May 14 we rested.",
        "The next is on Tuesday 9 June, and the one after on Tue. 7 July.",
        "In 2018 we met on Tuesday 9 October 2018.",
        "Every Tuesday\n\n14 May is near.",
        "* Tuesday\n* 14 May",
        "It may be Tuesday, 14 may come.",
        "Tuesday 14 and Wednesday 15 people came.",
        "From Wednesday 13 to Thursday 14 May.",
        "This May, this June, this September.",
        "`Tuesday 14 May 2026`",
        "Thursday 14 May 18:30",
      })
  void a_date_that_fits(String text) {
    assertThat(told(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "May 2026 Roundup, true",
    "'[Photos] Harbour JVM, May 2026', true",
    "Invitation: Harbour JVM in June 2026, true",
    "What we learned since 2018, true",
    "From May 2025 to May 2026, true",
    "May 2025 Roundup, false",
    "April 2026 Roundup, false",
    "June 2026 Roundup, false",
    "Harbour JVM in Oct 2026, false",
  })
  void a_title_has_the_month_of_its_post(String title, boolean fits) {
    assertThat(told("---\ntitle: \"" + title + "\"\n---\n").isEmpty()).isEqualTo(fits);
  }

  @Test
  void a_roundup_may_be_some_days_late() {
    Lint lint = Lint.in(site);

    assertThat(lint.of("_posts/2026-06-03-late.md", "---\ntitle: May 2026 Roundup\n---\n"))
        .isEmpty();
    assertThat(lint.of("_posts/2026-06-13-old.md", "---\ntitle: May 2026 Roundup\n---\n"))
        .hasSize(1);
  }

  @Test
  void the_date_is_that_of_the_file_name() {
    assertThat(told("---\ndate: 2026-05-15 18:30:00 +0200\n---\n"))
        .containsExactly(
            "wrong-date 2:7 The date is 2026-05-15 here and 2026-05-14 in the file's name.");
    assertThat(told("---\ndate: 2026-05-14 23:30:00 -0700\n---\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | Am Dienstag, 14. Mai, war es voll. | Donnerstag",
        "de | Am Donnerstag, den 14. Mai 2026, war es voll. | ",
        "da | tirsdag den 14. maj | torsdag",
        "da | torsdag den 14. maj | ",
        "es | El martes 14 de mayo de 2026 | jueves",
        "es | El jueves 14 de mayo de 2026 | ",
        "fr | Mardi 14 mai 2026 | jeudi",
        "fr | Jeudi 14 mai 2026 | ",
        "ja | 5月14日 | ",
      })
  void dates_are_read_in_the_language_of_the_posts(String language, String text, String weekday) {
    List<Finding> findings = Lint.in(site).speaking(language).of(text);

    if (weekday == null) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings)
          .singleElement()
          .satisfies(f -> assertThat(f.message()).contains(weekday));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see [the slides] (https://a.example/x)",
        "see [the slides](https://a.example/x",
        "see [the slides](my slides.pdf) now",
        "see (the slides)[https://a.example/x]",
        "see [the slides][none]",
        "see [the slides]()",
        "see [the slides](#)",
        "see [the slides](http:/a.example)",
        "see [the slides](https:a.example)",
        "see [the slides](htps://a.example)",
        "see [the slides](https//a.example)",
        "see [the slides](https://https://a.example)",
        "see [the slides](https://)",
        "see [the slides](/files/c.pdf)",
        "see [the slides](../files/c.pdf)",
        "see <a href=\"\">the slides</a>",
        "[slides]: http:/a.example\n\n[slides]",
        "![The hall]()",
      })
  void a_link_that_leads_nowhere(String text) {
    assertThat(rules(text)).containsExactly("broken-link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see [the slides](https://a.example/x_(y) \"Title\")",
        "see [the slides](</files/a b.pdf>) and [these](/files/a%20b.pdf)",
        "see [the slides][s]\n\n[s]: https://a.example",
        "see [the other post](x.md) and [a page](/about/) and [here](#here) and [mail](mailto:a@b.example)",
        "see [the other post]({% post_url 2026-04-09-april %}) and [this]({{ site.url }}/x)",
        "[Photos][Videos] of May",
        "- [ ] to do\n- [x] done",
        "a note[^1] and [another][^2]\n\n[^1]: Note\n",
        "[Photos] [Videos] (all of them) [sic] (see below)",
        "array[i][j] and f[x](y) in `[a](b`",
        "\\[no link\\](at all, and \\[none\\]\\[here\\]",
        "```\n[a](b\n[c] (https://a.example)\n```",
        "a [link\nover lines](https://a.example/x)",
      })
  void a_link_that_leads_somewhere_or_is_none(String text) {
    assertThat(rules(text)).doesNotContain("broken-link", "bare-domain");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sign up at meetup.com/harbour-jvm. | meetup.com/harbour-jvm.",
        "Sign up at meetup.com, now | meetup.com.",
        "Sign up at www.harbour.example | www.harbour.example.",
        "(https://a.example/x?y=1) | https://a.example/x?y=1.",
        "See [the page](meetup.com/harbour-jvm) | a file meetup.com/harbour-jvm",
        "See [the page](www.harbour.example) | a file www.harbour.example",
        "<a href=\"meetup.com/x\">x</a> | a file meetup.com/x",
      })
  void an_address_that_nobody_can_click(String text, String address) {
    assertThat(told(text))
        .singleElement()
        .asString()
        .startsWith("bare-domain")
        .contains(address.endsWith(".") ? address.substring(0, address.length() - 1) : address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://a.example> and [a.example/x](https://a.example/x) and [www.a.example](https://a.example)",
        "<a href=\"https://meetup.com/x\">meetup.com/x</a>",
        "Mail kim@meetup.com or @meetup.com",
        "Thanks to Booking.com and ASP.NET and Node.js/Express and java.io.File, e.g./i.e. and/or.",
        "The README.md/CHANGELOG.md of v1.2/x in src/main.rs/foo",
        "`meetup.com/x` and\n\n    curl https://a.example\n",
        "![A hall](https://meetup.com/x.jpg)",
        "{{ site.url }} {% include x.html url=\"https://a.example\" %} {{< figure src=\"https://a.example\" >}}",
      })
  void an_address_that_is_a_link_or_a_name(String text) {
    assertThat(rules(text)).doesNotContain("bare-domain");
  }

  @Test
  void hugo_makes_links_of_addresses_itself() {
    Lint lint = Lint.in(site).put("hugo.toml", "");

    assertThat(lint.of("content/posts/2026-05-14-a.md", "At https://a.example or www.a.example."))
        .isEmpty();
    assertThat(lint.of("content/posts/2026-05-14-b.md", "At meetup.com/x.")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<iframe src=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\"></iframe>",
        "<iframe src=\"https://youtu.be/dQw4w9WgXcQ\"></iframe>",
        "<iframe src=\"//www.youtube.com/embed/dQw4w9WgXc\"></iframe>",
        "<iframe src=\"http://player.vimeo.com/video/1\"></iframe>",
        "---\nvideo: https://youtu.be/dQw4w9WgXcQ\n---",
        "---\nvideo: https://www.youtube.com/embed/dQw4\n---",
        "[Watch](https://youtu.be/dQw4w9WgXc)",
        "[Watch](https://www.youtube.com/watch?v=)",
        "{{< youtube dQw4w9WgXc >}}",
        "{% include youtube.html id=\"dQw4w9WgXc\" %}",
      })
  void a_video_that_cannot_be_played(String text) {
    assertThat(rules(text)).containsExactly("unusable-video");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<iframe src=\"https://www.youtube.com/embed/dQw4w9WgXcQ?start=5\"></iframe>",
        "<iframe src=\"//www.youtube-nocookie.com/embed/dQw4w9WgXcQ\"></iframe>",
        "<iframe src=\"https://www.youtube.com/embed/videoseries?list=PLabcdefghijkl\"></iframe>",
        "<iframe src=\"https://player.vimeo.com/video/1\"></iframe>",
        "<iframe src=\"{{ page.video }}\"></iframe>",
        "---\nvideo: https://www.youtube.com/embed/dQw4w9WgXcQ\n---",
        "---\nvideo: dQw4w9WgXcQ\n---",
        "---\nvideo: {id: dQw4w9WgXcQ, provider: youtube}\n---",
        "[Watch](https://youtu.be/dQw4w9WgXcQ) [us](https://www.youtube.com/@harbourjvm/live)",
        "{{< youtube dQw4w9WgXcQ >}} {{< youtube id=\"dQw4w9WgXcQ\" >}}",
        "{% include youtube.html id=page.video %} {% include youtube.html id=\"{{ page.v }}\" %}",
        "`{{< youtube short >}}`",
      })
  void a_video_that_can(String text) {
    assertThat(told(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[27:55](https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1765s)",
        "[27:55](https://youtu.be/dQw4w9WgXcQ)",
        "[18:30](https://youtu.be/dQw4w9WgXcQ?t=95)",
        "[27:55 Questions](https://youtu.be/dQw4w9WgXcQ?t=5)",
        "[Watch](https://youtu.be/dQw4w9WgXcQ), from 1:35",
        "[Watch](https://youtu.be/dQw4w9WgXcQ?t=94), from 1:35",
        "* 27:55 [Questions](https://youtu.be/dQw4w9WgXcQ?t=5)",
        "* 1:02:05 – [Questions](https://youtu.be/dQw4w9WgXcQ?t=5)",
      })
  void a_time_that_its_link_does_not_lead_to(String text) {
    assertThat(rules(text)).containsExactly("timestamp-mismatch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[27:55](https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1675s)",
        "[1:02:05](https://youtu.be/dQw4w9WgXcQ?t=1h2m5s)",
        "[Watch](https://youtu.be/dQw4w9WgXcQ?t=95), from 1:35 · [Slides](https://a.example)",
        "[Watch](https://youtu.be/dQw4w9WgXcQ) (27:55)",
        "[Watch live](https://youtu.be/dQw4w9WgXcQ?t=5) at 18:30, from 18:00 on",
        "18:30 [Doors](https://youtu.be/dQw4w9WgXcQ?t=95)",
        "[18:30 Doors](https://youtu.be/dQw4w9WgXcQ?t=95)",
        "[27:55 in all](https://youtu.be/dQw4w9WgXcQ)",
        "[27:55](https://vimeo.com/1#t=5s)",
      })
  void a_time_that_fits_or_is_of_the_day(String text) {
    assertThat(told(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.meetup.com/a/events/1/, https://www.meetup.com/a/events/1/, true",
    "https://www.meetup.com/a/events/1/?a=b, https://www.meetup.com/a/events/1?a=b#rsvps, true",
    "https://www.meetup.com/a/events/1/, https://www.meetup.com/a/events/2/, false",
  })
  void the_same_rsvp_link_once_is_enough(String first, String second, boolean same) {
    String text = "[RSVP](" + first + ") and [save your seat!](" + second + ")";

    assertThat(rules(text).equals(List.of("duplicate-rsvp"))).isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks for coming to [our meetup](https://www.meetup.com/a/events/1/). [RSVP](https://www.meetup.com/a/events/1/)",
        "[Ticket to ride](https://a.example) [Ticket to ride](https://b.example)",
        "[The slides](https://a.example) [The slides](https://a.example)",
        "[Register](#register) [Sign up](#register)",
      })
  void other_links_may_be_there_twice(String text) {
    assertThat(told(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: Foo: bar | The front matter is no YAML",
        "title: @home | The front matter is no YAML",
        "title: [Photos] May | The front matter is no YAML",
        "title: \"Foo\" bar | The front matter is no YAML",
        "time: 18:30 | base 60",
        "doors: 09:30 | base 60",
        "version: 1.10 | the number 1.1",
        "room: 007 | the number 7",
        "lang: no | false",
        "tags: [java, on] | true",
        "title: 2026-05-14 | a date",
        "title: C# and #kafka | for a comment",
        "colour: #ff0000 | for a comment",
      })
  void yaml_that_is_read_otherwise(String yaml, String message) {
    assertThat(told("---\n" + yaml + "\n---\n"))
        .singleElement()
        .asString()
        .startsWith("unquoted-yaml 2:")
        .contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: \"Foo: bar\"",
        "title: 'no'",
        "title: No news is good news # as they say",
        "title: Learning C# at 18:30",
        "time: \"18:30\"",
        "date: 2026-05-14 18:30:00 +0200",
        "date: 2026-05-14",
        "comments: no",
        "published: false",
        "pinned: true",
        "version: 1.0",
        "count: 0",
        "weight: 10",
        "tags: [\"on\", java]",
        "tags: # the usual ones\n  - java",
        "url: https://a.example/x#y",
        "empty:",
        "text: |\n  Foo: bar #x\n  18:30",
      })
  void yaml_that_says_what_is_meant(String yaml) {
    assertThat(told("---\n" + yaml + "\n---\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "[a](https://a.example/?utm_source=x&b=c), https://a.example/?b=c",
    "[a](https://a.example/?b=c&amp;fbclid=x&amp;d=e), https://a.example/?b=c&amp;d=e",
    "<https://youtu.be/dQw4w9WgXcQ?si=x>, https://youtu.be/dQw4w9WgXcQ",
    "<a href='https://a.example/?gclid=x'>a</a>, https://a.example/",
    "[a]: https://a.example/?utm_x=1, https://a.example/",
  })
  void a_link_that_tracks(String text, String plain) {
    assertThat(Lint.in(site).of(text))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule().id()).isEqualTo("tracking-parameter");
              assertThat(finding.fix().text()).isEqualTo(plain);
              assertThat(finding.fix().safe()).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a](https://a.example/?si=5&source=x)",
        "[a](/search?utm_source=x)",
        "`https://a.example/?utm_source=x`",
        "[a](https://youtu.be/dQw4w9WgXcQ?t=5)",
      })
  void a_link_that_does_not(String text) {
    assertThat(told(text)).isEmpty();
  }

  @Test
  void a_post_says_itself_what_is_meant_so() {
    assertThat(rules("![](/images/hall.jpg)\n\n<!-- roundup-lint-disable missing-alt -->\n"))
        .isEmpty();
    assertThat(rules("![](/images/hall.jpg)\n\n<!-- roundup-lint-disable wrong-date -->\n"))
        .hasSize(1);
    assertThat(rules("![](/images/hal.jpg)\n\n<!-- roundup-lint-disable -->\n")).isEmpty();
    assertThat(
            told(
                """
                <!-- roundup-lint-disable-next-line missing-alt, missing-image -->
                ![](/images/hal.jpg)
                ![](/images/hall.jpg)
                """))
        .containsExactly(
            "missing-alt 3:1 The image has no alternative text. Say what is to be seen on it.");
  }

  @Test
  void outside_of_a_site_nobody_knows_its_paths() throws IOException {
    Path lone = site.resolve("lone.md");
    Files.writeString(lone, "![The hall](/images/hal.jpg) [x](/x.pdf)\n");

    assertThat(new Linter(Rules.all(Locale.ENGLISH)).lint(List.of(lone)).get(0).findings())
        .isEmpty();
  }
}
