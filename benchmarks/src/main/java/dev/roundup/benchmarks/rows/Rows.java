package dev.roundup.benchmarks.rows;

import dev.roundup.benchmarks.parts.FoldParts;
import dev.roundup.benchmarks.parts.JsonParts;
import dev.roundup.benchmarks.parts.SerdeParts;
import dev.roundup.benchmarks.parts.StoreParts;
import dev.roundup.benchmarks.report.Target;
import java.util.List;

/** All that is measured, in the order of importance. */
public final class Rows {
  private static final Target SERDE = Target.atMost(1.3);

  /** The rows. */
  public static final List<Row> ALL =
      List.of(
          new FoldRow(),
          new FlatnessRow(),
          new PartRow(
              "serde",
              "Registry serde beside a reused Avro writer and reader, one RSVP",
              SerdeParts.class,
              List.of(
                  new PartRow.Line("encode", "encode", "encodeBare", SERDE, SERDE),
                  new PartRow.Line("decode", "decode", "decodeBare", SERDE, SERDE))),
          new PartRow(
              "json",
              "A fact's JSON to Avro beside Jackson's tree, one RSVP",
              JsonParts.class,
              List.of(
                  new PartRow.Line(
                      "decode and check",
                      "decode",
                      "readTree",
                      Target.atMost(2.5),
                      Target.none()))),
          new RocksDbRow(),
          new NaiveRow(),
          new RebuildRow(),
          new LatencyRow(),
          new RegenerateRow(),
          new RestartRow(),
          new HeapRow(),
          new PeersRow(),
          new StartupRow(),
          new PartRow(
              "parts",
              "The fold alone, and the store of attendees: a million entries, random keys",
              StoreParts.class,
              List.of(
                  new PartRow.Line("get", "packedGet", "treeGet", Target.none(), Target.none()),
                  new PartRow.Line("put", "packedPut", "treePut", Target.none(), Target.none()),
                  new PartRow.Line("making the key (in both)", "key", null, Target.none(), null))),
          new PartRow(
              "model",
              "The fold alone: facts in maps to roundups in maps",
              FoldParts.class,
              List.of(new PartRow.Line("per fact", "fold", null, Target.none(), null))));

  private Rows() {}
}
