package dev.roundup.sink.post;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Handlebars.SafeString;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.HelperRegistry;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import dev.roundup.sink.post.Marks.Kind;
import java.io.IOException;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that templates have beside the view's names. All of them give nothing for what is
 * absent, so that a template does not have to ask first.
 */
final class Helpers {
  /** The engine's own helpers that neither log, nor read files, nor run scripts. */
  private static final Set<String> ESSENTIAL = Set.of("with", "if", "unless", "each", "lookup");

  private final Locale locale;
  private final YamlScalars yaml = new YamlScalars();

  private Helpers(Locale locale) {
    this.locale = locale;
  }

  static HelperRegistry registry(Locale locale) {
    Helpers helpers = new Helpers(locale);
    HelperRegistry registry = new DefaultHelperRegistry();
    registry.helpers().removeIf(helper -> !ESSENTIAL.contains(helper.getKey()));
    registry.registerHelper("block", (Helper<Object>) helpers::block);
    registry.registerHelper("prose", (Helper<Object>) helpers::prose);
    registry.registerHelper("markdown", (Helper<Object>) helpers::markdown);
    registry.registerHelper("pluck", (Helper<Object>) helpers::pluck);
    registry.registerHelper("date", (Helper<Object>) helpers::date);
    registry.registerHelper("sentence", (Helper<Object>) helpers::sentence);
    registry.registerHelper("credits", (Helper<Object>) helpers::credits);
    registry.registerHelper("titled", (Helper<Object>) helpers::titled);
    registry.registerHelper("words", (Helper<Object>) helpers::words);
    registry.registerHelper("ordinal", (Helper<Object>) helpers::ordinal);
    registry.registerHelper("clock", (Helper<Object>) helpers::clock);
    registry.registerHelper("plural", (Helper<Object>) helpers::plural);
    registry.registerHelper("yaml", (Helper<Object>) helpers::yaml);
    registry.registerHelper("where", (Helper<Object>) helpers::where);
    registry.registerHelper("is", (Helper<Object>) helpers::is);
    registry.registerHelper("any", (Helper<Object>) helpers::any);
    return registry;
  }

  /** {@code {{#block "talk" talkId}}...{{/block}}}: a block by this name, of the parts joined. */
  private Object block(Object first, Options options) throws IOException {
    String name =
        parts(first, options).stream()
            .filter(Objects::nonNull)
            .map(part -> Text.oneLine(part.toString()))
            .collect(Collectors.joining("/"));
    return new SafeString(Marks.block(name, options.fn()));
  }

  /** {@code {{#prose}}...{{/prose}}}: one line, whatever its lines and spaces. */
  private Object prose(Object context, Options options) throws IOException {
    return new SafeString(Prose.oneLine(options.fn().toString()));
  }

  /** {@code {{#markdown}}...{{/markdown}}}: Markdown, which another syntax takes as its own. */
  private Object markdown(Object context, Options options) throws IOException {
    RenderedPost woven =
        Weaver.weave(
            options.fn().toString(),
            options.fn.filename(),
            Format.HUGO, // whose Markdown is CommonMark, which comes next
            sentence ->
                new TemplateFailure(options.fn.filename(), options.fn.position()[0], sentence));
    return marked(Kind.WOVEN, woven.text());
  }

  /** {@code (pluck talks "topic")}: that field of each element that has it. */
  private Object pluck(Object list, Options options) {
    List<Object> found = new ArrayList<>();
    for (Object item : items(list)) {
      if (item instanceof Map<?, ?> fields
          && !Handlebars.Utils.isEmpty(fields.get(options.param(0)))) {
        found.add(fields.get(options.param(0)));
      }
    }
    return found;
  }

