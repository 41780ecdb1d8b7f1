package dev.roundup.sink.merge;

/** One unit of the result: where it comes from, what it says, and its neighbours. */
final class Piece {
  /** Not there. */
  static final int NONE = -2;

  final int base;
  final int human;
  final int generated;
  String text;
  Piece before;
  Piece after;

  Piece(int base, int human, int generated, String text) {
    this.base = base;
    this.human = human;
    this.generated = generated;
    this.text = text;
  }

  /** Whether people alone wrote it. */
  boolean isPeoples() {
    return generated == NONE;
  }

  boolean isStart() {
    return human == -1;
  }

  boolean isInPost() {
    return before != null;
  }

  void putAfter(Piece other) {
    before = other;
    after = other.after;
    after.before = this;
    other.after = this;
  }

  void takeOut() {
    before.after = after;
    after.before = before;
    before = null;
    after = null;
  }
}
