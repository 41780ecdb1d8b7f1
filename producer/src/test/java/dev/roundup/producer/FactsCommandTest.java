package dev.roundup.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.codec.Decoded;
import dev.roundup.schemas.codec.FactCodec;
import dev.roundup.schemas.codec.FactType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class FactsCommandTest {
  private final FactCodec codec = new FactCodec(Clock.systemUTC());

  @Test
  void all_facts_are_listed_within_eighty_columns() {
    Ran ran = Ran.command(new FactsCommand());

    assertThat(ran.code()).isZero();
    assertThat(FactType.all()).allSatisfy(fact -> assertThat(ran.out()).contains(fact.name()));
    assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void every_fact_is_described_within_eighty_columns_with_a_sample_that_is_a_fact() {
    for (FactType fact : FactType.all()) {
      Ran ran = Ran.command(new FactsCommand(), fact.name());

      assertThat(ran.code()).isZero();
      assertThat(ran.out().lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
      assertThat(fact.rows()).allSatisfy(row -> assertThat(ran.out()).contains(row.path()));
      assertAccepted(ran.out().substring(ran.out().indexOf("\n{") + 1));
    }
  }

  @Test
  void samples_are_printed_as_publish_reads_them() {
    Ran ran = Ran.command(new FactsCommand(), "--sample");

    assertThat(ran.out().lines()).hasSize(20).allSatisfy(this::assertAccepted);
  }

  @Test
  void programs_get_json() throws Exception {
    JsonNode all = new ObjectMapper().readTree(Ran.command(new FactsCommand(), "--json").out());
    assertThat(all).hasSize(20);
    JsonNode one =
        new ObjectMapper().readTree(Ran.command(new FactsCommand(), "--json", "talkgiven").out());
    assertThat(one.at("/name").asText()).isEqualTo("TalkGiven");
    assertThat(one.at("/rows/0/path").asText()).isEqualTo("talkId");
    assertAccepted(one.at("/sample").toString());
  }

  @Test
  void a_mistyped_fact_comes_with_the_closest_known_one() {
    Ran ran = Ran.command(new FactsCommand(), "TalkGivn");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("There is no fact \"TalkGivn\"; did you mean TalkGiven?");
  }

  private void assertAccepted(String json) {
    assertThat(codec.decode(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.Accepted.class);
  }
}
