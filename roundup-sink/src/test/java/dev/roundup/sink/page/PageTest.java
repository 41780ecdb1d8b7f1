package dev.roundup.sink.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.roundup.sink.page.Reference.Kind;
import dev.roundup.sink.page.Reference.Source;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see [the *hall*](/hall.html 'Hall') | LINK | MARKDOWN | the hall | /hall.html | /hall.html",
        "![A hall](</images/the hall.jpg>) | IMAGE | MARKDOWN | A hall | /images/the hall.jpg | /images/the hall.jpg",
        "> * ![](x.png) | IMAGE | MARKDOWN | '' | x.png | x.png",
        "<https://a.example/?b=1&c=2> | LINK | MARKDOWN | https://a.example/?b=1&c=2 | https://a.example/?b=1&c=2 | https://a.example/?b=1&c=2",
        "[a](https://a.example/?b=1&amp;c=2) | LINK | MARKDOWN | a | https://a.example/?b=1&c=2 | https://a.example/?b=1&amp;c=2",
        "[a](x_(y)) | LINK | MARKDOWN | a | x_(y) | x_(y)",
        "[ref]: /x.pdf | LINK | DEFINITION | | /x.pdf | /x.pdf",
        "<img alt=\"A &amp; B\" src='/x.png'> | IMAGE | HTML | A & B | /x.png | /x.png",
        "so <IMG SRC=/x.png> too | IMAGE | HTML | | /x.png | /x.png",
        "<iframe src=\"//a.example/\"></iframe> | FRAME | HTML | | //a.example/ | //a.example/",
      })
  void a_reference_is_found_with_its_place(
      String text, Kind kind, Source source, String label, String target, String written) {
    Page page = Page.of("---\ntitle: x\n---\n\n" + text + "\n");

    assertThat(page.references())
        .singleElement()
        .satisfies(
            reference -> {
              assertThat(reference.kind()).isEqualTo(kind);
              assertThat(reference.source()).isEqualTo(source);
              assertThat(reference.label()).isEqualTo(label);
              assertThat(reference.target()).isEqualTo(target);
              assertThat(page.text().substring(reference.targetStart(), reference.targetEnd()))
                  .isEqualTo(written);
              assertThat(page.text().substring(reference.start(), reference.end()))
                  .contains(written);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`[a](b)`",
        "    [a](b)",
        "```\n[a](b) <img src=x>\n```",
        "~~~ html\n<img src=x>\n~~~",
        "`<img src=x>`",
        "<!-- [a](b) <img src=x> -->",
        "{% highlight html %}\n<img src=x>\n\n[a](b)\n{% endhighlight %}",
        "{% raw %}[a](b){% endraw %}",
        "{% comment %}\n\n![](x)\n\n{% endcomment %}",
        "{{< highlight go >}}\n[a](b)\n{{< /highlight >}}",
        "\\[a](b)",
        "[a] (b)",
        "text",
        "",
      })
  void code_and_comments_refer_to_nothing(String text) {
    assertThat(Page.of(text).references()).isEmpty();
  }

  @Test
  void a_link_in_a_table_is_found() {
    assertThat(Page.of("| a |\n|---|\n| [x](y) |\n").references())
        .extracting(Reference::target)
        .containsExactly("y");
  }

  @Test
  void a_link_around_an_image_is_two() {
    assertThat(Page.of("[![Hall](/h.jpg)](/hall)").references())
        .extracting(Reference::kind, Reference::label, Reference::target)
        .containsExactly(tuple(Kind.LINK, "Hall", "/hall"), tuple(Kind.IMAGE, "Hall", "/h.jpg"));
  }

  @Test
  void a_tag_of_the_generator_is_no_blank_in_a_target() {
    assertThat(Page.of("[a]({% post_url 2026-05-14-x %}) ![b]({{ site.url }}/b.png)").references())
        .hasSize(2)
        .allMatch(Reference::isTemplated);
  }

  @Test
  void words_are_what_readers_read_where_it_stands() {
    String text =
        "---\na: b\n---\r\nOn **Tuesday**\r\n14 `May` [in](x) <b>Bergen</b> &amp; ![alt](y)\r\n";

    String words = Page.of(text).words();

    assertThat(words).hasSameSizeAs(text);
    assertThat(words.replace("\0", "")).isEqualTo("On Tuesday\r\n14  in Bergen &amp; \u2029");
    assertThat(words.indexOf("Bergen")).isEqualTo(text.indexOf("Bergen"));
  }

  @Test
  void front_matter_says_where_its_values_are() {
    Page page =
        Page.of("---\ntitle: \uD83D\uDE80 \"x\"\nheader:\n  teaser: '/t.png'\ntags: [a, b]\n---\n");

    assertThat(page.frontMatter().values())
        .extracting(value -> page.text().substring(value.start(), value.end()))
        .containsExactly("\uD83D\uDE80 \"x\"", "'/t.png'", "a", "b");
    assertThat(page.references())
        .singleElement()
        .satisfies(
            image ->
                assertThat(page.text().substring(image.targetStart(), image.targetEnd()))
                    .isEqualTo("/t.png"));
  }

  @Test
  void front_matter_that_is_no_yaml_says_where_it_breaks() {
    FrontMatter frontMatter = Page.of("---\nlayout: post\ntitle: a: b\n---\nText\n").frontMatter();

    assertThat(frontMatter.mistake().at()).isEqualTo("---\nlayout: post\ntitle: a".length());
    assertThat(frontMatter.values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\nnever closed\n\n[a](b)\n",
        "[a](b)\n---\nx: y\n---\n",
        "+++\nx = '[a](c)'\n+++\n[a](b)"
      })
  void what_is_no_front_matter_is_body(String text) {
    assertThat(Page.of(text).references()).extracting(Reference::target).containsExactly("b");
  }

  @ParameterizedTest
  @CsvSource({"'', '> ', ''", "'', '![', '](b)'", "'---\na: ', '[', '\n---\n'"})
  void a_text_without_a_bottom_is_given_up(String head, String level, String end) {
    String text = head + level.repeat(50_000) + (end.startsWith("]") ? end.repeat(50_000) : end);

    assertThatExceptionOfType(Page.TooDeep.class).isThrownBy(() -> Page.of(text));
  }

  @Property
  void any_text_can_be_read(@ForAll("markdown") String text) {
    Page page = Page.of(text);

    assertThat(page.words()).hasSameSizeAs(text);
    for (Reference reference : page.references()) {
      assertThat(reference.start()).isBetween(0, reference.end());
      assertThat(reference.end()).isLessThanOrEqualTo(text.length());
      if (reference.hasTarget()) {
        assertThat(reference.targetStart()).isBetween(0, reference.targetEnd());
        assertThat(reference.targetEnd()).isLessThanOrEqualTo(text.length());
      }
    }
  }

  @Provide
  Arbitrary<String> markdown() {
    return Arbitraries.of(
            List.of(
                "[a]",
                "(b)",
                "![",
                "](",
                ")",
                "<",
                ">",
                "<img src=",
                "'x'",
                "\"",
                "\n",
                "\r\n",
                "\r",
                " ",
                "    ",
                "\t",
                "`",
                "```\n",
                "---\n",
                "x: y\n",
                "- ",
                "> ",
                "[a]: b\n",
                "<!--",
                "-->",
                "{% raw %}",
                "{{ x }}",
                "{:.c}",
                "\\",
                "&amp;",
                "é",
                "\uD83D\uDE80",
                "\0",
                "|",
                "\n|---|\n",
                "<a href=x>",
                "</a>",
                "*",
                "_",
                "#",
                "<iframe src=y></iframe>",
                "\uFEFF"))
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}
