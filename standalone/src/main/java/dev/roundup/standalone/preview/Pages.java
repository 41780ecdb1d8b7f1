package dev.roundup.standalone.preview;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import dev.roundup.standalone.preview.Version.Post;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The preview's own pages, around what it shows. */
final class Pages {
  private final Template list;
  private final Template post;

  Pages() {
    Handlebars engine =
        new Handlebars(new ClassPathTemplateLoader("/dev/roundup/standalone/preview", ".html.hbs"));
    engine.registerHelper(
        "is",
        (value, options) -> value.equals(options.param(0)) ? options.fn() : options.inverse());
    try {
      list = engine.compile("list");
      post = engine.compile("post");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // they come with the program
    }
  }

  String list(Version version) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("title", "Preview");
    names.put("problems", version.problems());
    names.put("posts", version.posts().stream().map(Pages::names).toList());
    return applied(list, names);
  }

  /**
   * A post, or what goes with it.
   *
   * @param companion its name; empty for the post itself
   */
  String post(Version version, Post shown, String companion) {
    Map<String, Object> names = names(shown);
    names.put("problems", version.problems());
    names.put("isPost", companion.isEmpty());
    names.put("isPage", companion.endsWith(".html"));
    names.put("companion", companion);
    names.put("text", shown.companions().getOrDefault(companion, ""));
    return applied(post, names);
  }

  private static Map<String, Object> names(Post post) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("id", post.id());
    names.put("title", post.title());
    names.put("date", post.date());
    names.put("held", post.held());
    names.put("path", post.path());
    names.put("frontMatter", post.frontMatter());
    names.put("html", post.html());
    names.put("companions", List.copyOf(post.companions().keySet()));
    return names;
  }

  private static String applied(Template template, Map<String, Object> names) {
    try {
      return template.apply(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes all characters
    }
  }
}
