package dev.roundup.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyTest {
  @ParameterizedTest
  @EnumSource
  void the_readme_tells_every_setting_its_default_and_its_meaning(Key key) throws Exception {
    String fallback = key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`";

    assertThat(Files.readString(Path.of("..", "README.md")))
        .contains("| `" + key.key() + "` | " + fallback + " | " + key.meaning() + " |");
  }
}
