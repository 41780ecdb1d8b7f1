package dev.roundup.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.codec.Decoded;
import dev.roundup.schemas.codec.FactCodec;
import dev.roundup.schemas.fact.MeetupEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path site;

  @Test
  void every_meetup_of_the_sample_has_a_post_and_all_of_them_were_held() {
    assertThat(expected().paths())
        .hasSize(4)
        .allMatch(path -> path.startsWith("_posts/"))
        .last()
        .asString()
        .startsWith("_posts/2026-11-23-");
  }

  @Test
  void a_post_counts_once_it_is_written_as_it_must_be() throws IOException {
    Expected expected = expected();
    String path = expected.paths().get(0);
    assertThat(expected.writtenTo(site)).isZero();
    Files.createDirectories(site.resolve(path).getParent());
    Files.writeString(site.resolve(path), "not yet");
    assertThat(expected.writtenTo(site)).isZero();
    Files.writeString(site.resolve(path), expected.text(path));
    assertThat(expected.writtenTo(site)).isOne();
  }

  private static Expected expected() {
    FactCodec codec = new FactCodec(CLOCK);
    List<MeetupEvent> facts =
        SampleSeries.playedOn(CLOCK).stream()
            .map(line -> codec.decode(line.getBytes(StandardCharsets.UTF_8)))
            .map(decoded -> ((Decoded.Accepted) decoded).event())
            .toList();
    Expected e = Expected.of(facts);
    for (String p : e.paths()) System.out.println("#### " + p + "\n" + e.text(p));
    return e;
  }
}
