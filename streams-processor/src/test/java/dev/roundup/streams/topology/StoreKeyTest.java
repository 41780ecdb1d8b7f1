package dev.roundup.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StoreKeyTest {
  /** The keys are in stores and changelogs that outlive versions. */
  @Test
  void the_bytes_are_as_agreed() {
    assertThat(HexFormat.of().formatHex(bytes(StoreKey.of("jvm", "", "é"))))
        .isEqualTo("036a766d" + "00" + "c3a9");
    assertThat(HexFormat.of().formatHex(bytes(StoreKey.of("j".repeat(128), "x"))))
        .isEqualTo("8001" + "6a".repeat(128) + "78");
  }

  @Property
  void a_key_comes_back(@ForAll("keys") StoreKey key) {
    assertThat(StoreKey.serde(key.parts().size()).deserializer().deserialize("store", bytes(key)))
        .isEqualTo(key);
  }

  @Property
  void no_two_keys_of_a_store_share_their_bytes(
      @ForAll("pairs") StoreKey one, @ForAll("pairs") StoreKey other) {
    assertThat(Arrays.equals(bytes(one), bytes(other))).isEqualTo(one.equals(other));
  }

  @Property
  void a_prefix_finds_the_keys_that_begin_with_its_texts_and_no_others(
      @ForAll("pairs") StoreKey key, @ForAll("texts") String first) {
    assertThat(beginsWith(bytes(key), prefix(StoreKey.of(key.parts().get(0))))).isTrue();
    assertThat(beginsWith(bytes(key), prefix(StoreKey.of(first))))
        .isEqualTo(key.parts().get(0).equals(first));
  }

  @Property
  void keys_of_one_beginning_lie_together_in_the_order_of_their_last_texts(
      @ForAll("texts") String first, @ForAll("texts") String one, @ForAll("texts") String other) {
    assertThat(
            Integer.signum(
                Arrays.compareUnsigned(
                    bytes(StoreKey.of(first, one)), bytes(StoreKey.of(first, other)))))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(utf8(one), utf8(other))));
  }

  @Provide
  Arbitrary<StoreKey> keys() {
    return texts()
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> StoreKey.of(parts.toArray(String[]::new)));
  }

  @Provide
  Arbitrary<StoreKey> pairs() {
    return texts().list().ofSize(2).map(parts -> StoreKey.of(parts.toArray(String[]::new)));
  }

  /** Many of them alike, of bytes that could be taken for lengths, and now and then long. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars('\0', '\1', '\2', 'a').ofMaxLength(3),
        Arbitraries.strings().withChars('a', 'é', '\uffee').ofMinLength(120).ofMaxLength(130),
        Arbitraries.strings().ofMaxLength(20).map(StoreKeyTest::wellFormed));
  }

  /** Half a surrogate pair has no bytes in UTF-8; ids cannot hold one. */
  private static String wellFormed(String text) {
    return new String(utf8(text), StandardCharsets.UTF_8);
  }

  private static boolean beginsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(Arrays.copyOf(bytes, prefix.length), prefix);
  }

  private static byte[] bytes(StoreKey key) {
    return StoreKey.serde(key.parts().size()).serializer().serialize("store", key);
  }

  private static byte[] prefix(StoreKey key) {
    return StoreKey.prefix().serialize("store", key);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
