package dev.roundup.standalone.registry;

import dev.roundup.standalone.registry.StoredSchema.Reference;
import java.util.List;
import java.util.Optional;

/**
 * What the registry does: first what is new goes to the log, then it counts. One change at a time;
 * reading does not wait for it.
 */
final class SchemaBook {
  private final SchemaLog log;
  private final Ledger ledger = new Ledger();
  private boolean behind;

  SchemaBook(SchemaLog log) {
    this.log = log;
    log.replay(ledger);
  }

  Ledger ledger() {
    return ledger;
  }

  /** Registers a schema; one that the subject already has is not checked again. */
  synchronized StoredSchema register(String subject, String text, List<Reference> references) {
    if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
      throw Refused.invalidSubject(subject);
    }
    catchUp();
    StoredSchema draft = ledger.draft(subject, text, references);
    Optional<StoredSchema> known = ledger.find(subject, draft);
    if (known.isPresent()) {
      return known.get();
    }
    ledger
        .conflict(draft, ledger.level(subject), ledger.versions(subject))
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    write(() -> log.append(draft));
    ledger.store(draft);
    return draft;
  }

  synchronized void configure(String subject, Optional<Compatibility> level) {
    catchUp();
    write(() -> log.append(subject, level));
    ledger.configure(subject, level.orElse(null));
  }

  /** What a failed write has left behind is only known from the log. */
  private void catchUp() {
    if (behind) {
      log.replay(ledger);
      behind = false;
    }
  }

  private void write(Runnable append) {
    behind = true;
    append.run();
    behind = false;
  }
}
