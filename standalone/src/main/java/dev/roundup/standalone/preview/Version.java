package dev.roundup.standalone.preview;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was made last.
 *
 * @param posts the latest meetup first
 * @param problems what is wrong with facts and templates, with file and line
 */
record Version(List<Post> posts, List<String> problems) {
  static final Version EMPTY = new Version(List.of(), List.of());

  /**
   * A meetup's post.
   *
   * @param companions by name; one whose template fails is as it was before, or not there
   */
  record Post(
      String id,
      String title,
      String date,
      boolean held,
      String path,
      String frontMatter,
      String html,
      Map<String, String> companions) {}

  Optional<Post> find(String id) {
    return posts.stream().filter(post -> post.id().equals(id)).findFirst();
  }
}
