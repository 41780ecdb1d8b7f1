/**
 * A post as it is read back from its file, whoever wrote it: its front matter, its words, what it
 * links to and shows, and where in the file each of them stands.
 */
package dev.roundup.sink.page;
