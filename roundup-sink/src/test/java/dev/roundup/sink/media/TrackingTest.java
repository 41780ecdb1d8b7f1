package dev.roundup.sink.media;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.example/x?utm_source=mail&utm_campaign=may, https://a.example/x",
    "https://a.example/x?page=2&fbclid=IwAR0&sort=up#top, https://a.example/x?page=2&sort=up#top",
    "https://a.example?gclid, https://a.example",
    "https://youtu.be/dQw4w9WgXcQ?si=AbC&t=5, https://youtu.be/dQw4w9WgXcQ?t=5",
    "https://www.youtube.com/@harbourjvm?feature=shared, https://www.youtube.com/@harbourjvm",
    "https://x.com/a/status/1?s=20&t=5, https://x.com/a/status/1?t=5",
    "https://www.meetup.com/a/events/1/?eventOrigin=home, https://www.meetup.com/a/events/1/",
  })
  void what_counts_readers_goes(String url, String plain) {
    assertThat(Tracking.removedFrom(url)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/x?si=5&feature=dark&s=java",
        "https://a.example/x?",
        "https://a.example/x?&&a=%zz&b=Ü#utm_source=x",
        "https://a.example/utm_source=x",
        "/search?utm_source=x",
        "mailto:a@b.example?utm_source=x",
        "utm_source=x",
      })
  void what_means_something_to_the_page_stays(String url) {
    assertThat(Tracking.removedFrom(url)).isSameAs(url);
  }

  @Property
  void once_is_enough(@ForAll String a, @ForAll String b) {
    String plain = Tracking.removedFrom("https://a.example/" + a + "?utm_x=1&" + b);

    assertThat(Tracking.removedFrom(plain)).isEqualTo(plain);
  }
}
