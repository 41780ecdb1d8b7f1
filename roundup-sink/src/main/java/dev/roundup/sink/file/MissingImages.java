package dev.roundup.sink.file;

import dev.roundup.sink.media.SiteFiles;
import dev.roundup.sink.page.Page;
import dev.roundup.sink.page.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Images that a post shows, by a path of its own site, and that the site does not have. */
final class MissingImages {
  /** What every path of a site looks like, so that most posts need not be taken apart. */
  private static final Pattern SITE_PATH = Pattern.compile("[(<\"'= \\t]/(?!/)");

  private final SiteFiles files;

  MissingImages(Path root) {
    this.files = new SiteFiles(root);
  }

  /** Their files, each once, in the order of the post. */
  List<String> in(String post) {
    if (!SITE_PATH.matcher(post).find()) {
      return List.of();
    }
    try {
      return missing(Page.of(post));
    } catch (Page.TooDeep e) {
      return List.of(); // a report is not worth a post
    }
  }

  private List<String> missing(Page page) {
    return page.references().stream()
        .filter(reference -> reference.kind() == Reference.Kind.IMAGE && !reference.isTemplated())
        .map(Reference::target)
        .filter(target -> target.startsWith("/") && !target.startsWith("//"))
        .map(SiteFiles::file)
        .distinct()
        .filter(path -> !files.has(path))
        .toList();
  }
}
