package dev.roundup.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.codec.FactType;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandTest {
  @TempDir private Path directory;

  @Test
  void a_dry_run_tells_every_refused_line_and_ends_with_1() throws IOException {
    Path file = directory.resolve("facts.ndjson");
    Files.write(file, List.of(FactType.all().get(0).sample(), "{}", "7"));

    Ran ran = Ran.command(new PublishCommand(), "--dry-run", file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).startsWith("Facts that are well-formed: 1; lines refused: 2; ");
    assertThat(ran.err().lines())
        .contains(
            "line 2: id: is missing; every fact has one", "line 3: is not a JSON object, {…}");
  }

  @Test
  void a_dry_run_of_samples_is_content() throws IOException {
    Path file = directory.resolve("facts.ndjson");
    Files.write(file, FactType.all().stream().map(FactType::sample).toList());

    Ran ran = Ran.command(new PublishCommand(), "--dry-run", file.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void without_a_cluster_there_is_a_sentence() throws IOException {
    Path file = Files.writeString(directory.resolve("facts.ndjson"), "");

    Ran ran = Ran.command(new PublishCommand(), "--data", directory.toString(), file.toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("No brokers are named").contains("roundup up");
  }

  @Test
  void the_cluster_of_a_running_up_is_found_by_its_data_directory() throws IOException {
    Path file = Files.writeString(directory.resolve("facts.ndjson"), "");
    try (ServerSocket mute = new ServerSocket(0)) {
      String address = "localhost:" + mute.getLocalPort();
      Files.writeString(
          directory.resolve("up.properties"),
          """
          kafka.bootstrap.servers=%s
          kafka.schema.registry.url=mock://up
          kafka.default.api.timeout.ms=300
          kafka.request.timeout.ms=200
          """
              .formatted(address));

      Ran ran = Ran.command(new PublishCommand(), "--data", directory.toString(), file.toString());

      assertThat(ran.code()).isEqualTo(4);
      assertThat(ran.err()).contains("Kafka cannot be reached at " + address);
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    for (String name : List.of("nothing.ndjson", ".")) {
      Path file = directory.resolve(name);
      Ran ran = Ran.command(new PublishCommand(), "--dry-run", file.toString());

      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err().toLowerCase(Locale.ROOT))
          .contains("there is no file " + file.toString().toLowerCase(Locale.ROOT));
    }
  }
}
