package dev.roundup.standalone.preview;

import dev.roundup.schemas.cli.Signals;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.sink.post.Format;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows posts in a browser while facts and templates are written. */
@Command(
    name = "preview",
    description = {
      "Shows in a browser what facts and templates make, without Kafka, until it is stopped.",
      "Open pages follow when a file is saved; a mistake is told with its file and line."
    })
public final class PreviewCommand implements Callable<Integer> {
  private final Clock clock;

  @Parameters(
      paramLabel = "FACTS",
      arity = "1..*",
      description = "Files of facts: CloudEvents, JSON, one a line.")
  private List<Path> facts;

  @Option(
      names = {"-t", "--template"},
      paramLabel = "DIR",
      description = "Directory with your own templates; what it lacks is built in.")
  private Path template;

  @Option(
      names = "--site",
      paramLabel = "DIR",
      description = "Directory of the site, whose images are shown.")
  private Path site;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jekyll",
      description = "What makes the site: jekyll or hugo; ${DEFAULT-VALUE} if you do not say.")
  private Format format;

  @Option(
      names = {"-l", "--language"},
      paramLabel = "TAG",
      defaultValue = "en",
      description = "Language of the dates; ${DEFAULT-VALUE} if you do not say.")
  private String language;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port on this machine; any free one if you do not say.")
  private int port;

  @Spec private CommandSpec spec;

  /** Facts of the future are those after the clock's time. */
  public PreviewCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try (PreviewServer server = PreviewServer.start(sources(), port, clock)) {
      PrintWriter out = spec.commandLine().getOut();
      server.version().problems().forEach(out::println);
      out.println("The preview is at " + server.uri() + " (Ctrl-C stops it).");
      out.flush();
      return Signals.stop().join();
    }
  }

  private Sources sources() {
    for (Path file : facts) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new Failure(ExitCode.USAGE, file + " is no file that can be read.");
      }
    }
    for (Path directory : new Path[] {template, site}) {
      if (directory != null && !Files.isDirectory(directory)) {
        throw new Failure(ExitCode.USAGE, directory + " is not a directory.");
      }
    }
    return new Sources(facts, template, site, format, locale());
  }

  private Locale locale() {
    try {
      return new Locale.Builder().setLanguageTag(language).build();
    } catch (IllformedLocaleException e) {
      throw new ParameterException(
          spec.commandLine(), "--language=" + language + " is not a tag such as en or pt-BR", e);
    }
  }
}
