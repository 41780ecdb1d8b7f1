package dev.roundup.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The photos that the sample series speaks of, in its site: without them its posts have holes. */
final class SamplePhotos {
  private SamplePhotos() {}

  /** One picture stands for all of them. */
  static void put(Path site, List<String> facts) {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = SamplePhotos.class.getResourceAsStream("photo.jpg")) {
      byte[] picture = in.readAllBytes();
      for (String fact : facts) {
        JsonNode event = json.readTree(fact);
        String url = event.at("/data/url").asText();
        if (event.path("type").asText().equals("PhotoAdded") && url.startsWith("/")) {
          Path file = site.resolve(url.substring(1));
          Files.createDirectories(file.getParent());
          Files.write(file, picture);
        }
      }
    } catch (IOException e) {
      throw new Failure(ExitCode.CONFIGURATION, site + " cannot be written: " + e, e);
    }
  }
}
