package dev.roundup.sink.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.roundup.schemas.view.Roundup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an organiser's own templates of other texts than posts can do. */
class CompanionTemplateTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "page.html | <p>{{title}}</p> | <p>a \"b\" &lt;c&gt; 'd', e; \\f</p>",
        "page.html | <p title='{{title}}'> | <p title='a &quot;b&quot; &lt;c&gt; &#39;d&#39;, e; \\f'>",
        "page.html | <a href=\"{{rsvpUrl}}\">x</a> | <a href=\"https://a.example/?x=%22&amp;y\">x</a>",
        "page.html | <a href=\"{{title}}:{{title}}\">x</a> | <a href=\"#a%20%22b%22%20%3Cc%3E%20%27d%27,%20e;%20%5Cf:a%20%22b%22%20%3Cc%3E%20%27d%27,%20e;%20%5Cf\">x</a>",
        "page.html | <img src=\"{{photos.cover.url}}\"> | <img src=\"https://harbour.example/images/2026-10/cover.svg\">",
        "page.html | <meta name=\"x\" content=\"{{title}}\"> | <meta name=\"x\" content=\"a &quot;b&quot; &lt;c&gt; &#39;d&#39;, e; \\f\">",
        "page.html | <p>{{{notes.NEXT}}}</p> | <p>*<em>x</em> &lt;y&gt;</p>",
        "page.html | {{{notes.NEXT}}} | <p>*<em>x</em> &lt;y&gt;</p>",
        "page.html | {{credits talks.[0].speakers}} | <a href=\"https://amara.example/\">Amara Okafor</a> from Fjordbank",
        "page.html | a { b: {{capacity}} } | a { b: 60 }",
        "newsletter.txt | {{title}} {{{notes.NEXT}}} | a \"b\" <c> 'd', e; \\f *x <y>",
        "newsletter.txt | {{credits talks.[0].speakers}} | Amara Okafor from Fjordbank",
        "newsletter.txt | {{#markdown}}# {{title}}{{/markdown}} | a \"b\" <c> 'd', e; \\f¶====================",
        "next.ics | X:{{title}} | X:a \"b\" <c> 'd'\\, e\\; \\\\f",
        "next.ics | URL:{{rsvpUrl}} | URL:https://a.example/?x=%22&y",
        "feed.json | {\"a\": \"{{title}}\", \"b\": {{title}}, \"c\": {{capacity}},} | {¶  \"a\" : \"a \\\"b\\\" <c> 'd', e; \\\\f\",¶  \"b\" : \"a \\\"b\\\" <c> 'd', e; \\\\f\",¶  \"c\" : 60¶}",
        "feed.json | [\"{{{notes.NEXT}}}\"] | [¶  \"<p>*<em>x</em> &lt;y&gt;</p>\"¶]",
        "feed.atom | <a href=\"{{rsvpUrl}}\">{{title}}</a> | <a href=\"https://a.example/?x=%22&amp;y\">a \"b\" &lt;c&gt; 'd', e; \\f</a>",
        "feed.atom | <a>{{{notes.NEXT}}}</a> | <a>*&lt;em&gt;x&lt;/em&gt; &amp;lt;y&amp;gt;</a>",
        "short.txt | {{post.url}} {{page.url}} | https://harbour.example/2026/10/14/x.html https://harbour.example/roundups/m1/",
        "short.txt | {{date startsAt \"HHmm\" zone=\"UTC\"}} | 1630",
      })
  void a_value_is_escaped_for_its_place(String name, String template, String expected)
      throws IOException {
    assertThat(render(name, template).strip().replace("\r", "").replace("\n", "¶"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "page.html | <p>¶<p style=\"{{title}}\"> | page.html.hbs:2: | style",
        "page.html | ¶¶<script>{{title}}</script> | page.html.hbs:3: | script",
        "page.html | <p {{title}}> | page.html.hbs:1: | quotes of an attribute",
        "page.html | <link href=\"{{title}}\"> | page.html.hbs:1: | 'link' tag",
        "page.html | <meta content=\"{{title}}\" name=\"x\"> | page.html.hbs:1: | 'meta' tag",
        "page.html | <a href=\"javascript:{{title}}\"> | page.html.hbs:1: | runs",
        "page.html | {{#if}} | page.html.hbs:1: | ~~",
        "next.ics | {{title}}:x | next.ics.hbs: | after the colon",
        "feed.json | {\"a\" {{title}} } | feed.json.hbs: | not JSON",
        "feed.atom | <a><b></a> | feed.atom.hbs: | not XML",
      })
  void a_template_that_makes_no_text_is_refused_by_name_and_line(
      String name, String template, String place, String why) {
    assertThatExceptionOfType(TemplateFailure.class)
        .isThrownBy(() -> render(name, template))
        .withMessageStartingWith(place)
        .withMessageContaining(why);
  }

  @Test
  void what_a_directory_lacks_is_built_in() throws IOException {
    Files.writeString(directory.resolve("body.hbs"), "My own {{title}}.\n");
    PostTemplate template = PostTemplate.of(directory);

    assertThat(new PostRenderer(template, Locale.ENGLISH).render(roundup()).text())
        .contains("layout: post")
        .endsWith("My own a \"b\" &lt;c> 'd', e; \\f.\n");
    assertThat(render(template, Companion.PAGE)).contains("<p>My own a &quot;b&quot;");
  }

  private String render(String name, String template) throws IOException {
    Files.writeString(directory.resolve(name + ".hbs"), template.replace("¶", "\n"));
    return render(PostTemplate.of(directory), Companion.list(name).iterator().next());
  }

  private static String render(PostTemplate template, Companion companion) {
    CompanionRenderer renderer =
        new CompanionRenderer(
            template, List.of(companion), Locale.ENGLISH, GoldenCompanionTest.SITE);
    return renderer.render(companion, renderer.names(roundup(), "_posts/2026-10-14-x.md"));
  }

  private static Roundup roundup() {
    Roundup everything =
        RoundupJson.read(GoldenPostTest.GOLDEN.resolve("evening-with-everything/roundup.json"));
    return Roundup.newBuilder(everything)
        .setMeetupId("m1")
        .setTitle("a \"b\" <c> 'd', e; \\f")
        .setRsvpUrl("https://a.example/?x=\"&y")
        .setNotes(java.util.Map.of("NEXT", "**x* <y>"))
        .build();
  }
}