  private Object date(Object time, Options options) {
    if (!(time instanceof TemporalAccessor moment)) {
      return null;
    }
    String pattern = options.param(0, "d MMMM uuuu");
    Locale language = Locale.forLanguageTag(options.hash("locale", locale.toLanguageTag()));
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, language);
    String zone = options.hash("zone");
    return typed((zone == null ? formatter : formatter.withZone(ZoneId.of(zone))).format(moment));
  }

  private Object sentence(Object list, Options options) {
    List<String> names = items(list).stream().map(People::named).toList();
    return new SafeString(
        People.sentence(names, and(options), Boolean.TRUE.equals(options.hash("serial"))));
  }

  private Object credits(Object people, Options options) {
    return new SafeString(
        People.credits(items(people), and(options), options.hash("from", "from")));
  }

  private Object titled(Object leadIn, Options options) {
    Map<?, ?> talk = options.context.model() instanceof Map<?, ?> model ? model : Map.of();
    String title = Objects.toString(talk.get("title"), "");
    String shown = "\"" + Marks.value(Kind.PLAIN, title) + "\"";
    if (talk.get("video") instanceof Map<?, ?> video && video.get("link") instanceof String url) {
      shown = Marks.link(shown, url);
    }
    String words = leadIn == null ? "" : leadIn.toString();
    if (words.isBlank()) {
      words = options.hash("default", "{title}");
    }
    return new SafeString(LeadIn.around(words, shown));
  }

  private Object words(Object number, Options options) {
    return number instanceof Number n ? typed(spelled(n.intValue())) : null;
  }

  private Object ordinal(Object number, Options options) {
    if (!(number instanceof Number n)) {
      return null;
    }
    return typed(isEnglish() ? English.ordinal(n.intValue()) : n.intValue() + ".");
  }

  private Object clock(Object seconds, Options options) {
    if (!(seconds instanceof Number n)) {
      return null;
    }
    int s = Math.max(0, n.intValue());
    return typed(
        s < 3600
            ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
            : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60));
  }

  /** {@code {{plural n "person" "people"}}}: the word alone; a list counts its elements. */
  private Object plural(Object count, Options options) {
    int n = count instanceof Number number ? number.intValue() : items(count).size();
    String one = options.param(0, "");
    return n == 1 ? one : options.param(1, one + "s");
  }

  private Object yaml(Object value, Options options) {
    if (value instanceof Collection<?> list) {
      return marked(
          Kind.YAML,
          list.stream().map(e -> yaml.quoted(name(e))).collect(Collectors.joining(", ", "[", "]")));
    }
    return marked(Kind.YAML, yaml.quoted(value == null ? "" : name(value)));
  }

  /** {@code (where sponsors kind="VENUE")}: the elements whose fields have these values. */
  private Object where(Object list, Options options) {
    List<Object> found = new ArrayList<>();
    for (Object item : items(list)) {
      if (item instanceof Map<?, ?> fields
          && options.hash.entrySet().stream()
              .allMatch(e -> Objects.equals(e.getValue(), fields.get(e.getKey())))) {
        found.add(item);
      }
    }
    return found;
  }

  /** {@code (is mode "ONLINE" "HYBRID")}: whether the value is one of these. */
  private Object is(Object value, Options options) {
    for (Object other : options.params) {
      if (value != null && value.toString().equals(String.valueOf(other))) {
        return true;
      }
    }
    return false;
  }

  /** {@code (any slides resources)}: the first value that is something. */
  private Object any(Object first, Options options) {
    for (Object value : parts(first, options)) {
      if (!Handlebars.Utils.isEmpty(value)) {
        return value;
      }
    }
    return false;
  }

  private String spelled(int n) {
    return isEnglish() ? English.words(n) : NumberFormat.getIntegerInstance(locale).format(n);
  }

  private boolean isEnglish() {
    return locale.getLanguage().equals("en") || locale.getLanguage().isEmpty();
  }

  private static String and(Options options) {
    return options.hash("and", "and");
  }

  private static String name(Object value) {
    return value instanceof Map<?, ?> fields
        ? Objects.toString(fields.get("name"), "")
        : value.toString();
  }

  private static List<Object> items(Object list) {
    if (!(list instanceof Collection<?> items)) {
      return list == null ? List.of() : List.of(list);
    }
    return items.stream().<Object>map(item -> item).filter(Objects::nonNull).toList();
  }

  private static List<Object> parts(Object first, Options options) {
    List<Object> parts = new ArrayList<>();
    parts.add(first);
    parts.addAll(Arrays.asList(options.params));
    return parts;
  }

  private static SafeString typed(String text) {
    return marked(Kind.TYPED, text);
  }

  private static SafeString marked(Kind kind, String text) {
    return new SafeString(Marks.value(kind, text));
  }
}
