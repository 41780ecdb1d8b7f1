/**
 * The site's directory: where posts go, how they get there whole, and whose words stay. Nothing
 * here knows Kafka.
 *
 * <p><b>Whose words a file has.</b> Where there is none, or exactly what Roundup generated last, it
 * writes. A file that people edited since is merged: what the facts changed joins it, their words
 * stay. A file that Roundup never wrote is adopted if it is about the same meetup, and otherwise
 * stays as it is and is reported.
 *
 * <p><b>A missing file.</b> A post that was in place once and is gone was deleted by somebody, and
 * stays so. Where the whole site is new - its directory lacks the file {@link
 * dev.roundup.sink.file.Site#MARKER} - every post is written again.
 */
package dev.roundup.sink.file;
