package dev.roundup.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.standalone.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String FACT =
      """
      {"specversion":"1.0","id":"1","type":"MeetupScheduled","source":"/test",\
      "subject":"%s","time":"2026-03-01T10:00:00Z",\
      "data":{"series":{"id":"s","name":"Series"},"title":"Title of %s",\
      "startsAt":"2026-03-05T18:00:00Z","timeZone":"UTC","mode":"ONLINE"}}
      """;

  @TempDir private Path directory;

  private final Map<Process, Path> outputs = new HashMap<>();

  @AfterEach
  void killWhatIsLeft() {
    outputs.keySet().forEach(Process::destroyForcibly);
  }

  @Test
  void several_run_at_once_each_on_its_own_directory_and_none_on_anothers() throws Exception {
    Path here = directory.resolve("here and now");
    Path there = directory.resolve("there");
    Process first = up(here);
    Process second = up(there);
    awaitUp(here);
    awaitUp(there);

    Process third = up(here);
    assertThat(third.waitFor()).isEqualTo(ExitCode.BUSY.code());
    assertThat(outputOf(third))
        .contains(here.toString())
        .contains("in use by process " + first.pid());

    publish(here, "here");
    publish(there, "there");
    awaitDraft(here, "here");
    awaitDraft(there, "there");

    first.destroy(); // SIGTERM
    second.destroyForcibly(); // SIGKILL
    assertThat(first.waitFor()).as(outputOf(first)).isZero();
    second.waitFor();
    assertThat(here.resolve("up.properties")).doesNotExist();

    // state is built and posts are made from the log, at the same time as the other starts again
    Path template = Files.createDirectory(directory.resolve("template"));
    Files.writeString(
        template.resolve("post.md.hbs"),
        "---\ntitle: {{yaml title}}\n---\n\nOnce more: {{title}}\n");
    up(here, "--rebuild", "--set", "template.dir=" + template);

    // what was published before it was killed is there after it
    Files.delete(there.resolve("up.properties"));
    up(there);
    awaitUp(there);
    publish(there, "later");
    awaitDraft(there, "later");
    awaitDraft(there, "there");

    awaitUp(here);
    awaitDraft(here, "here", "Once more: Title of here");
    assertThat(here.resolve("roundup.log"))
        .content()
        .contains("Forgotten: topic roundup-streams-attendees-changelog");
  }

  private Process up(Path data, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
    arguments.addAll(List.of(more));
    return roundup(arguments.toArray(String[]::new));
  }

  /** The file is written when all parts work; a killed process leaves its own behind. */
  private void awaitUp(Path data) {
    await().atMost(PATIENCE).until(() -> Files.exists(data.resolve("up.properties")));
  }

  private static void awaitDraft(Path data, String meetup) {
    awaitDraft(data, meetup, "Title of " + meetup);
  }

  private static void awaitDraft(Path data, String meetup, String text) {
    Path draft = data.resolve("site/_drafts/" + meetup + ".md");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(draft).content().contains(text));
  }

  private void publish(Path data, String meetup) throws Exception {
    Path facts = directory.resolve(meetup + ".ndjson");
    Files.writeString(facts, FACT.formatted(meetup, meetup));
    Process process = roundup("publish", "--data", data.toString(), facts.toString());
    assertThat(process.waitFor()).as(outputOf(process)).isZero();
  }

  private Process roundup(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    outputs.put(process, output);
    return process;
  }

  private String outputOf(Process process) throws IOException {
    return Files.readString(outputs.get(process));
  }
}
