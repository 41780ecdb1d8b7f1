package dev.roundup.standalone.demo;

import dev.roundup.producer.publish.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the demo says at its end. */
final class DemoReport {
  /** The file with the facts that were played. */
  static final String FACTS = "facts.ndjson";

  private static final int LINES_SHOWN = 40;

  private final PrintWriter out;
  private final Path directory;
  private final Expected posts;

  DemoReport(PrintWriter out, Path directory, Expected posts) {
    this.out = out;
    this.directory = directory;
    this.posts = posts;
  }

  void tell(Report published, Duration took) {
    out.printf(
        Locale.ROOT,
        "%,d facts became %d posts in %.1f s. Names of attendees left out: %,d.%n%n",
        published.published(),
        posts.size(),
        took.toMillis() / 1e3,
        published.namesLeftOut());
    posts.paths().forEach(path -> out.println("  " + directory.resolve("site").resolve(path)));
    out.println();
    // the last one is tonight's, and not over yet
    show(posts.paths().get(posts.size() - 2));
    next();
    out.flush();
  }

  private void show(String path) {
    out.println("One of them, " + path + ":");
    out.println();
    List<String> lines = posts.text(path).lines().toList();
    lines.stream().limit(LINES_SHOWN).forEach(line -> out.println("  | " + line));
    if (lines.size() > LINES_SHOWN) {
      out.println("  | ... and " + (lines.size() - LINES_SHOWN) + " lines more");
    }
    out.println();
  }

  private void next() {
    out.println("What to try next:");
    out.println();
    out.println("  Go on with tonight's meetup, and publish facts from another terminal:");
    out.println("    roundup up --data " + directory);
    out.println("    roundup facts TalkGiven");
    out.println("    roundup publish --data " + directory + " FILE");
    out.println();
    out.println("  Write the same posts in words of your own:");
    out.println("    roundup render --facts " + directory.resolve(FACTS) + " --out DIR \\");
    out.println("      --template DIR-WITH-YOUR-post.md.hbs");
  }
}
