package dev.roundup.sink.git;

import dev.roundup.schemas.config.Key;
import dev.roundup.schemas.config.Settings;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/**
 * Which repository, and how.
 *
 * @param remote where it is: a URL or a path, without a password
 * @param branch what the site is built from
 * @param author who commits
 * @param user whom the remote knows, with the token; it matters for http alone
 * @param token a password; empty if none is needed
 * @param interval the least time between two rounds of commits
 */
public record GitConfig(
    String remote,
    String branch,
    Mode mode,
    Author author,
    String user,
    String token,
    Duration interval) {
  private static final Pattern AUTHOR = Pattern.compile("\\s*([^<>\\n]+?)\\s*<([^<>\\s]+)>\\s*");

  /** Whether people look at a post before it is on the branch. */
  public enum Mode {
    /** Posts are committed to the branch. */
    COMMIT,
    /** Each meetup's post is committed to a branch of its own, {@code roundup/<meetup>}. */
    REVIEW
  }

  /** A name and a mail address, as in a commit. */
  public record Author(String name, String mail) {}

  /** Reads the settings; empty if there is no repository. */
  public static Optional<GitConfig> of(Settings.Parser parser) {
    GitConfig config =
        new GitConfig(
            remote(parser),
            branch(parser),
            parser.choice(Key.GIT_MODE, Mode.class),
            author(parser),
            parser.text(Key.GIT_USER),
            parser.text(Key.GIT_TOKEN),
            parser.millis(Key.GIT_INTERVAL));
    return config.remote.isEmpty() ? Optional.empty() : Optional.of(config);
  }

  private static String remote(Settings.Parser parser) {
    String remote = parser.text(Key.GIT_REMOTE);
    try {
      if (!remote.isEmpty() && new URIish(remote).getPass() != null) {
        parser.mistake(
            Key.GIT_REMOTE,
            "a password in it would be seen in logs; " + Key.GIT_TOKEN.key() + " takes it");
      }
    } catch (URISyntaxException e) {
      parser.mistake(Key.GIT_REMOTE, "is no URL that git knows (" + e.getReason() + ")");
    }
    return remote;
  }

  private static String branch(Settings.Parser parser) {
    String branch = parser.text(Key.GIT_BRANCH);
    if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
      parser.mistake(Key.GIT_BRANCH, "\"" + branch + "\" is no name of a branch");
    } else if ((branch + "/").toLowerCase(Locale.ROOT).startsWith(Refs.REVIEW)) {
      parser.mistake(
          Key.GIT_BRANCH, "branches below " + Refs.REVIEW + " are those of posts under review");
    }
    return branch;
  }

  private static Author author(Settings.Parser parser) {
    Matcher author = AUTHOR.matcher(parser.text(Key.GIT_AUTHOR));
    if (!author.matches()) {
      parser.mistake(
          Key.GIT_AUTHOR,
          "\"" + parser.text(Key.GIT_AUTHOR) + "\" is not of the form Name <mail@example.org>");
      return new Author("", "");
    }
    return new Author(author.group(1), author.group(2));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return remote + " " + branch + " " + mode;
  }
}
