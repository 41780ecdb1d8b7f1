package dev.roundup.sink.kafka;

import dev.roundup.sink.file.CompanionOutcome;
import dev.roundup.sink.file.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of outcomes once, not with every roundup: a post that is kept is kept many times. */
final class OutcomeLog {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeLog.class);

  private final Map<String, Outcome> told = new HashMap<>();
  private final Map<String, CompanionOutcome> companions = new HashMap<>();

  void tell(CompanionOutcome companion) {
    boolean again = companion.equals(companions.put(companion.path(), companion));
    if (again || companion.what() == CompanionOutcome.What.WRITTEN) {
      LOG.debug("companion {}", companion);
    } else if (companion.what() == CompanionOutcome.What.KEPT) {
      LOG.warn(
          "companion left as it is, because people wrote it path={} facts={}",
          companion.path(),
          companion.detail());
    } else if (companion.what() == CompanionOutcome.What.FAILED) {
      LOG.error(
          "no companion could be made, the one on disk stays path={} reason={}",
          companion.path(),
          companion.detail());
    } else {
      LOG.info("companion removed path={}", companion.path());
    }
  }

  void tell(Outcome outcome) {
    Outcome before = told.put(outcome.meetupId(), outcome);
    if (outcome instanceof Outcome.Moved moved) {
      LOG.info("post moved meetup={} from={} to={}", moved.meetupId(), moved.from(), moved.path());
    } else if (outcome.equals(before)) {
      LOG.debug("the same again outcome={}", outcome);
    } else if (outcome instanceof Outcome.Kept kept) {
      LOG.warn(
          "post left as it is, because {} meetup={} path={}",
          kept.why().clause(),
          kept.meetupId(),
          kept.path());
    } else if (outcome instanceof Outcome.Merged merged) {
      LOG.info(
          "facts joined a post that people edited meetup={} path={} collisions={}",
          merged.meetupId(),
          merged.path(),
          merged.collisions());
    } else if (outcome instanceof Outcome.Adopted adopted) {
      LOG.info(
          "post that was there before is kept, and later facts join it meetup={} path={} missing={}",
          adopted.meetupId(),
          adopted.path(),
          adopted.missing());
    } else if (outcome instanceof Outcome.Failed failed) {
      LOG.error(
          "no post could be made, the one on disk stays meetup={} path={} reason={}",
          failed.meetupId(),
          failed.path(),
          failed.reason());
    } else if (outcome instanceof Outcome.Written written && !isWritten(before)) {
      LOG.info("post written meetup={} path={}", written.meetupId(), written.path());
    }
  }

  private static boolean isWritten(Outcome before) {
    return before instanceof Outcome.Written
        || before instanceof Outcome.Moved
        || before instanceof Outcome.Unchanged;
  }
}
