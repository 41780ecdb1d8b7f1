package dev.roundup.sink;

import dev.roundup.schemas.cli.ConnectionOptions;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.post.KeptAgainstFacts;
import dev.roundup.sink.file.PostStatus;
import dev.roundup.sink.file.Site;
import dev.roundup.sink.file.SitePosts;
import dev.roundup.sink.kafka.PublicationReader;
import dev.roundup.sink.merge.Collision.Why;
import dev.roundup.sink.post.Format;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code posts}: what became of the posts of a site. */
@Command(
    name = "posts",
    description = "See how the posts of a site stand; get a deleted one back.",
    subcommands = {PostsCommand.Status.class, PostsCommand.Restore.class})
public final class PostsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "status or restore?");
  }

  /** Which site, and where its publications are recorded. */
  static final class Where {
    @Mixin private ConnectionOptions connection;

    @Option(
        names = {"-o", "--out", "--site"},
        paramLabel = "DIR",
        description = "The site, if site.dir does not say.")
    private String directory;

    SitePosts posts() {
      Settings settings =
          connection.settings(directory == null ? Map.of() : Map.of(Key.SITE_DIR.key(), directory));
      Path site = settings.parse(parser -> parser.path(Key.SITE_DIR));
      if (!Files.isDirectory(site)) {
        throw new Failure(ExitCode.USAGE, site + " is not a directory.");
      }
      Format format = settings.parse(parser -> parser.choice(Key.SITE_FORMAT, Format.class));
      return new SitePosts(Site.open(site, format), PublicationReader.read(settings));
    }
  }

  @Command(
      name = "status",
      description = {
        "Tell of every post whether it is as generated, edited, deleted by people or not ours,",
        "where people's text was kept against the facts, and which images the site lacks."
      })
  static final class Status implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private Where where;

    @Override
    public void run() {
      PrintWriter out = spec.commandLine().getOut();
      for (PostStatus status : where.posts().statuses()) {
        String meetup = status.meetupId().isEmpty() ? "" : " (" + status.meetupId() + ")";
        int collisions = status.collisions().size();
        out.println(
            status.path()
                + meetup
                + ": "
                + status.state().words()
                + (collisions == 0 ? "" : ", collisions: " + collisions));
        status.missingImages().forEach(image -> out.println("  image missing: " + image));
        status.collisions().forEach(collision -> tell(collision, out));
      }
      out.flush();
    }

    private static void tell(KeptAgainstFacts collision, PrintWriter out) {
      out.println("  " + collision.getBlock() + ": " + Why.valueOf(collision.getWhy()).sentence());
      collision.getPeople().lines().forEach(line -> out.println("    people: " + line));
      collision.getFacts().lines().forEach(line -> out.println("    facts:  " + line));
    }
  }

  @Command(
      name = "restore",
      description = {
        "Write a post again that people deleted, as it was last generated.",
        "It follows the facts from the next one on; sink --rebuild brings it up to date at once."
      })
  static final class Restore implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private Where where;

    @Parameters(paramLabel = "MEETUP", description = "The meetup's id.")
    private String meetup;

    @Override
    public void run() {
      PrintWriter out = spec.commandLine().getOut();
      out.println("restored " + where.posts().restore(meetup));
      out.flush();
    }
  }
}
