package dev.roundup.sink.file;

/**
 * A file of the site, as it was when somebody looked.
 *
 * @param text null if it is no text in UTF-8, or no file at all
 */
record Found(String path, String fingerprint, String text) {
  boolean is(String hash) {
    return fingerprint.equals(hash);
  }

  boolean isAt(PostPlace place) {
    return path.equals(place.path());
  }
}
