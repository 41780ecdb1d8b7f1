package dev.roundup.sink.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Somebody with a clone, who edits, commits and pushes as people do. */
final class Person implements AutoCloseable {
  private final Path directory;
  private final Git git;

  private Person(Path directory, Git git) {
    this.directory = directory;
    this.git = git;
  }

  /** A bare repository that holds nothing. */
  static Path emptyRemote(Path directory) throws GitAPIException {
    Git.init().setBare(true).setGitDir(directory.toFile()).setInitialBranch("main").call().close();
    return directory;
  }

  static Person cloning(Path remote, Path directory) throws Exception {
    Git git =
        Git.cloneRepository().setURI(remote.toString()).setDirectory(directory.toFile()).call();
    if (git.getRepository().resolve("HEAD") == null) {
      git.getRepository().updateRef("HEAD").link("refs/heads/main");
    }
    StoredConfig config = git.getRepository().getConfig();
    config.setString("user", null, "name", "Ida");
    config.setString("user", null, "email", "ida@example.org");
    config.save();
    return new Person(directory, git);
  }

  /** A remote with one commit on main. */
  static Path remoteWithSite(Path directory) throws Exception {
    Path remote = emptyRemote(directory.resolve("remote.git"));
    try (Person person = cloning(remote, directory.resolve("founder"))) {
      person.write("_config.yml", "title: Harbour JVM\n").push("Begin the site");
    }
    return remote;
  }

  Person pull() throws GitAPIException {
    git.pull().setFastForward(MergeCommand.FastForwardMode.FF).call();
    return this;
  }

  Person on(String branch) throws GitAPIException, IOException {
    git.fetch().call();
    if (git.getRepository().exactRef("refs/heads/" + branch) == null) {
      git.branchCreate().setName(branch).setStartPoint("origin/" + branch).call();
    }
    git.checkout().setName(branch).call();
    git.reset().setMode(ResetCommand.ResetType.HARD).setRef("origin/" + branch).call();
    return this;
  }

  Person write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  Person delete(String path) throws IOException {
    Files.delete(directory.resolve(path));
    return this;
  }

  Person replace(String path, String what, String by) throws IOException {
    String text = read(path);
    if (!text.contains(what)) {
      throw new AssertionError(path + " does not say \"" + what + "\" but: " + text);
    }
    return write(path, text.replace(what, by));
  }

  String read(String path) throws IOException {
    return Files.readString(directory.resolve(path));
  }

  boolean has(String path) {
    return Files.exists(directory.resolve(path));
  }

  Person commit(String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().setUpdate(true).addFilepattern(".").call();
    git.commit().setMessage(message).setSign(false).call();
    return this;
  }

  Person push(String message) throws GitAPIException {
    commit(message);
    return push();
  }

  Person push() throws GitAPIException {
    if (!isPushed()) {
      throw new AssertionError("Others were quicker");
    }
    return this;
  }

  /** Pushes, if nobody was quicker. */
  boolean isPushed() throws GitAPIException {
    for (PushResult result : git.push().call()) {
      for (RemoteRefUpdate update : result.getRemoteUpdates()) {
        if (update.getStatus() != RemoteRefUpdate.Status.OK
            && update.getStatus() != RemoteRefUpdate.Status.UP_TO_DATE) {
          return false;
        }
      }
    }
    return true;
  }

  /** Gives up what is not pushed, and goes on from what the remote has. */
  Person reset(String branch) throws GitAPIException, IOException {
    git.reset().setMode(ResetCommand.ResetType.HARD).call();
    return on(branch);
  }

  /** Takes a file out of all of history, and pushes that by force. */
  Person rewrite(String path) throws Exception {
    List<RevCommit> commits = new ArrayList<>();
    git.log().call().forEach(commits::add);
    ObjectId head = null;
    Trees trees = new Trees(git.getRepository());
    for (int i = commits.size() - 1; i >= 0; i--) {
      ObjectId tree =
          trees.withContents(commits.get(i).getTree(), Collections.singletonMap(path, null));
      head = insert(tree, head, commits.get(i).getFullMessage());
    }
    return force(head);
  }

  Person pushUnsafeTree(String path, String text) throws Exception {
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      String[] names = path.split("/", -1);
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
      for (int i = names.length - 1; i >= 0; i--) {
        TreeFormatter tree = new TreeFormatter();
        tree.append(names[i], i == names.length - 1 ? FileMode.REGULAR_FILE : FileMode.TREE, id);
        id = inserter.insert(tree);
      }
      inserter.flush();
      return force(insert(id, git.getRepository().resolve("HEAD"), "Evil"));
    }
  }

  private ObjectId insert(ObjectId tree, ObjectId parent, String message) throws IOException {
    PersonIdent ida = new PersonIdent("Ida", "ida@example.org");
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (parent != null) {
      commit.setParentId(parent);
    }
    commit.setAuthor(ida);
    commit.setCommitter(ida);
    commit.setMessage(message);
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private Person force(ObjectId head) throws GitAPIException {
    git.push().setForce(true).setRefSpecs(new RefSpec(head.name() + ":refs/heads/main")).call();
    return this;
  }

  /** Pushes what there is as a branch. */
  Person branch(String name) throws GitAPIException {
    git.push().setRefSpecs(new RefSpec("HEAD:refs/heads/" + name)).call();
    return this;
  }

  Person deleteRemotely(String branch) throws GitAPIException {
    git.push().setRefSpecs(new RefSpec(":refs/heads/" + branch)).call();
    return this;
  }

  /** Merges a review into main and pushes that. */
  Person accept(String branch) throws GitAPIException, IOException {
    on("main");
    git.merge()
        .include(git.getRepository().resolve("origin/" + branch))
        .setFastForward(MergeCommand.FastForwardMode.NO_FF)
        .setMessage("Accept " + branch)
        .call();
    return push();
  }

  Path directory() {
    return directory;
  }

  Git git() {
    return git;
  }

  /** The newest first. */
  List<RevCommit> log(String branch) throws GitAPIException, IOException {
    git.fetch().setRemoveDeletedRefs(true).call();
    List<RevCommit> commits = new ArrayList<>();
    git.log().add(git.getRepository().resolve("origin/" + branch)).call().forEach(commits::add);
    return commits;
  }

  List<String> branches() throws GitAPIException {
    git.fetch().setRemoveDeletedRefs(true).call();
    return git
        .branchList()
        .setListMode(org.eclipse.jgit.api.ListBranchCommand.ListMode.REMOTE)
        .call()
        .stream()
        .map(ref -> ref.getName().substring("refs/remotes/origin/".length()))
        .toList();
  }

  @Override
  public void close() {
    git.close();
  }
}
