package dev.roundup.standalone.render;

import dev.roundup.producer.publish.PublishListener;
import dev.roundup.producer.publish.Publisher;
import dev.roundup.producer.publish.Report;
import dev.roundup.schemas.codec.Fault;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.sink.file.CompanionOutcome;
import dev.roundup.sink.file.CompanionOutcome.What;
import dev.roundup.sink.file.LocalPosts;
import dev.roundup.sink.file.Outcome;
import dev.roundup.sink.post.Companion;
import dev.roundup.sink.post.CompanionRenderer;
import dev.roundup.sink.post.Format;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import dev.roundup.sink.post.SiteAddress;
import dev.roundup.sink.post.TemplateFailure;
import dev.roundup.streams.model.RoundupFold;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes posts of a file of facts. */
@Command(
    name = "render",
    description = {
      "Makes posts of a file of facts, without Kafka: by the same fold and the same templates.",
      "For trying a template. What people edited in the posts stays as it is."
    })
public final class RenderCommand implements Callable<Integer> {
  private final Clock clock;

  @Option(
      names = {"-f", "--facts"},
      paramLabel = "FILE",
      required = true,
      description = "The facts: CloudEvents, JSON, one a line; -: standard input.")
  private String facts;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "The site that posts go to.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jekyll",
      description = "What makes the site: jekyll or hugo; ${DEFAULT-VALUE} if you do not say.")
  private Format format;

  @Option(
      names = "--companions",
      paramLabel = "NAMES",
      defaultValue = "",
      description =
          "Texts to make beside the posts: page.html, next.ics, newsletter.txt, newsletter.html,"
              + " short.txt, feed.json, feed.atom; or all. None if you do not say.")
  private String companions;

  @Option(
      names = "--site-url",
      paramLabel = "URL",
      defaultValue = "",
      description = "Where the site is on the web: for links to it, and for feeds.")
  private String url;

  @Option(
      names = {"-t", "--template"},
      paramLabel = "DIR",
      description = "Directory with your own templates; what it lacks is built in.")
  private Path template;

  @Option(
      names = {"-l", "--language"},
      paramLabel = "TAG",
      defaultValue = "en",
      description = "Language of the dates; ${DEFAULT-VALUE} if you do not say.")
  private String language;

  @Spec private CommandSpec spec;

  /** Facts of the future are those after the clock's time. */
  public RenderCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PostTemplate templates = template();
    PostRenderer renderer = compiled(() -> new PostRenderer(templates, locale()));
    CompanionRenderer companion = compiled(() -> companions(templates));
    List<MeetupEvent> accepted = new ArrayList<>();
    Report read = read(accepted);
    LocalPosts.Result result =
        LocalPosts.write(
            RoundupFold.of(accepted).values(), renderer::render, companion, out, format);
    tell(read, result);
    boolean failed =
        result.posts().stream().anyMatch(Outcome.Failed.class::isInstance)
            || result.companions().stream().anyMatch(text -> text.what() == What.FAILED);
    return (failed ? ExitCode.REFUSED : read.exitCode()).code();
  }

  private PostTemplate template() {
    return compiled(
        () -> template == null ? PostTemplate.builtIn(format) : PostTemplate.of(template, format));
  }

  private CompanionRenderer companions(PostTemplate templates) {
    try {
      Set<Companion> wanted = Companion.list(companions);
      if (url.isEmpty() && wanted.stream().anyMatch(Companion::isFeed)) {
        throw new IllegalArgumentException("feeds tell posts by their addresses: add --site-url");
      }
      SiteAddress address = SiteAddress.of(url, "", "", format);
      return new CompanionRenderer(templates, wanted, locale(), address);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private <T> T compiled(Supplier<T> work) {
    try {
      return work.get();
    } catch (TemplateFailure e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "The template in " + template + " cannot be used: " + e.getMessage(),
          e);
    }
  }

  private Locale locale() {
    try {
      return new Locale.Builder().setLanguageTag(language).build();
    } catch (IllformedLocaleException e) {
      throw new ParameterException(
          spec.commandLine(), "--language=" + language + " is not a tag such as en or pt-BR", e);
    }
  }

  private Report read(List<MeetupEvent> accepted) {
    PrintWriter err = spec.commandLine().getErr();
    try (InputStream in = facts.equals("-") ? System.in : Files.newInputStream(Path.of(facts));
        Publisher collector = Publisher.into(accepted::add, clock)) {
      return collector.publish(
          in,
          new PublishListener() {
            @Override
            public void refused(long line, List<Fault> faults) {
              faults.forEach(fault -> err.println("line " + line + ": " + fault));
            }
          });
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, facts + " cannot be read: " + e, e);
    }
  }

  private void tell(Report read, LocalPosts.Result result) {
    PrintWriter console = spec.commandLine().getOut();
    result.posts().forEach(outcome -> console.println(told(outcome)));
    result.companions().forEach(outcome -> console.println(told(outcome)));
    console.printf(
        Locale.ROOT,
        "%,d facts, %,d lines refused, %,d posts.%n",
        read.published(),
        read.refused(),
        result.posts().stream().filter(outcome -> !(outcome instanceof Outcome.Failed)).count());
    console.flush();
    spec.commandLine().getErr().flush();
  }

  private String told(CompanionOutcome outcome) {
    Path text = out.resolve(outcome.path());
    return switch (outcome.what()) {
      case WRITTEN -> "wrote " + text;
      case UNCHANGED -> "unchanged " + text;
      case REMOVED -> "removed " + text;
      case FAILED -> "no " + text + ": " + outcome.detail();
      case KEPT ->
          "kept "
              + text
              + ", which people wrote"
              + (outcome.detail().isEmpty()
                  ? ""
                  : "; what the facts say is in " + out.resolve(outcome.detail()));
    };
  }

  private String told(Outcome outcome) {
    Path post = out.resolve(outcome.path());
    if (outcome instanceof Outcome.Failed failed) {
      return "no post of " + failed.meetupId() + ": " + failed.reason();
    } else if (outcome instanceof Outcome.Kept kept) {
      return "kept " + post + ": " + kept.why().clause();
    } else if (outcome instanceof Outcome.Moved moved) {
      return "moved " + out.resolve(moved.from()) + " to " + post;
    } else if (outcome instanceof Outcome.Merged merged) {
      return "merged " + post + " with what people wrote, collisions: " + merged.collisions();
    } else if (outcome instanceof Outcome.Adopted) {
      return "adopted " + post + " as it is";
    }
    return (outcome instanceof Outcome.Written ? "wrote " : "unchanged ") + post;
  }
}
