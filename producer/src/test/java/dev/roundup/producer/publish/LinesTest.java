package dev.roundup.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void lines_are_numbered_as_an_editor_does() throws IOException {
    assertThat(lines("\uFEFFa\r\n\r\n \t\nb\n\nc"))
        .containsExactly("1 a (1)", "4 b (1)", "6 c (1)");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n\n")).isEmpty();
    assertThat(lines("a\n")).containsExactly("1 a (1)");
    assertThat(lines("a\rb")).containsExactly("1 a\rb (3)");
  }

  @Test
  void no_more_of_a_line_is_kept_than_may_be_used() throws IOException {
    String kept = "1 " + "x".repeat(10) + " (10)";
    assertThat(lines("x".repeat(10) + "\r\ny")).containsExactly(kept, "2 y (1)");
    assertThat(lines("\uFEFF" + "x".repeat(10))).containsExactly(kept);
    assertThat(lines("x".repeat(300_000) + "\ny"))
        .containsExactly("1 " + "x".repeat(14) + " (300000)", "2 y (1)");
    assertThat(lines(" ".repeat(11))).hasSize(1);
  }

  @Property(tries = 300)
  void lines_do_not_depend_on_how_the_stream_is_cut(
      @ForAll List<@CharRange(from = 'a', to = 'c') @StringLength(max = 9) String> parts)
      throws IOException {
    String text = String.join("\n", parts);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isEmpty()) {
        expected.add((i + 1) + " " + parts.get(i) + " (" + parts.get(i).length() + ")");
      }
    }
    assertThat(lines(text)).isEqualTo(expected);
    assertThat(lines(new Dribble(text))).isEqualTo(expected);
  }

  /** Gives one byte at a time. */
  private static final class Dribble extends ByteArrayInputStream {
    Dribble(String text) {
      super(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(1, length));
    }
  }

  private static List<String> lines(String text) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> lines(InputStream in) throws IOException {
    Lines lines = new Lines(in, 10);
    List<String> all = new ArrayList<>();
    while (lines.next()) {
      String text = new String(lines.bytes(), StandardCharsets.UTF_8);
      all.add(lines.number() + " " + text + " (" + lines.length() + ")");
    }
    return all;
  }
}
