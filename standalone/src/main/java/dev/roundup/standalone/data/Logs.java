package dev.roundup.standalone.data;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes: warnings to standard error, unless a verb runs long enough to keep a file.
 */
public final class Logs {
  private Logs() {}

  /** From now on everything is logged to a file, and only what needs a person to standard error. */
  public static void to(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("file", file.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(Logs.class.getResource("/logback-file.xml"));
    } catch (JoranException e) {
      throw new IllegalStateException("logback-file.xml is broken", e);
    }
  }
}
