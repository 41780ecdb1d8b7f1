package dev.roundup.sink.git;

import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.Roundups;
import dev.roundup.sink.git.GitConfig.Mode;
import dev.roundup.sink.git.SinkUnderTest.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One sink and people, on a bare repository on the disk. */
abstract class SinkAndPeople {
  static final String POST = "_posts/2026-10-14-ports-adapters-roundup.md";
  static final String DRAFT = "_drafts/m1.md";
  static final String EVENING = "Who came.\n\nWhat was said.\n\nWhat comes next.";

  @TempDir Path directory;
  final Topics topics = new Topics();
  Path remote;

  /** How the sink reaches the remote; people reach it anyway. */
  Path line;

  @BeforeEach
  void found() throws Exception {
    remote = Person.remoteWithSite(directory);
    line = Files.createSymbolicLink(directory.resolve("line.git"), remote);
  }

  final SinkUnderTest sink() {
    return new SinkUnderTest(directory.resolve("site"), line, Mode.COMMIT, topics);
  }

  final Person person() throws Exception {
    return Person.cloning(remote, Files.createTempDirectory(directory, "person"));
  }

  static Roundup held(String text) {
    return Roundups.held("m1").setLocation(text).build();
  }

  static Roundup planned(String text) {
    return Roundups.planned("m1").setLocation(text).build();
  }

  interface Action {
    void act() throws Exception;
  }

  final void whileTheSinkIsCutOff(Action action) throws Exception {
    Files.delete(line);
    action.act();
    Files.createSymbolicLink(line, remote);
  }
}
