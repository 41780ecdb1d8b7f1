package dev.roundup.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path directory;

  @Test
  void a_second_holder_is_told_who_the_first_one_is_and_where() {
    try (DataDirectory held = DataDirectory.hold(directory)) {
      assertThatExceptionOfType(Failure.class)
          .isThrownBy(() -> DataDirectory.hold(held.path()))
          .withMessageContaining(directory.toString())
          .withMessageContaining("process " + ProcessHandle.current().pid())
          .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BUSY));
    }
  }

  @Test
  void what_was_let_go_can_be_held_again() {
    DataDirectory.hold(directory).close();
    DataDirectory.hold(directory).close();
    assertThat(directory).isDirectory();
  }

  @Test
  void a_holder_that_was_killed_holds_nothing_any_more() throws Exception {
    Process holder = holder();
    String held = new BufferedReader(holder.inputReader()).readLine();
    assertThat(held).isEqualTo("held");
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> DataDirectory.hold(directory))
        .withMessageContaining("process " + holder.pid());
    holder.destroyForcibly().waitFor();
    DataDirectory.hold(directory).close();
  }

  @Test
  void a_file_in_its_place_is_told_by_its_path() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> DataDirectory.hold(file))
        .withMessageContaining(file.toString())
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION));
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Another process that holds the directory until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (DataDirectory held = DataDirectory.hold(Path.of(arguments[0]))) {
        System.out.println(held.path().toFile().isDirectory() ? "held" : "lost");
        Thread.currentThread().join();
      }
    }
  }
}
