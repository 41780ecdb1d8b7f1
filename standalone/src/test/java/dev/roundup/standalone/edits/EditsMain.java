package dev.roundup.standalone.edits;

import dev.roundup.producer.publish.PublishListener;
import dev.roundup.producer.publish.Publisher;
import dev.roundup.schemas.config.Settings;
import dev.roundup.standalone.kafka.EmbeddedKafka;
import dev.roundup.standalone.kafka.FatalFaults;
import dev.roundup.standalone.registry.EmbeddedRegistry;
import dev.roundup.streams.StreamsApp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A thousand posts, facts and people at them at once, and a sink that may be killed. Ends with 0 if
 * no word was lost, else with 1 and the history of the first post that lost one.
 */
final class EditsMain {
  private static final int PEOPLE = 4;
  private static final int FACTS_PER_SECOND = 60;
  private static final long NANOS_BETWEEN_KILLS = TimeUnit.SECONDS.toNanos(12);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

  private final Path directory;
  private final long seed;
  private final boolean crashes;
  private final Tokens tokens = new Tokens();
  private final Map<String, Witness> witnesses = new TreeMap<>();
  private final List<Evening> evenings = new ArrayList<>();
  private final AtomicLong saves = new AtomicLong();
  private int facts;
  private int kills;

  private EditsMain(Path directory, long seed, int posts, boolean crashes) {
    this.directory = directory;
    this.seed = seed;
    this.crashes = crashes;
    for (int number = 0; number < posts; number++) {
      String meetup = "m%04d".formatted(number);
      witnesses.put(meetup, new Witness(meetup, tokens));
      evenings.add(new Evening(meetup, tokens, new Random(seed + number)));
    }
  }

  /**
   * Arguments: an empty directory, the seed, the number of posts, the seconds it takes, and whether
   * the sink is killed meanwhile.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    int posts = Integer.parseInt(arguments[2]);
    System.out.println("seed " + seed);
    boolean right =
        new EditsMain(directory, seed, posts, Boolean.parseBoolean(arguments[4]))
            .run(Integer.parseInt(arguments[3]));
    System.exit(right ? 0 : 1);
  }

  private boolean run(int seconds) throws IOException, InterruptedException {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(directory.resolve("kafka"), 0, FatalFaults.STOP_PROCESS);
        EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.bootstrapServers(), 0);
        SinkProcess sink =
            new SinkProcess(kafka.bootstrapServers(), registry.url().toString(), directory)) {
      Settings settings =
          Settings.of(
              Map.of(
                  "kafka.bootstrap.servers", kafka.bootstrapServers(),
                  "kafka.schema.registry.url", registry.url().toString(),
                  "state.dir", directory.resolve("state").toString()));
      try (StreamsApp streams = new StreamsApp(settings);
          Publisher publisher = Publisher.to(settings, Clock.systemUTC())) {
        streams.start();
        sink.start();
        begin(publisher);
        long began = System.nanoTime();
        work(publisher, sink, seconds);
        System.out.printf(
            "%d posts, %d facts, %d saves, %d kills in %d s%n",
            witnesses.size(),
            facts,
            saves.get(),
            kills,
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        return isRight();
      }
    }
  }

  private void begin(Publisher publisher) throws IOException {
    for (int number = 0; number < evenings.size(); number++) {
      publish(publisher, number, evenings.get(number).beginning());
    }
    Path posts = directory.resolve("site/_posts");
    await(
        "every meetup has a post",
        () -> Files.isDirectory(posts) && count(posts) == witnesses.size());
    System.out.println("every meetup has a post");
  }

  private static long count(Path posts) throws IOException {
    try (Stream<Path> files = Files.list(posts)) {
      return files.filter(file -> file.toString().endsWith(".md")).count();
    }
  }

  private void publish(Publisher publisher, int number, List<String> facts) throws IOException {
    Witness witness = witnesses.get("m%04d".formatted(number));
    facts.forEach(witness::saw);
    byte[] ndjson = String.join("\n", facts).getBytes(StandardCharsets.UTF_8);
    long published =
        publisher.publish(new ByteArrayInputStream(ndjson), PublishListener.NONE).published();
    if (published != facts.size()) {
      throw new IllegalStateException("A fact was refused: " + facts);
    }
    this.facts += facts.size();
  }

  /** People in threads of their own, facts and crashes in this one. */
  private void work(Publisher publisher, SinkProcess sink, int seconds)
      throws IOException, InterruptedException {
    List<Person> people = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Person person =
          new Person(
              directory.resolve("site/_posts"), witnesses, tokens, new Random(~seed + i), saves);
      people.add(person);
      Thread thread = new Thread(person, "person-" + i);
      threads.add(thread);
      thread.start();
    }
    Random random = new Random(seed);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long nextKill = System.nanoTime() + NANOS_BETWEEN_KILLS;
    while (System.nanoTime() < end) {
      int number = random.nextInt(evenings.size());
      publish(publisher, number, List.of(evenings.get(number).more()));
      if (crashes && System.nanoTime() > nextKill) {
        nextKill += NANOS_BETWEEN_KILLS / 2 + (long) (NANOS_BETWEEN_KILLS * random.nextDouble());
        sink.kill();
        kills++;
        witnesses.values().forEach(witness -> witness.remember("the sink is killed"));
        sink.start();
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / FACTS_PER_SECOND);
    }
    people.forEach(Person::stop);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static boolean await(String what, Condition condition) throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        System.out.println("not in time: " + what);
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    return true;
  }

  /** The last facts may still be on their way. */
  private boolean isRight() throws IOException {
    Verdict verdict = new Verdict(directory.resolve("site"));
    long ofPeople = 0;
    long ofFacts = 0;
    long putAside = 0;
    int wrong = 0;
    Map<String, Integer> kinds = new TreeMap<>();
    long deadline = System.nanoTime() + PATIENCE;
    for (Witness witness : witnesses.values()) {
      List<String> faults = verdict.of(witness);
      while (!faults.isEmpty() && System.nanoTime() < deadline && wrong == 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        faults = verdict.of(witness);
      }
      faults.forEach(
          fault -> kinds.merge(fault.replaceAll("(?:hum|gen)\\d+x", "word"), 1, Integer::sum));
      if (!faults.isEmpty() && wrong++ < 12) {
        tell(witness, faults, verdict);
      }
      ofPeople += verdict.ofPeople();
      ofFacts += verdict.ofFacts();
      putAside += verdict.putAside();
    }
    System.out.printf(
        "%d words of people and %d of the facts looked for; %d of the facts' stood back for people's;"
            + " %d posts are wrong%n",
        ofPeople, ofFacts, putAside, wrong);
    kinds.forEach((kind, times) -> System.out.printf("%6d times: %s%n", times, kind));
    return wrong == 0;
  }

  private void tell(Witness witness, List<String> faults, Verdict verdict) throws IOException {
    System.out.println("--- " + witness.meetup() + ": " + faults);
    Path told = directory.resolve(witness.meetup() + ".txt");
    Files.writeString(
        told,
        faults
            + "\n\nHISTORY\n"
            + witness.history()
            + "\n\nPOST\n"
            + verdict.post(witness.meetup())
            + "\n\nGENERATED\n"
            + verdict.generated(witness.facts()));
    System.out.println("    its history: " + told);
  }
}
