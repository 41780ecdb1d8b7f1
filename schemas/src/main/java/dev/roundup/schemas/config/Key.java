package dev.roundup.schemas.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting of Roundup's own, once: its name in a file, its default, its meaning. In the
 * environment a setting is {@code ROUNDUP_} and the name in upper case with underscores. Kafka's
 * own settings, and those of the serializers, are not here: they pass through as {@code kafka.*} in
 * a file and {@code KAFKA_*} in the environment.
 */
public enum Key {
  AVRO_SERIALIZER(
      "avro.serializer",
      "dev.roundup.schemas.serde.RegistryAvroSerializer",
      "class that writes record values; the profile `confluent` brings"
          + " io.confluent.kafka.serializers.KafkaAvroSerializer"),
  AVRO_DESERIALIZER(
      "avro.deserializer",
      "dev.roundup.schemas.serde.RegistryAvroDeserializer",
      "class that reads record values; the profile `confluent` brings"
          + " io.confluent.kafka.serializers.KafkaAvroDeserializer"),
  TOPIC_PARTITIONS("topic.partitions", "4", "partitions of the topics that are created at start"),
  TOPIC_REPLICATION(
      "topic.replication",
      "-1",
      "replicas of the topics that are created at start; -1: the broker's default"),
  STATE_DIR("state.dir", "roundup-state", "directory for the local copies of the stores"),
  STORES("stores", "memory", "where the stores are kept: memory or rocksdb"),
  COALESCE("coalesce.ms", "500", "least time between two roundups of one meetup, in milliseconds"),
  HTTP_HOST("http.host", "127.0.0.1", "address that liveness, readiness and metrics are served on"),
  HTTP_PORT(
      "http.port", "0", "port that liveness, readiness and metrics are served on; 0: any free one"),
  SITE_DIR("site.dir", "site", "directory of the site that posts go to"),
  SITE_FORMAT(
      "site.format",
      "jekyll",
      "what makes the site: jekyll (posts in `_posts` and `_drafts`) or hugo"
          + " (`content/posts` and `content/drafts`)"),
  SITE_COMPANIONS(
      "site.companions",
      "",
      "texts that go with posts, separated by commas: page.html, next.ics, newsletter.txt,"
          + " newsletter.html, short.txt, feed.json, feed.atom; or all"),
  SITE_URL(
      "site.url",
      "",
      "where the site is on the web, such as https://blog.example; feeds need it,"
          + " other texts link to their post with it"),
  SITE_TITLE("site.title", "", "title of the feeds; none: the name of the series"),
  SITE_PERMALINK(
      "site.permalink",
      "",
      "path of posts on the web, of :year, :month, :day, :title, :filename; none:"
          + " `/:year/:month/:day/:title.html` with jekyll, `/posts/:filename/` with hugo"),
  TEMPLATE_DIR(
      "template.dir", "", "directory with an organiser's own templates; what it lacks is built in"),
  LANGUAGE("language", "en", "language of the dates in posts, as a BCP 47 tag"),
  GIT_REMOTE(
      "sink.git.remote",
      "",
      "git repository, by URL or path, that posts are committed and pushed to; none: `site.dir` is"
          + " a directory and nothing else"),
  GIT_BRANCH("sink.git.branch", "main", "branch that the site is built from"),
  GIT_MODE(
      "sink.git.mode",
      "commit",
      "commit: posts go to the branch; review: each meetup's post goes to a branch"
          + " `roundup/<meetup>` of its own"),
  GIT_AUTHOR("sink.git.author", "Roundup <roundup@localhost>", "who commits: Name <mail>"),
  GIT_USER("sink.git.user", "git", "user name for a remote that wants a password"),
  GIT_TOKEN("sink.git.token", "", "password or access token for that; never logged"),
  GIT_INTERVAL(
      "sink.git.interval.ms", "5000", "least time between two rounds of commits, in milliseconds");

  private final String key;
  private final String fallback;
  private final String meaning;

  Key(String key, String fallback, String meaning) {
    this.key = key;
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** The name in a file. */
  public String key() {
    return key;
  }

  /** The value if nobody says another. */
  public String fallback() {
    return fallback;
  }

  /** What it is, with its unit, as a clause without a full stop. */
  public String meaning() {
    return meaning;
  }

  /** The name in the environment. */
  public String variable() {
    return "ROUNDUP_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  static Optional<Key> named(String key) {
    return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
  }
}
