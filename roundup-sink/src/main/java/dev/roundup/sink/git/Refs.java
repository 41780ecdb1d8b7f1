package dev.roundup.sink.git;

import org.eclipse.jgit.lib.Constants;

/** How the refs of the clone are called. */
final class Refs {
  /** What the names of branches of posts under review begin with. */
  static final String REVIEW = "roundup/";

  /** The tree that the directory shows. */
  static final String SITE = "refs/roundup/site";

  private static final String SEEN = "refs/roundup/seen/";

  private Refs() {}

  /** What was committed here. */
  static String local(String branch) {
    return Constants.R_HEADS + branch;
  }

  /** What the remote had when it was asked last. */
  static String remote(String branch) {
    return Constants.R_REMOTES + Constants.DEFAULT_REMOTE_NAME + "/" + branch;
  }

  /** What of the remote's is in the local branch: all after it is not pushed yet. */
  static String seen(String branch) {
    return SEEN + branch;
  }

  /** The branch on which a meetup's post is reviewed. */
  static String review(String meetupId) {
    return REVIEW + meetupId;
  }
}
