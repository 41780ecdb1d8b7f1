package dev.roundup.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.registry.RegistryRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultPolicyTest {
  private final Exception away =
      new StreamsException("wrapped", new DisconnectException("the registry is away"));

  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> left = new ArrayList<>();
  private final FaultPolicy policy = new FaultPolicy(closing, left::add);

  @Test
  void who_is_away_is_waited_for_by_a_new_thread_and_the_old_one_leaves_its_group() {
    assertThat(policy.handle(away)).isEqualTo(REPLACE_THREAD);
    assertThat(left).containsExactly(Thread.currentThread());
    assertThat(policy.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void nobody_is_waited_for_while_the_app_is_closed() {
    closing.countDown();
    assertThat(policy.handle(away)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(left).isEmpty();
    assertThat(policy.exitCode()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anything_else_ends_the_app_with_the_exit_code_of_its_cause(
      Exception fault, ExitCode exitCode) {
    assertThat(policy.handle(new StreamsException("wrapped", fault))).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(left).isEmpty();
    assertThat(policy.exitCode()).isEqualTo(exitCode);
  }

  static Stream<Arguments> faults() {
    RegistryRefusal refusal = new RegistryRefusal(409, 409, "Incompatible schema");
    return Stream.of(
        Arguments.of(new Failure(ExitCode.BUSY, "taken"), ExitCode.BUSY),
        Arguments.of(new SerializationException("refused", refusal), ExitCode.REGISTRY),
        Arguments.of(new AuthenticationException("who are you", refusal), ExitCode.REGISTRY),
        Arguments.of(new TopicAuthorizationException("not yours"), ExitCode.KAFKA),
        Arguments.of(new MissingSourceTopicException("gone"), ExitCode.KAFKA),
        Arguments.of(new IllegalStateException("a bug"), ExitCode.FAULT));
  }
}
