package dev.roundup.sink.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Sponsor;
import dev.roundup.schemas.view.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an organiser's own template can do, and what it is told when it cannot. */
class TemplateTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{{date startsAt \"EEEE d MMMM\"}} | Wednesday 14 October",
        "{{date startsAt \"d. MMMM\" locale=\"de\"}} | 14\\. Oktober",
        "x{{date next.startsAt \"HH:mm\"}} | x18:30",
        "x{{date nowhere \"HH:mm\"}}y | xy",
        "{{sentence next.organisations}} | Kelp Systems and Nordlys Data",
        "{{sentence (pluck talks \"talkId\")}} | zgc-in-anger, two-heaps and heap-dumps",
        "{{sentence (pluck talks \"talkId\") serial=true and=\"og\"}} | zgc-in-anger, two-heaps, og heap-dumps",
        "{{sentence (where sponsors kind=\"VENUE\")}} | [Tidewater Ltd](https://tidewater.example/)",
        "{{credits talks.[1].speakers}} | Jonas Eide and Mei-Lin Hsu from Nordlys Data and Piet de Vries",
        "{{#each talks}}{{#if @last}}{{titled leadIn}}{{/if}}{{/each}} | closed the evening with a live demo ([\"Heap dumps for people in a hurry\"](https://video.example/watch/heap-dumps)):",
        "{{#with talks.[1]}}{{titled leadIn default=\"on {title}\"}}{{/with}} | on \"Two heaps are better than one: or are they?\"",
        "{{words talks.length}} {{words 42}} {{words 1234}} | three forty-two 1,234",
        "{{ordinal 1}} {{ordinal 12}} {{ordinal 23}} | 1st 12th 23rd",
        "{{clock 1675}} {{clock 3725}} {{clock nothing}} | 27:55 1:02:05",
        "{{plural talks \"talk\" \"talks\"}} | talks",
        "{{attendance.counted}} {{packed}} | 74 true",
        "{{title}}! {{startsAt.class}}{{sponsors.class}} | Garbage collectors, compared!",
      })
  void a_helper_gives(String template, String expected) throws IOException {
    assertThat(render(template)).isEqualTo(expected + "\n");
  }

  @Test
  void values_are_escaped_by_their_place() throws IOException {
    Roundup roundup = Everywhere.put(everything(), "1. a \"b\" <c> #", "1. *m* <c>");

    String post =
        render(
            """
            ---
            bare: {{title}}
            mixed: About {{title}}
            quoted: "{{title}}"
            single: '{{title}}'
            yaml: {{yaml title}}
            list: [{{title}}, {{yaml title}}]
            ---
            {{title}}
            # {{title}}
            * {{title}}
            * {{{title}}}
            | {{title}} |
            [{{title}}]({{rsvpUrl}})
            <img alt="{{title}}" src="{{rsvpUrl}}">
            """,
            roundup);

    assertThat(post)
        .isEqualTo(
            """
            ---
            bare: "1. a \\"b\\" <c> #"
            mixed: "About 1. a \\"b\\" <c> #"
            quoted: "1. a \\"b\\" <c> #"
            single: '1. a "b" <c> #'
            yaml: "1. a \\"b\\" <c> #"
            list: ["1. a \\"b\\" <c> #", "1. a \\"b\\" <c> #"]
            ---
            1\\. a "b" &lt;c> #
            # 1. a "b" &lt;c> \\#
            * 1\\. a "b" &lt;c> #
            * 1\\. a "b" &lt;c> #
            | 1. a "b" &lt;c> # |
            [1. a "b" &lt;c> #](1.%20a%20%22b%22%20%3Cc%3E%20#)
            <img alt="1. a &quot;b&quot; &lt;c&gt; #" src="1.%20a%20%22b%22%20%3Cc%3E%20#">
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&si=x, 1675, 27:55 https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1675s",
    "https://youtu.be/dQw4w9WgXcQ?t=1m, 1675, 27:55 https://youtu.be/dQw4w9WgXcQ?t=1675",
    "https://www.youtube.com/live/dQw4w9WgXcQ?t=95, , 1:35 https://www.youtube.com/live/dQw4w9WgXcQ?t=95",
    "https://youtu.be/dQw4w9WgXcQ, , https://youtu.be/dQw4w9WgXcQ",
    "https://vimeo.com/76979871?utm_source=x, 95, 1:35 https://vimeo.com/76979871",
  })
  void a_time_in_a_video_is_one_number(String url, Integer start, String expected)
      throws IOException {
    Roundup roundup = Roundup.newBuilder(everything()).setVideo(new Video(url, start)).build();

    assertThat(render("{{#with video}}{{clock startSeconds}} {{link}}{{/with}}", roundup).strip())
        .isEqualTo(expected);
  }

  @Test
  void what_counts_readers_goes_except_for_a_sponsor() throws IOException {
    Roundup roundup =
        Roundup.newBuilder(everything())
            .setRsvpUrl("https://rsvp.example/1?fbclid=x")
            .setSponsors(
                List.of(new Sponsor("S", "https://sponsor.example/?utm_source=us", "VENUE", null)))
            .build();

    assertThat(render("<{{rsvpUrl}}> {{#with sponsors.[0]}}<{{url}}>{{/with}}", roundup))
        .isEqualTo("<https://rsvp.example/1> <https://sponsor.example/?utm_source=us>\n");
  }

  @Test
  void blocks_nest_and_leave_no_trace() throws IOException {
    write(
        "post.md.hbs",
        "---\na: 1\n---\nHi\n{{#block \"a\"}}\nA\n{{#block \"a\" \"b\"}}\nB\n{{/block}}\n{{/block}}\n{{#block \"a\"}}\nC\n{{/block}}\n");

    RenderedPost post =
        new PostRenderer(PostTemplate.of(directory), Locale.ENGLISH).render(everything());

    assertThat(post.text()).isEqualTo("---\na: 1\n---\nHi\nA\nB\nC\n");
    assertThat(post.blocks().stream().map(b -> b.name() + "=" + post.text(b)))
        .containsExactly(
            "front-matter=---\na: 1\n---\n", "text/1=Hi\n", "a=A\nB\n", "a/b=B\n", "a#2=C\n");
  }

  @Test
  void a_partial_lies_beside_its_template() throws IOException {
    write("hello.hbs", "Hello, {{series.name}}.");

    assertThat(render("{{> hello}}\n")).isEqualTo("Hello, Harbour JVM.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{{> ../secret}} | ../secret.hbs | without a path",
        "{{> nowhere}} | nowhere.hbs | no such file",
        "one\\n{{#if title}} | post.md.hbs:2 | ",
        "one\\n{{nonsense title}} | post.md.hbs:2 | nonsense",
        "one\\n\\n{{date startsAt \"nonsense\"}} | post.md.hbs:3 | pattern letter",
        "one\\n{{talks}} | post.md.hbs:2 | not one value",
        "---\\nb: 1\\na: [\\n---\\n | post.md.hbs:3 | not YAML",
        "---\\n{{#each talks}}\\nx: 1\\n{{/each}}\\n a: b: c\\n---\\n | post.md.hbs:5 | not YAML",
        "---\\na: 1\\n | post.md.hbs:1 | not closed",
        "---\\njust words\\n---\\n | post.md.hbs:2 | keys and values",
      })
  void a_template_that_makes_no_post_is_refused(String template, String place, String why)
      throws IOException {
    write("secret.hbs", "secret");

    assertThatExceptionOfType(TemplateFailure.class)
        .isThrownBy(() -> render(template.replace("\\n", "\n")))
        .withMessageStartingWith(place)
        .withMessageContaining(why == null ? "" : why);
  }

  @Test
  void a_directory_without_a_template_is_refused() {
    assertThatExceptionOfType(TemplateFailure.class)
        .isThrownBy(() -> PostTemplate.of(directory))
        .withMessageContaining("post.md.hbs")
        .withMessageContaining(directory.toString());
  }

  @Test
  void a_partial_that_links_out_of_the_directory_is_refused() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path templates = Files.createDirectory(directory.resolve("templates"));
    Files.writeString(elsewhere.resolve("key"), "secret");
    Files.createSymbolicLink(templates.resolve("key.hbs"), elsewhere.resolve("key"));
    Files.writeString(templates.resolve("post.md.hbs"), "{{> key}}");

    assertThatExceptionOfType(TemplateFailure.class)
        .isThrownBy(
            () -> new PostRenderer(PostTemplate.of(templates), Locale.ENGLISH).render(everything()))
        .withMessageContaining("leads out");
  }

  private String render(String template) throws IOException {
    return render(template, everything());
  }

  private String render(String template, Roundup roundup) throws IOException {
    write("post.md.hbs", template);
    return new PostRenderer(PostTemplate.of(directory), Locale.ENGLISH).render(roundup).text();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static Roundup everything() {
    return RoundupJson.read(GOLDEN.resolve("evening-with-everything/roundup.json"));
  }
}
