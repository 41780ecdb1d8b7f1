package dev.roundup.sink.file;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import dev.roundup.schemas.post.Publication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Publications in a file of the site itself, for posts that are written without Kafka. */
final class FileLog implements PublicationLog {
  static final String NAME = ".roundup-posts.avro";

  /**
   * What parts the blocks of the file; random by default, and the same facts give the same bytes.
   */
  private static final byte[] SYNC =
      Arrays.copyOf("roundup".getBytes(StandardCharsets.US_ASCII), 16);

  private final Path file;
  private final Site site;
  private final SortedMap<String, Publication> publications = new TreeMap<>();

  private FileLog(Path file, Site site) {
    this.file = file;
    this.site = site;
  }

  static FileLog open(Path directory, Site site) {
    FileLog log = new FileLog(directory.resolve(NAME), site);
    if (Files.exists(log.file)) {
      log.read();
    }
    return log;
  }

  private void read() {
    try (DataFileReader<Publication> reader =
        new DataFileReader<>(
            new SeekableByteArrayInput(Files.readAllBytes(file)),
            new SpecificDatumReader<>(Publication.class))) {
      reader.forEach(publication -> publications.put(publication.getMeetupId(), publication));
    } catch (IOException | org.apache.avro.AvroRuntimeException e) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          file
              + ", which tells Roundup's posts from yours, cannot be read ("
              + e.getMessage()
              + "). Without it, posts that differ are left as they are: delete it to go on.",
          e);
    }
  }

  /** A post that is gone is written again: whoever renders asks for it. */
  Ledger restored() {
    Ledger ledger = new Ledger();
    publications.values().forEach(publication -> ledger.restoreAnew(publication, 0));
    return ledger;
  }

  @Override
  public void record(List<Entry> entries) {
    for (Entry entry : entries) {
      publications.put(entry.publication().getMeetupId(), entry.publication());
    }
    site.writer().write(NAME, written(), "publications");
  }

  private byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<Publication> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(Publication.class))) {
      writer.create(Publication.getClassSchema(), bytes, SYNC);
      for (Publication publication : publications.values()) {
        writer.append(publication);
      }
    } catch (IOException e) {
      throw new AssertionError("Memory takes all bytes", e);
    }
    return bytes.toByteArray();
  }
}
