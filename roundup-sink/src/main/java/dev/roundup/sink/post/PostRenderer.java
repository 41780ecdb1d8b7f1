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
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.Marks.Kind;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Renders roundups through one template in one language. Threads may share it. */
public final class PostRenderer {
  private final Template template;
  private final String source;
  private final Format format;

  /**
   * Compiles the template.
   *
   * @throws TemplateFailure if it is not a template
   */
  public PostRenderer(PostTemplate template, Locale locale) {
    Handlebars engine =
        new Handlebars(template.files())
            .with(Helpers.registry(locale))
            .with(new ConcurrentMapTemplateCache())
            .with((EscapingStrategy) text -> Marks.as(Kind.PLAIN, Kind.MARKDOWN, text))
            .with((value, next) -> marked(value))
            .parentScopeResolution(false)
            .prettyPrint(true);
    this.source = template.files().read(PostTemplate.FILE);
    this.format = template.files().format();
    this.template = failing(() -> engine.compile(template.files().source(PostTemplate.FILE)));
  }

  /**
   * The post of one meetup: the same roundup gives the same text.
   *
   * @throws TemplateFailure if the template asks for what cannot be had, or its front matter is not
   *     YAML
   */
  public RenderedPost render(Roundup roundup) {
    Context context =
        Context.newBuilder(PostModel.of(roundup))
            .resolver(MapValueResolver.INSTANCE, Length.INSTANCE)
            .build();
    return Weaver.weave(
        failing(() -> template.apply(context)),
        PostTemplate.FILE,
        format,
        sentence -> Refusals.located(source, sentence));
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

  private static <T> T failing(Work<T> work) {
    try {
      return work.done();
    } catch (HandlebarsException e) {
      throw TemplateFailures.of(e);
    } catch (IOException e) {
      throw new TemplateFailure(PostTemplate.FILE, 0, "cannot be read: " + e.getMessage(), e);
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
