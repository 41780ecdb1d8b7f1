/**
 * The site's directory as the sink's own clone of a git repository: what people push comes into the
 * posts before they are written, what is written is committed and pushed. Never by force, and
 * nothing that was pushed is ever written anew.
 *
 * <p>The clone, {@code .git} in the directory, is bare. No index and no checkout is kept, so a
 * crash cannot leave them half done. Three kinds of refs say everything: {@code refs/heads/*} what
 * was committed here, {@code refs/remotes/origin/*} what the remote had when it was asked last, and
 * {@code refs/roundup/*} what of both is in the directory. The thread that writes posts is the only
 * one that touches the first, the third and the directory; the thread that talks to the remote
 * touches the second alone. So a remote that is slow, away or unwilling holds up no post.
 */
package dev.roundup.sink.git;
