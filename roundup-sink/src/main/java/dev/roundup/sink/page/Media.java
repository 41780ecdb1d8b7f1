package dev.roundup.sink.page;

import dev.roundup.sink.page.FrontMatter.Value;
import dev.roundup.sink.page.Reference.Kind;
import dev.roundup.sink.page.Reference.Source;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Images and videos that front matter names, under the keys that themes look for. */
final class Media {
  private static final Set<String> IMAGE_KEYS =
      Set.of(
          "image",
          "images",
          "img",
          "cover",
          "cover_image",
          "coverimage",
          "banner",
          "hero",
          "thumbnail",
          "thumb",
          "teaser",
          "overlay_image",
          "og_image",
          "featured_image",
          "path",
          "src");

  private static final Set<String> VIDEO_KEYS = Set.of("video", "video_url", "youtube");
  private static final Pattern IMAGE =
      Pattern.compile("(?i).+\\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#].*)?");

  private Media() {}

  static List<Reference> in(FrontMatter frontMatter) {
    return frontMatter.values().stream()
        .filter(value -> isImage(value) || isVideo(value))
        .map(
            value ->
                new Reference(
                    isImage(value) ? Kind.IMAGE : Kind.FRAME,
                    Source.FRONT_MATTER,
                    null,
                    value.text(),
                    value.start(),
                    value.end(),
                    value.start() + (value.plain() ? 0 : 1),
                    value.end() - (value.plain() ? 0 : 1)))
        .toList();
  }

  /** Themes also nest: {@code header: {teaser: ...}}, {@code image: {path: ...}}. */
  private static boolean isImage(Value value) {
    return IMAGE.matcher(value.text()).matches()
        && value.path().stream().anyMatch(key -> IMAGE_KEYS.contains(key.toLowerCase(Locale.ROOT)));
  }

  private static boolean isVideo(Value value) {
    return VIDEO_KEYS.contains(value.key()) && !value.item() && !value.text().isBlank();
  }
}
