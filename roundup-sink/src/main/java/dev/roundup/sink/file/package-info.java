/**
 * The site's directory: where posts go, how they get there whole, and whose words stay. Nothing
 * here knows Kafka.
 *
 * <p><b>Whose a file is.</b> Roundup writes a file only where there is none, or where it finds
 * exactly what it wrote last. Anything else is somebody's, stays as it is, and is reported.
 *
 * <p><b>A missing file.</b> A post that was in place once and is gone was deleted by somebody, and
 * stays so. Where the whole site is new - its directory lacks the file {@link
 * dev.roundup.sink.file.Site#MARKER} - every post is written again.
 */
package dev.roundup.sink.file;
