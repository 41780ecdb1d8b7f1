package dev.roundup.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundup.schemas.view.Photo;
import dev.roundup.schemas.view.Photos;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingImagesTest {
  private static final String REPORT = "_roundup/m1.md";

  @TempDir Path directory;
  private final MemoryLog log = new MemoryLog();
  private final PostRenderer renderer = new PostRenderer(PostTemplate.builtIn(), Locale.ENGLISH);

  @Test
  void a_post_whose_image_is_missing_is_written_and_reported_until_the_image_is_there()
      throws IOException {
    publish("/images/hall (1).jpg", "The hall");

    assertThat(directory.resolve(REPORT)).content().contains("    /images/hall (1).jpg\n");
    assertThat(missing()).containsExactly("/images/hall (1).jpg");

    put("images/hall (1).jpg");
    assertThat(missing()).isEmpty();

    publish("/images/hall (1).jpg", "The hall, full");
    assertThat(directory.resolve(REPORT)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "/images/a.jpg, images/a.jpg",
    "/images/a.jpg?v=2, images/a.jpg",
    "/images/%C3%BC.jpg, images/ü.jpg",
    "/images/a.jpg, static/images/a.jpg",
    "/images/a.jpg, assets/images/a.jpg",
  })
  void an_image_is_looked_for_where_sites_keep_them(String path, String file) throws IOException {
    put(file);

    assertThat(new MissingImages(directory).in("![x](" + path + ")")).isEmpty();
  }

  @Test
  void a_site_below_its_host_has_the_same_images() throws IOException {
    put("images/a.jpg");
    Files.writeString(directory.resolve("_config.yml"), "title: x\nbaseurl: /blog\n");

    assertThat(new MissingImages(directory).in("![x](/blog/images/a.jpg) ![x](/b/images/a.jpg)"))
        .containsExactly("/b/images/a.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![x](https://a.example/a.jpg)",
        "![x](//a.example/a.jpg)",
        "![x]({{ site.baseurl }}/a.jpg)",
        "![x](a.jpg)",
        "[x](/a.jpg)",
        "`![x](/a.jpg)`",
      })
  void only_a_path_of_the_site_can_be_missed(String post) {
    assertThat(new MissingImages(directory).in(post)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../outside.jpg", "/%2e%2e/outside.jpg", "/a%00.jpg", "/images", "/%"})
  void nothing_outside_the_site_is_an_image_of_it(String path) throws IOException {
    Files.createDirectory(directory.resolve("images"));
    Path site = Files.createDirectory(directory.resolve("site"));
    put("outside.jpg");

    assertThat(new MissingImages(site).in("![x](" + path + ")")).hasSize(1);
  }

  private void publish(String url, String alt) {
    Photo photo = Photo.newBuilder().setPhotoId("p").setUrl(url).setAlt(alt).build();
    Roundup roundup =
        Roundups.held("m1").setPhotos(Photos.newBuilder().setCover(photo).build()).build();
    new Press(renderer::render, Site.open(directory), log.restored(9), log)
        .publish(List.of(new Edition(roundup, 0, 0)));
  }

  private List<String> missing() {
    return new SitePosts(Site.open(directory), log.restored(9)).statuses().get(0).missingImages();
  }

  private void put(String file) throws IOException {
    Files.createDirectories(directory.resolve(file).getParent());
    Files.writeString(directory.resolve(file), "");
  }
}
