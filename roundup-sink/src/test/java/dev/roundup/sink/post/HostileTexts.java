package dev.roundup.sink.post;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Texts of pieces that mean something in one syntax or another. */
class HostileTexts extends DomainContextBase {
  private static final List<String> SNIPPETS =
      List.of(
          "{{ site.x }}",
          "{% include x %}",
          "{{< x >}}",
          "{{% x %}}",
          "{{</* x */>}}",
          "{",
          "%",
          "}",
          "<script>x()</script>",
          "<b",
          ">",
          "](",
          "](javascript:x())",
          "[a](java&#115;cript:x())",
          "[r]: data:x",
          "| a |",
          "---",
          "===",
          "key: value",
          "\"",
          "'",
          "\\",
          "`",
          "```",
          "~~~",
          "\n",
          "\n\n",
          "\t",
          "    ",
          "{:onclick=\"x()\"}",
          "{::",
          "&lt;",
          "&",
          "*",
          "_",
          "**",
          "#",
          "1. ",
          "- ",
          "+ ",
          "> ",
          "!",
          "[",
          "]",
          "(",
          ")",
          "$$",
          "~~",
          "\u0000",
          "\ud800",
          "\u202e",
          "\u2028",
          "\uFDD0p",
          "\uFDD4",
          "🎉",
          "שלום",
          "^",
          ":",
          "<https://a.example/>",
          "<!--",
          "-->",
          "@",
          "€");

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words = Arbitraries.strings().alpha().ofMinLength(3).ofMaxLength(8);
    Arbitrary<String> pieces =
        Arbitraries.oneOf(Arbitraries.of(SNIPPETS), words, Arbitraries.strings().ofMaxLength(3));
    return pieces.list().ofMinSize(1).ofMaxSize(12).map(list -> String.join("", list));
  }
}
