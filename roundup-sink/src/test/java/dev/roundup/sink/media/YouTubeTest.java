package dev.roundup.sink.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YouTubeTest {
  @ParameterizedTest
  @CsvSource({
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ, 0",
    "http://youtube.com/watch?v=dQw4w9WgXcQ, 0",
    "HTTPS://WWW.YouTube.com:443/watch?v=dQw4w9WgXcQ, 0",
    "https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ, 0",
    "https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RDAMVMdQw4w9WgXcQ, 0",
    "https://youtu.be/dQw4w9WgXcQ, 0",
    "https://youtu.be/dQw4w9WgXcQ?si=AbCdEfGhIjKlMnOp&t=95, 95",
    "https://youtu.be/dQw4w9WgXcQ/?t=1m35s, 95",
    "https://www.youtube.com/live/dQw4w9WgXcQ?si=x&t=1h2m3s, 3723",
    "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share, 0",
    "https://www.youtube.com/embed/dQw4w9WgXcQ?start=1675, 1675",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ, 0",
    "https://www.youtube.com/shorts/dQw4w9WgXcQ, 0",
    "https://www.youtube.com/v/dQw4w9WgXcQ, 0",
    "https://www.youtube.com/watch/dQw4w9WgXcQ, 0",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1m35, 95",
    "https://www.youtube.com/watch?time_continue=95&v=dQw4w9WgXcQ, 95",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=95s, 95",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=soon, 0",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=99999999999, 0",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=&start=95, 95",
    "https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3DdQw4w9WgXcQ%26feature%3Dshare, 0",
  })
  void every_shape_of_an_address_is_the_same_video(String url, int start) {
    YouTube video = YouTube.of(url).orElseThrow();

    assertThat(video.id()).isEqualTo("dQw4w9WgXcQ");
    assertThat(video.start()).isEqualTo(start);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.youtube.com/watch?v=dQw4w9WgXc",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXc!",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/embed/videoseries?list=PLabcdefghijkl",
        "https://www.youtube.com/embed/live_stream?channel=UCx",
        "https://www.youtube.com/@harbourjvm/live",
        "https://www.youtube.com/playlist?list=PLabcdefghijkl",
        "https://youtu.be/dQw4w9WgXcQ&t=95",
        "https://youtu.be/",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
        "/watch?v=dQw4w9WgXcQ",
        "youtube.com/watch?v=dQw4w9WgXcQ",
        "",
      })
  void anything_else_is_just_a_link(String url) {
    assertThat(YouTube.of(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://youtu.be/a-b_c123456?t=5, https://youtu.be/a-b_c123456?t=1675",
    "https://www.youtube.com/watch?v=a-b_c123456, https://www.youtube.com/watch?v=a-b_c123456&t=1675s",
    "https://www.youtube.com/live/a-b_c123456?t=5, https://www.youtube.com/watch?v=a-b_c123456&t=1675s",
    "https://www.youtube.com/watch?list=PLabcdefghijkl&v=a-b_c123456&index=3,"
        + " https://www.youtube.com/watch?v=a-b_c123456&list=PLabcdefghijkl&t=1675s",
    "https://www.youtube.com/watch?v=a-b_c123456&list=WL,"
        + " https://www.youtube.com/watch?v=a-b_c123456&t=1675s",
  })
  void one_number_gives_all_addresses(String url, String watch) {
    YouTube video = YouTube.of(url).orElseThrow().from(1675);

    assertThat(video.watch()).isEqualTo(watch);
    assertThat(video.embed()).isEqualTo("https://www.youtube.com/embed/a-b_c123456?start=1675");
    assertThat(video.from(-3).embed()).isEqualTo("https://www.youtube.com/embed/a-b_c123456");
  }

  @ParameterizedTest
  @CsvSource({
    "https://youtu.be/dQw4w9WgXcQ?si=x&t=95, https://youtu.be/dQw4w9WgXcQ?t=95",
    "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share, https://www.youtube.com/live/dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLabcdefghijkl&index=3,"
        + " https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLabcdefghijkl&index=3",
    "https://www.youtube.com/embed/dQw4w9WgXcQ?start=95, https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=95s",
    "https://m.youtube.com/watch?v=dQw4w9WgXcQ, https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3DdQw4w9WgXcQ%26feature%3Dshare,"
        + " https://www.youtube.com/watch?v=dQw4w9WgXcQ",
  })
  void an_address_that_people_can_follow_stays_as_they_wrote_it(String url, String watch) {
    assertThat(YouTube.of(url).orElseThrow().watch()).isEqualTo(watch);
  }

  @Property
  void what_it_writes_it_reads(
      @ForAll @AlphaChars @StringLength(11) String id,
      @ForAll @IntRange(max = 999_999) int start,
      @ForAll boolean brief) {
    YouTube video = new YouTube(id, null, start, brief, null);

    if (!id.equals("videoseries")) {
      for (String address : List.of(video.watch(), video.embed())) {
        YouTube read = YouTube.of(address).orElseThrow();
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.start()).isEqualTo(start);
      }
    }
  }
}
