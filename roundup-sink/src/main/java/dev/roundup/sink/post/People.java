package dev.roundup.sink.post;

import dev.roundup.sink.post.Marks.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lists of people, organisations and other names as prose; the joining words are the template's.
 */
final class People {
  private People() {}

  /** {@code A, B and C}, or {@code A, B, and C}. */
  static String sentence(List<String> parts, String and, boolean serial) {
    int n = parts.size();
    if (n < 2) {
      return String.join("", parts);
    }
    String last = (serial && n > 2 ? ", " : " ") + and + " " + parts.get(n - 1);
    return String.join(", ", parts.subList(0, n - 1)) + last;
  }

  /** {@code A and B from X}, {@code A from X and B from Y}. */
  static String credits(List<?> people, String and, String from) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < people.size(); ) {
      String organisation = organisation(people.get(i));
      List<String> names = new ArrayList<>();
      while (i < people.size() && Objects.equals(organisation, organisation(people.get(i)))) {
        names.add(named(people.get(i++)));
      }
      String joined = sentence(names, and, false);
      groups.add(
          organisation == null
              ? joined
              : joined + " " + from + " " + Marks.value(Kind.PLAIN, organisation));
    }
    return sentence(groups, and, false);
  }

  /** A name, linked where its owner has a page. */
  static String named(Object item) {
    if (!(item instanceof Map<?, ?> fields)) {
      return Marks.value(Kind.PLAIN, String.valueOf(item));
    }
    String name = filled(fields, "name", "label", "title", "url");
    String shown = Marks.value(Kind.PLAIN, name == null ? "" : name);
    return fields.get("url") instanceof String url && !url.isBlank()
        ? Marks.link(shown, url)
        : shown;
  }

  private static String organisation(Object person) {
    return person instanceof Map<?, ?> fields ? filled(fields, "organisation") : null;
  }

  private static String filled(Map<?, ?> fields, String... names) {
    for (String name : names) {
      if (fields.get(name) instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }
}
