package dev.roundup.sink.lint;

import dev.roundup.sink.page.Page;
import dev.roundup.sink.page.Reference;
import dev.roundup.sink.page.Reference.Kind;
import dev.roundup.sink.page.Reference.Source;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links that Markdown takes for text, and links that lead nowhere. */
final class BrokenLink implements Rule {
  private static final String LABEL = "(?<!\\\\)\\[[^\\[\\]\\n\\u2029]+(?<!\\\\)\\]";
  private static final Pattern BLANK =
      Pattern.compile(LABEL + "[ \\t]+\\((?:https?://|www\\.|mailto:|/)[^)\\s]*\\)");

  private static final Pattern OPEN =
      Pattern.compile("(?<!\\\\)\\[[^\\[\\]\\u2029]*(?<!\\\\)\\]\\(");
  private static final Pattern REVERSED =
      Pattern.compile(
          "(?<!\\\\)\\([^()\\u0000\\u2029\\n]+\\)\\[(?:https?://|www\\.|/)[^\\]\\s]*\\]");

  /** At the head of a line, brackets are likely to be there for their looks. */
  private static final Pattern UNDEFINED =
      Pattern.compile(
          "(?<=[^\\s\\u0000\\u2029] |[!(*])" + LABEL + "\\[([^\\[\\]^\\n\\uE000]+)\\](?![\\[(:])");

  /** Slips in the part that browsers do not forgive. */
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?i)https?:/(?!/).*|https?:[^/].*|https?[;.,]?//.*|https?:\\\\.*"
              + "|(?!https?:)(?:h+t+p+s*|ttps?|htps?):/{1,2}.*|https?://\\s*https?:?/.*|https?:/{0,3}");

  private static final Pattern FILE =
      Pattern.compile(
          "(?i)(?![a-z][a-z0-9+.-]*:|//).*\\.(?:pdf|pptx?|key|odp|zip|ics|csv|txt|md|markdown"
              + "|avif|gif|jpe?g|png|svg|webp|mp[34])(?:[?#].*)?");

  @Override
  public String id() {
    return "broken-link";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String meaning() {
    return "a link is no link to Markdown, or leads nowhere";
  }

  @Override
  public void check(Post post, Findings findings) {
    Page page = post.page();
    if (page.words().indexOf('[') >= 0) {
      checkWords(page, findings);
    }
    page.references().stream()
        .filter(reference -> !reference.isTemplated() && reference.kind() != Kind.FRAME)
        .filter(reference -> isUse(reference))
        .forEach(reference -> check(post, reference, findings));
  }

  /** What Markdown has taken for a link has no brackets any more. */
  private static void checkWords(Page page, Findings findings) {
    tell(page, BLANK, "This is no link: there is a blank between ] and (. Take it out.", findings);
    tell(page, REVERSED, "This is no link: write [text](address).", findings);
    open(page, findings);
    undefined(page, findings);
  }

  private static void tell(Page page, Pattern pattern, String message, Findings findings) {
    Matcher matcher = pattern.matcher(page.words());
    while (matcher.find()) {
      findings.add(matcher.start(), matcher.end(), message);
    }
  }

  /** Had it been closed, it would not be among the words. */
  private static void open(Page page, Findings findings) {
    Matcher matcher = OPEN.matcher(page.words());
    while (matcher.find()) {
      int line = page.text().indexOf('\n', matcher.end());
      int end = line < 0 ? page.text().length() : line;
      String rest = page.text().substring(matcher.end(), end);
      int close = rest.indexOf(')');
      boolean blank = close > 0 && rest.substring(0, close).strip().matches(".*\\s.*");
      findings.add(
          matcher.start(),
          close < 0 ? matcher.end() : matcher.end() + close + 1,
          blank
              ? "This is no link everywhere: there is a blank in the address. Write %20 for it."
              : "This is no link: the address is not closed. End it with ).");
    }
  }

  private static void undefined(Page page, Findings findings) {
    Matcher matcher = UNDEFINED.matcher(page.words());
    while (matcher.find()) {
      findings.add(
          matcher.start(),
          matcher.end(),
          "This is no link: no line [" + matcher.group(1) + "]: says where it leads.");
    }
  }

  /** Where a definition is used, it is judged. */
  private static boolean isUse(Reference reference) {
    return reference.source() == Source.MARKDOWN || reference.source() == Source.HTML;
  }

  private static void check(Post post, Reference reference, Findings findings) {
    String target = reference.target().strip();
    String message = null;
    if (target.isEmpty() || target.equals("#")) {
      message =
          reference.kind() == Kind.IMAGE
              ? "The image has no address."
              : "The link leads nowhere. Say where, or take it out.";
    } else if (SCHEME.matcher(target).matches()) {
      message = "The link leads nowhere: " + target + " does not begin with https:// and a host.";
    } else if (reference.kind() == Kind.LINK
        && FILE.matcher(target).matches()
        && !Domains.TARGET.matcher(target).matches()
        && (target.startsWith("/") ? post.site().lacks(target) : !post.hasBeside(target))) {
      message = "There is no file " + target + " in the site. Add it, or correct the path.";
    }
    if (message != null) {
      findings.add(reference.start(), reference.end(), message);
    }
  }
}
