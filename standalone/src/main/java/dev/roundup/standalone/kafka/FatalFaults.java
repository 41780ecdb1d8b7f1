package dev.roundup.standalone.kafka;

import dev.roundup.schemas.config.ExitCode;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when Kafka meets a fault that it cannot go on from: a full disk, a broken log. Kafka
 * then ends the process by itself, by a procedure that it keeps once per JVM.
 */
public enum FatalFaults {
  /** The thread that met the fault fails, and the process goes on: for tests. */
  RAISE {
    @Override
    void meet(String message) {
      throw new IllegalStateException("Kafka met a fatal fault: " + message);
    }
  },

  /**
   * The process ends at once with {@link ExitCode#KAFKA}. Shutdown hooks do not run: they would
   * wait for the broker that has just failed. What was acknowledged is on disk.
   */
  STOP_PROCESS {
    @Override
    void meet(String message) {
      LOG.error("The embedded Kafka met a fatal fault; the process ends. reason=\"{}\"", message);
      System.err.println("roundup: The embedded Kafka met a fatal fault: " + message);
      Runtime.getRuntime().halt(ExitCode.KAFKA.code());
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(FatalFaults.class);

  abstract void meet(String message);

  void install() {
    Exit.setExitProcedure((status, message) -> meet(described(status, message)));
    Exit.setHaltProcedure((status, message) -> meet(described(status, message)));
  }

  private static String described(int status, String message) {
    return message == null ? "see the log (Kafka's own exit status " + status + ")" : message;
  }
}
