package dev.roundup.sink.file;

import dev.roundup.schemas.post.Publication;
import java.util.List;

/** Where publications are recorded: a topic of the pipeline, or a file beside the posts. */
@FunctionalInterface
public interface PublicationLog {
  /** Returns when all are recorded for good; only then do the files move. */
  void record(List<Entry> entries);

  /** A publication, and the partition that its meetup's roundups are on. */
  record Entry(Publication publication, int partition) {}
}
