package dev.roundup.sink.file;

import dev.roundup.schemas.view.Roundup;

/**
 * A roundup to make a post of, and where on the roundups topic it stood.
 *
 * @param roundup one without a {@link PostPlace#fault}
 * @param offset an offset that is committed only after the post is in place
 */
public record Edition(Roundup roundup, int partition, long offset) {}
