package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.benchmarks.cluster.Scratch;
import dev.roundup.benchmarks.load.Evenings;
import dev.roundup.benchmarks.pipeline.AppProcess;
import dev.roundup.benchmarks.pipeline.Packaged;
import dev.roundup.benchmarks.report.Figure;
import dev.roundup.benchmarks.report.Target;
import dev.roundup.sink.SinkMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every post of a large site made again by another template, a fifth of them edited by people. */
public final class RegenerateRow implements Row {
  private static final int MEBIBYTES = 256;
  private static final String WORDS = "We would do it all again, and will.";
  private static final String TEMPLATE = "dev/roundup/sink/post/body.hbs";

  @Override
  public String name() {
    return "regenerate";
  }

  @Override
  public String title() {
    return "Every post made again by another template, a fifth of them edited, heap of %d MiB"
        .formatted(MEBIBYTES);
  }

  @Override
  public List<Figure> measure(Effort effort) {
    int meetups = effort.size(2_000, 10_000);
    Path directory = Scratch.directory("site");
    try (Cluster cluster = Cluster.start()) {
      effort.say("loading %,d roundups".formatted(meetups));
      Evenings.load(cluster, meetups);
      Path site = directory.resolve("site");
      double first;
      try (AppProcess sink = sink(cluster, directory, List.of())) {
        first = sink.awaitReady();
      }
      effort.say("written the first time in %.1f s".formatted(first));
      int edited = edit(site);
      effort.say("%,d of %,d posts edited".formatted(edited, meetups));
      List<String> again =
          List.of("--rebuild", "--template", template(directory.resolve("template")).toString());
      try (AppProcess sink = sink(cluster, directory, again)) {
        double seconds = sink.awaitReady();
        check(site, meetups, edited);
        String of = ", %,d posts".formatted(meetups);
        return List.of(
            Figure.alone("start to all made again" + of, seconds, "s", Target.atMost(60)),
            Figure.alone("CPU of the sink", sink.cpuSeconds(), "s", Target.none()),
            Figure.alone("most memory it had", sink.peakMebibytes(), "MiB", Target.none()),
            Figure.alone("all written the first time" + of, first, "s", Target.none()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Scratch.delete(directory);
    }
  }

  private static AppProcess sink(Cluster cluster, Path directory, List<String> more) {
    List<String> arguments =
        new ArrayList<>(List.of("-b", cluster.bootstrapServers(), "-r", cluster.registry()));
    arguments.addAll(more);
    return new AppProcess(
        Packaged.SINK,
        List.of("-Xmx" + MEBIBYTES + "m"),
        arguments,
        Map.of(
            "site.dir",
            directory.resolve("site").toString(),
            "state.dir",
            directory.resolve("state").toString()));
  }

  /** As people do: words of their own in every fifth post. */
  private static int edit(Path site) throws IOException {
    int edited = 0;
    for (Path post : posts(site)) {
      if (post.hashCode() % 5 == 0) {
        String text = Files.readString(post);
        int heading = text.indexOf("\n## ");
        Files.writeString(
            post, text.substring(0, heading) + "\n" + WORDS + "\n" + text.substring(heading));
        edited++;
      }
    }
    return edited;
  }

  /** The built-in one with another line in every talk and another end. */
  private static Path template(Path directory) throws IOException {
    String builtIn;
    try (InputStream in = SinkMain.class.getClassLoader().getResourceAsStream(TEMPLATE)) {
      builtIn = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.createDirectory(directory);
    Files.writeString(
        directory.resolve("body.hbs"),
        builtIn
            .replace("[Watch the video]", "[See it on video]")
            .replace("Until next time!", "Made again: until next time!"));
    return directory;
  }

  private static void check(Path site, int meetups, int edited) throws IOException {
    int made = 0;
    int kept = 0;
    for (Path post : posts(site)) {
      String text = Files.readString(post);
      made += text.contains("[See it on video]") && !text.contains("[Watch the video]") ? 1 : 0;
      kept += text.contains(WORDS) ? 1 : 0;
    }
    if (made != meetups || kept != edited) {
      throw new IllegalStateException(
          "%d of %d posts were made again, and %d of %d kept people's words"
              .formatted(made, meetups, kept, edited));
    }
  }

  private static List<Path> posts(Path site) throws IOException {
    try (Stream<Path> posts = Files.list(site.resolve("_posts"))) {
      return posts.filter(post -> post.toString().endsWith(".md")).toList();
    }
  }
}
