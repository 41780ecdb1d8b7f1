package dev.roundup.sink.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.roundup.schemas.view.Roundup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template says around a value decides how it is written, or that it is refused. */
class EscapingByPlaceTest {
  private static final String ATTACK = "x\" onerror='alert(1)' >";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<img src=\"/a.png\"\\n     alt=\"{{title}}\">",
        "<img src='/a.png'\\n\\n alt='{{title}}'>",
        "<img src=\"/a.png\" alt=\"one >\\n\\n{{title}}\">",
        "<p title=\"{ {{title}}\">",
      })
  void no_value_leaves_the_quotes_of_an_attribute(String template) throws IOException {
    assertThat(render(template, ATTACK, "-"))
        .contains("x&quot; onerror=&#39;alert(1)&#39; &gt;")
        .doesNotContain("onerror='");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "one\\n<img\\nalt={{title}}> | 3 | quotes around the value of the attribute 'alt'",
        "<img alt=a{{title}}> | 1 | quotes around",
        "<img {{title}}> | 1 | in the quotes of an attribute",
        "<i{{title}}> | 1 | in the quotes of an attribute",
        "</{{title}}> | 1 | in the quotes of an attribute",
        "<a\\nonclick=\"f('{{title}}')\">x</a> | 2 | attribute 'onclick'",
        "<a STYLE='{{title}}'>x</a> | 1 | attribute 'style'",
        "<iframe srcdoc=\"{{title}}\"></iframe> | 1 | attribute 'srcdoc'",
        "<script>\\nvar x = \"{{title}}\"\\n</script> | 2 | 'script' element",
        "<style>\\n<b>{{title}}</b></style> | 2 | 'style' element",
        "<script src=\"{{rsvpUrl}}\"></script> | 1 | 'script' tag",
        "a\\n{: title=\"{{title}}\"} | 2 | Liquid tag or a kramdown attribute list",
        "{: title=\"\\\\} {{title}}\"} | 1 | Liquid tag or a kramdown attribute list",
        "{% include a.html title=\"{{title}}\" %} | 1 | Liquid tag",
        "a\\n<a href=\"javascript:f('{{title}}')\">x</a> | 2 | address that runs",
        "a\\n[x](javascript:f%28{{title}}%29) | 2 | address that runs",
      })
  void a_value_where_none_can_be_safe_is_refused_by_line(String template, int line, String why) {
    assertThatExceptionOfType(TemplateFailure.class)
        .isThrownBy(() -> render(template, "x", "y"))
        .withMessageStartingWith("post.md.hbs:" + line + ": ")
        .withMessageContaining(why);
  }

  @Test
  void a_number_can_stand_anywhere_in_a_tag() throws IOException {
    assertThat(render("<p class=n{{talks.length}} style=\"order: {{talks.length}}\">", "x", "y"))
        .isEqualTo("<p class=n3 style=\"order: 3\">\n");
  }

  @Test
  void after_a_script_and_a_comment_values_are_text_again() throws IOException {
    assertThat(
            render(
                "<script>if (a < b) x()</script>{{title}}<!-- {{title}} -->{{title}}",
                "*a*-->",
                "y"))
        .isEqualTo(
            "<script>if (a < b) x()</script>\\*a\\*\\-->"
                + "<!-- *a*&#45;&#45;&gt; -->\\*a\\*\\-->\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[x]({{title}}{{rsvpUrl}}) | javascript | :alert%281%29 | [x](#javascript:alert%281%29)",
        "[x]({{title}}:b) | javascript | - | [x](#javascript:b)",
        "[x](java{{title}}) | script:b | - | [x](#javascript:b)",
        "[x](<{{title}}{{rsvpUrl}}>) | javascript | :b | [x](<#javascript:b>)",
        "[x]( {{title}}{{rsvpUrl}} \"t\") | javascript | :b | [x]( #javascript:b \"t\")",
        "<a href=\"{{title}}{{rsvpUrl}}\"> | javascript | :b | <a href=\"#javascript:b\">",
        "<a\\nhref='java\\n{{title}}'> | script:b | - | <a\\nhref='#java\\nscript:b'>",
        "<a href=\"&#{{title}}\"> | 106;avascript:b | - | <a href=\"#&#106;avascript:b\">",
        "[x]: {{title}}{{rsvpUrl}} | javascript | :b | [x]: #javascript:b",
        "> [x]:\\n{{title}} | javascript:b | - | > [x]:\\n#javascript:b",
        "[x]: {{rsvpUrl}} | - | https://a.example/-_x_- | [x]: https://a.example/-_x_-",
        "[x]({{rsvpUrl}}/{{title}}) | a b | https://a.example | [x](https://a.example/a%20b)",
        "[x](tel:{{title}}) | 1 | - | [x](tel:1)",
        "[^1]: {{title}} | a *b* | - | [^1]: a \\*b\\*",
        "<{{rsvpUrl}}> | - | https://a.example/_x_ | <https://a.example/_x_>",
        "<https://a.example/{{title}}> | a> b | - | <https://a.example/a%3E%20b>",
      })
  void an_address_is_judged_as_a_whole(String template, String title, String url, String expected)
      throws IOException {
    assertThat(render(template, title, url)).isEqualTo(expected.replace("\\n", "\n") + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<{{title}}> | img src=x onerror=x | &lt;img src=x onerror=x>",
        "<{{title}}> | javascript:x | &lt;javascript:x>",
        "{ {{~title}} | % raw %} | {&#37; raw %}",
        "{ {{~title}} } | :onclick=\"x\" | &#123;:onclick=\"x\" }",
        "{{title}}{ x | a{ | a&#123;{ x",
      })
  void a_value_and_the_text_beside_it_make_no_syntax(String template, String title, String expected)
      throws IOException {
    assertThat(render(template, title, "-")).isEqualTo(expected + "\n");
  }

  @Test
  void backslashes_beside_a_value_escape_nothing() throws IOException {
    Files.writeString(directory.resolve("slash.hbs"), "\\");

    String post =
        render(
            "---\\na: \"{{title}}\"\\nb: \"{{> slash}}{{title}}\"\\n---\\n{{> slash}}{{rsvpUrl}}",
            "\"x\\",
            "*a*");

    assertThat(post).isEqualTo("---\na: \"\\\"x\\\\\"\nb: \"\\\\\\\"x\\\\\"\n---\n\\\\\\*a\\*\n");
  }

  /** In templates, {@code \n} is a line feed and {@code \\} a backslash. */
  private String render(String template, String title, String url) throws IOException {
    Files.writeString(
        directory.resolve("post.md.hbs"), template.replace("\\n", "\n").replace("\\\\", "\\"));
    Roundup roundup =
        RoundupJson.read(Path.of("src/test/resources/golden/evening-with-everything/roundup.json"));
    roundup.put("title", title);
    roundup.put("rsvpUrl", url);
    return new PostRenderer(PostTemplate.of(directory), Locale.ENGLISH).render(roundup).text();
  }
}
