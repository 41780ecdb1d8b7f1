package dev.roundup.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.roundup.schemas.config.Failure;
import dev.roundup.standalone.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
  @TempDir private Path directory;

  @Test
  void a_demo_empties_what_an_earlier_one_left() throws IOException {
    Path demo = directory.resolve("demo");
    DemoDirectory.hold(demo).close();
    Path post = Files.createDirectories(demo.resolve("site/_posts")).resolve("post.md");
    Files.writeString(post, "an earlier post");
    DemoDirectory.hold(demo).close();
    assertThat(demo.resolve("site")).doesNotExist();
  }

  @Test
  void a_directory_that_no_demo_made_stays_as_it_is() throws IOException {
    Files.writeString(directory.resolve("thesis.tex"), "years of work");
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> DemoDirectory.hold(directory))
        .withMessageContaining(directory.toString())
        .withMessageContaining("--out");
    assertThat(directory.toFile().list()).containsExactly("thesis.tex");
  }

  @Test
  void a_directory_that_somebody_goes_on_with_is_no_demos_any_more() {
    DemoDirectory.hold(directory).close();
    try (DataDirectory goneOnWith = DataDirectory.hold(directory)) {
      goneOnWith.keep();
    }
    assertThatExceptionOfType(Failure.class).isThrownBy(() -> DemoDirectory.hold(directory));
  }

  @Test
  void a_demo_that_is_running_is_not_emptied() throws IOException {
    try (DataDirectory running = DemoDirectory.hold(directory)) {
      Path log = Files.writeString(running.resolve("roundup.log"), "at work");
      assertThatExceptionOfType(Failure.class)
          .isThrownBy(() -> DemoDirectory.hold(directory))
          .withMessageContaining("in use by process");
      assertThat(log).exists();
    }
  }
}
