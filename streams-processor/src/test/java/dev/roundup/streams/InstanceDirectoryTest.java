package dev.roundup.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceDirectoryTest {
  @TempDir private Path directory;

  @Test
  void an_instance_keeps_its_id_through_restarts_and_others_have_another() {
    String first = idOf(directory.resolve("here/and now"));
    assertThat(idOf(directory.resolve("here/and now"))).isEqualTo(first).startsWith("roundup-");
    assertThat(idOf(directory.resolve("there"))).isNotEqualTo(first);
  }

  @Test
  void a_directory_has_one_holder_at_a_time() {
    try (InstanceDirectory held = InstanceDirectory.take(directory)) {
      assertThatThrownBy(() -> InstanceDirectory.take(held.path()))
          .isInstanceOfSatisfying(
              Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BUSY))
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("state.dir");
    }
    assertThat(idOf(directory)).isNotBlank();
  }

  @Test
  void a_crash_while_the_id_was_written_leaves_none_behind() throws IOException {
    Files.writeString(directory.resolve("instance-id.new"), "roun");
    assertThat(idOf(directory)).matches("roundup-[0-9a-f-]{36}");
  }

  @Test
  void an_id_that_power_failure_emptied_is_made_anew() throws IOException {
    Files.writeString(directory.resolve("instance-id"), "\n");
    String id = idOf(directory);
    assertThat(id).matches("roundup-[0-9a-f-]{36}");
    assertThat(idOf(directory)).isEqualTo(id);
  }

  @Test
  void a_file_in_the_place_of_the_directory_is_a_mistake_of_the_configuration() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> InstanceDirectory.take(file))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining(file.toString());
  }

  @Test
  void local_state_of_topics_that_were_made_anew_since_is_deleted_and_other_is_kept()
      throws IOException {
    Path state = directory.resolve("roundup-streams/0_0/state");
    Path others = directory.resolve("another-application/0_0/state");
    makeFile(state);
    makeFile(others);
    try (InstanceDirectory held = InstanceDirectory.take(directory)) {
      held.keepStateOf("roundup-streams", "first");
      assertThat(state).as("of unknown origin").doesNotExist();
      makeFile(state);
      held.keepStateOf("roundup-streams", "first");
      assertThat(state).exists();
      held.keepStateOf("roundup-streams", "second");
      assertThat(state).doesNotExist();
      assertThat(others).exists();
    }
  }

  private static void makeFile(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private static String idOf(Path directory) {
    try (InstanceDirectory held = InstanceDirectory.take(directory)) {
      return held.instanceId();
    }
  }
}
