package dev.roundup.sink.post;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Handlebars.SafeString;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.ValueResolver;
import com.github.jknack.handlebars.cache.ConcurrentMapTemplateCache;
import com.github.jknack.handlebars.context.MapValueResolver;
import dev.roundup.sink.post.Marks.Kind;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One template, compiled: it writes marks, whatever the syntax is that becomes of them. */
final class Engine {
  private final String name;
  private final Template template;

  /**
   * Compiles the template of this file.
   *
   * @throws TemplateFailure if it is not a template
   */
  Engine(TemplateFiles files, String name, Locale locale) {
    Handlebars engine =
        new Handlebars(files)
            .with(Helpers.registry(locale))
            .with(new ConcurrentMapTemplateCache())
            .with((EscapingStrategy) text -> Marks.as(Kind.PLAIN, Kind.MARKDOWN, text))
            .with((value, next) -> marked(value))
            .parentScopeResolution(false)
            .prettyPrint(true);
    this.name = name;
    this.template = failing(() -> engine.compile(files.source(name)));
  }

  /**
   * What the template makes of these names.
   *
   * @throws TemplateFailure if it asks for what cannot be had
   */
  String apply(Map<String, Object> model) {
    Context context =
        Context.newBuilder(model).resolver(MapValueResolver.INSTANCE, Length.INSTANCE).build();
    return failing(() -> template.apply(context));
  }

  private static Object marked(Object value) {
    if (value instanceof SafeString) {
      return value;
    }
    if (value instanceof Map || value instanceof Collection) {
      throw new IllegalArgumentException(
          "this is not one value: name a field of it, or use 'each' or 'sentence'");
    }
    Kind kind = value instanceof CharSequence ? Kind.MARKDOWN : Kind.TYPED;
    return Marks.value(kind, value.toString());
  }

  private <T> T failing(Work<T> work) {
    try {
      return work.done();
    } catch (HandlebarsException e) {
      throw TemplateFailures.of(name, e);
    } catch (IOException e) {
      throw new TemplateFailure(name, 0, "cannot be read: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T done() throws IOException;
  }

  /** {@code length} of lists; nothing else of any object can be reached from a template. */
  private enum Length implements ValueResolver {
    INSTANCE;

    @Override
    public Object resolve(Object context, String name) {
      return context instanceof Collection<?> list && name.equals("length")
          ? (Object) list.size()
          : UNRESOLVED;
    }

    @Override
    public Object resolve(Object context) {
      return UNRESOLVED;
    }

    @Override
    public Set<Map.Entry<String, Object>> propertySet(Object context) {
      return Set.of();
    }
  }
}
