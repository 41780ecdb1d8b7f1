package dev.roundup.standalone.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;

/**
 * The broker of the process before, which the controller still takes for alive if it was killed,
 * until its session ends.
 *
 * <p>Its successor must not start meanwhile: it would be handed the transactions first, would send
 * their last markers to the port of the dead, and would drop them when the session ends and the
 * partitions have no leader, as Kafka does for partitions that it takes for deleted ({@code
 * TransactionMarkerChannelManager}). Such a transaction never ends, and nobody reads past it. Nor
 * need it wait for the session: whoever holds the directory knows that the other is gone.
 */
final class FormerBroker {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);

  private FormerBroker() {}

  /** Takes it out of the cluster, if there is one: all partitions wait for its successor then. */
  static void forget(Controller controller) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!forgotten(controller, deadline)) {
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  /** False while the controller does not lead yet: it is about to, there is no other. */
  private static boolean forgotten(Controller controller, long deadline) {
    try {
      controller
          .unregisterBroker(
              new ControllerRequestContext(
                  new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.of(deadline)),
              BrokerStorage.NODE)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BrokerIdNotRegisteredException) {
        return true; // a new directory
      }
      if (e.getCause() instanceof NotControllerException && System.nanoTime() < deadline) {
        return false;
      }
      throw notForgotten(e.getCause());
    } catch (TimeoutException e) {
      throw notForgotten(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notForgotten(e);
    }
  }

  private static Failure notForgotten(Throwable cause) {
    return new Failure(
        ExitCode.KAFKA, "Kafka's controller does not take over from a killed one: " + cause, cause);
  }
}
