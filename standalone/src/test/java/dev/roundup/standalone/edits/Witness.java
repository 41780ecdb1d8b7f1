package dev.roundup.standalone.edits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** All that happened to one post: every fact, every save, and so every word that must be in it. */
final class Witness {
  private static final int REMEMBERED = 80;

  private final String meetup;
  private final Tokens tokens;
  private final List<String> facts = Collections.synchronizedList(new ArrayList<>());
  private final Deque<String> history = new ArrayDeque<>();

  /** Two people never save one post over each other: that would be theirs to settle. */
  private final ReentrantLock desk = new ReentrantLock();

  private final Set<String> ofPeople = new HashSet<>();

  /** Where people took away or rewrote what the facts say. */
  private final Set<String> touched = ConcurrentHashMap.newKeySet();

  /** The text that a deleted post had; null while it is not deleted. */
  private String deleted;

  Witness(String meetup, Tokens tokens) {
    this.meetup = meetup;
    this.tokens = tokens;
  }

  String meetup() {
    return meetup;
  }

  ReentrantLock desk() {
    return desk;
  }

  List<String> facts() {
    return facts;
  }

  Set<String> ofPeople() {
    return ofPeople;
  }

  String deleted() {
    return deleted;
  }

  void saw(String fact) {
    facts.add(fact);
    remember("fact " + fact);
  }

  /** A save that replaced one text by another. */
  void saved(String how, String before, String after) {
    Set<String> gone = new HashSet<>(lines(before));
    gone.removeAll(lines(after));
    for (String token : Tokens.in(String.join("\n", gone))) {
      if (!Tokens.isOfPeople(token)) {
        touched.add(tokens.place(token));
      }
    }
    if (gone.contains("Until next time!")) {
      touched.add("note/CLOSING");
    }
    Set<String> had = Tokens.in(before);
    Set<String> has = Tokens.in(after);
    had.stream().filter(token -> !has.contains(token)).forEach(ofPeople::remove);
    has.stream()
        .filter(token -> Tokens.isOfPeople(token) && !had.contains(token))
        .forEach(ofPeople::add);
    remember("save (" + how + ") of\n" + after);
  }

  void deleted(String text) {
    deleted = text;
    remember("deleted");
  }

  void restored() {
    deleted = null;
    remember("restored");
  }

  /** Whether people worked on what the token is about, or on its talk as a whole. */
  boolean hasTouched(String token) {
    String place = tokens.place(token);
    int slash = place.indexOf('/');
    return touched.contains(place)
        || (slash > 0
            && touched.stream().anyMatch(other -> other.startsWith(place.substring(0, slash + 1))));
  }

  private static List<String> lines(String text) {
    return Arrays.asList(text.split("\\R", -1));
  }

  void remember(String what) {
    synchronized (history) {
      history.add(what);
      if (history.size() > REMEMBERED) {
        history.remove();
      }
    }
  }

  String history() {
    synchronized (history) {
      return String.join("\n", history);
    }
  }
}
