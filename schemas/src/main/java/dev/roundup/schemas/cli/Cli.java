package dev.roundup.schemas.cli;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a command the same way everywhere: help, version, exit codes, errors as sentences on
 * standard error.
 */
public final class Cli {
  private static final String FAULT_HINT =
      "This is a fault of the program; the log has the details.";

  private Cli() {}

  /** Makes a command line of a picocli command, with the conventions of all commands. */
  public static CommandLine of(Object command) {
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler(Cli::explain);
    conventions(line);
    return line;
  }

  private static void conventions(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.mixinStandardHelpOptions(true);
    spec.versionProvider(() -> new String[] {"roundup " + version()});
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes());
    line.getSubcommands().values().forEach(Cli::conventions);
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(" " + code.code(), code.meaning());
    }
    return codes;
  }

  /** The version of this build, or "development" outside a jar. */
  public static String version() {
    String version = Cli.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof Failure failure) {
      line.getErr().println(line.getColorScheme().errorText("roundup: " + failure.getMessage()));
      return failure.exitCode().code();
    }
    line.getErr().println(line.getColorScheme().errorText("roundup: " + e));
    line.getErr().println(FAULT_HINT);
    org.slf4j.LoggerFactory.getLogger(Cli.class)
        .error("command={} failed", line.getCommandName(), e);
    return ExitCode.FAULT.code();
  }
}
