package dev.roundup.sink.post;

import dev.roundup.schemas.view.Roundup;
import java.util.Locale;

/** Renders roundups through one template in one language. Threads may share it. */
public final class PostRenderer {
  private final Engine engine;
  private final String source;
  private final Format format;

  /**
   * Compiles the template.
   *
   * @throws TemplateFailure if it is not a template
   */
  public PostRenderer(PostTemplate template, Locale locale) {
    this.engine = new Engine(template.files(), PostTemplate.FILE, locale);
    this.source = template.files().read(PostTemplate.FILE);
    this.format = template.files().format();
  }

  /**
   * The post of one meetup: the same roundup gives the same text.
   *
   * @throws TemplateFailure if the template asks for what cannot be had, or its front matter is not
   *     YAML
   */
  public RenderedPost render(Roundup roundup) {
    return Weaver.weave(
        engine.apply(PostModel.of(roundup)),
        PostTemplate.FILE,
        format,
        sentence ->
            Refusals.located(source, PostTemplate.FILE, Markup.Language.MARKDOWN, sentence));
  }
}
