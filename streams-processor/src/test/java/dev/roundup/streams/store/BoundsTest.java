package dev.roundup.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bounds and a sorted set, side by side. */
class BoundsTest {
  @Property
  void a_key_is_found_where_a_sorted_set_has_its_floor(
      @ForAll("keys") List<byte[]> bounds,
      @ForAll("keys") List<byte[]> sought,
      @ForAll List<Boolean> removed) {
    Bounds all = new Bounds();
    NavigableSet<byte[]> model = new TreeSet<>(Arrays::compareUnsigned);
    model.add(new byte[0]);
    for (byte[] bound : bounds) {
      if (model.add(bound)) {
        all.add(model.headSet(bound).size(), bound);
      }
    }
    assertSame(all, model, sought);
    for (boolean greatest : removed) {
      if (model.size() > 1) {
        byte[] gone = greatest ? model.last() : model.higher(new byte[0]);
        all.remove(model.headSet(gone).size());
        model.remove(gone);
      }
    }
    assertSame(all, model, sought);
  }

  private static void assertSame(Bounds all, NavigableSet<byte[]> model, List<byte[]> sought) {
    assertThat(all.size()).isEqualTo(model.size());
    for (byte[] key : sought) {
      int position = all.find(key);
      assertThat(position).isEqualTo(model.headSet(key, true).size() - 1);
      assertThat(all.at(position)).isEqualTo(model.floor(key));
    }
    for (byte[] bound : model) {
      assertThat(all.at(all.find(bound))).isEqualTo(bound);
    }
  }

  /** Alike at their beginning, as the keys of one store are, and of few different bytes. */
  @Provide
  Arbitrary<List<byte[]>> keys() {
    Arbitrary<Byte> bytes = Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) -1);
    Arbitrary<byte[]> random = bytes.array(byte[].class).ofMaxSize(12);
    Arbitrary<byte[]> alike =
        bytes
            .array(byte[].class)
            .ofMinSize(2)
            .ofMaxSize(14)
            .map(
                key -> {
                  Arrays.fill(key, 0, key.length / 2, (byte) 1);
                  return key;
                });
    return Arbitraries.oneOf(alike, alike, alike, random).list().ofMaxSize(60);
  }
}
