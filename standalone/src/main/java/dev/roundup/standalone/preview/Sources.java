package dev.roundup.standalone.preview;

import dev.roundup.sink.post.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a preview is made of.
 *
 * @param facts files with a fact a line
 * @param templates directory of the organiser's own templates; null: the built-in ones
 * @param site directory of the site, for its images; null: none
 */
record Sources(List<Path> facts, Path templates, Path site, Format format, Locale language) {}
