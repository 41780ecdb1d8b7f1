package dev.roundup.benchmarks.load;

import dev.roundup.benchmarks.cluster.Cluster;
import dev.roundup.schemas.config.Settings;
import dev.roundup.schemas.serde.AvroSerdes;
import dev.roundup.schemas.topic.Topics;
import dev.roundup.schemas.view.Attendance;
import dev.roundup.schemas.view.Photo;
import dev.roundup.schemas.view.Photos;
import dev.roundup.schemas.view.Prize;
import dev.roundup.schemas.view.Resource;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.schemas.view.Series;
import dev.roundup.schemas.view.Speaker;
import dev.roundup.schemas.view.Sponsor;
import dev.roundup.schemas.view.Takeaway;
import dev.roundup.schemas.view.Talk;
import dev.roundup.schemas.view.Venue;
import dev.roundup.schemas.view.Video;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

/** Whole roundups of evenings as they are: talks with takeaways, photos, sponsors, prizes. */
public final class Evenings {
  private static final Instant FIRST = Instant.parse("2016-01-05T18:00:00Z");
  private static final String[] WORDS =
      ("the a of log stream state latency queue broker replay partition schema record order cost test"
              + " build with without before after we measured learnt found lost kept again never")
          .split(" ", -1);

  private Evenings() {}

  /** Puts the roundups of that many meetups on their topic. */
  public static void load(Cluster cluster, int meetups) {
    Settings settings = cluster.settings(Map.of());
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (Serde<Roundup> roundups = AvroSerdes.values(settings, Roundup.class);
        KafkaProducer<String, Roundup> producer =
            new KafkaProducer<>(settings.kafka(), new StringSerializer(), roundups.serializer())) {
      for (int number = 0; number < meetups; number++) {
        Roundup evening = of(number);
        Future<?> unused =
            producer.send(
                new ProducerRecord<>(Topics.ROUNDUPS.name(), evening.getMeetupId(), evening),
                (metadata, e) -> failure.compareAndSet(null, e));
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("The roundups could not be published", failure.get());
    }
  }

  private static Roundup of(int number) {
    Random random = new Random(number);
    String id = "evening-" + number;
    return Roundup.newBuilder()
        .setMeetupId(id)
        .setSeries(new Series("series-" + number % 50, "Series " + number % 50))
        .setTitle("Evening number " + number)
        .setStartsAt(FIRST.plusSeconds(86_400L * (number / 4)))
        .setTimeZone("Europe/London")
        .setMode("IN_PERSON")
        .setVenue(new Venue("The Old Depot", "Ferry Works", "1 Quay", "https://example.org/depot"))
        .setCancelled(false)
        .setHeld(true)
        .setSponsors(
            List.of(
                new Sponsor("Ferry Works", "https://example.org/f", "VENUE", words(random, 12)),
                new Sponsor("Tile Bank", "https://example.org/t", "SPONSOR", words(random, 20))))
        .setTalks(IntStream.rangeClosed(1, 4).mapToObj(i -> talk(id, i, random)).toList())
        .setPhotos(
            new Photos(
                photo(id, "cover", random),
                IntStream.range(0, 4).mapToObj(i -> photo(id, "group-" + i, random)).toList(),
                List.of()))
        .setPrizes(List.of(new Prize("book", "a book on queues", "Teresa", 1)))
        .setNotes(Map.of("CLOSING", words(random, 40) + "."))
        .setAttendance(
            Attendance.newBuilder()
                .setGoing(80)
                .setGuests(4)
                .setDeclined(20)
                .setWaitlisted(3)
                .setPending(0)
                .setCheckedIn(61)
                .setWalkIns(2)
                .setNoShows(21)
                .setFirstTimers(12)
                .build())
        .setUpdatedAt(FIRST.plusSeconds(number))
        .setPacked(false)
        .setHasVideo(true)
        .setHasPhotos(true)
        .build();
  }

  private static Talk talk(String id, int position, Random random) {
    String address = "https://example.org/" + id + "/" + position;
    return Talk.newBuilder()
        .setTalkId("talk-" + position)
        .setPosition(position)
        .setTitle("Of " + words(random, 5))
        .setSpeakers(List.of(new Speaker("Speaker " + random.nextInt(999), "Tile Bank", null)))
        .setTopic(words(random, 2))
        .setAbstract$(words(random, 40) + ".")
        .setTakeaways(
            IntStream.range(0, 4)
                .mapToObj(
                    i ->
                        new Takeaway(
                            words(random, 18), List.of(words(random, 9), words(random, 11))))
                .toList())
        .setVideo(new Video(address + "/video", 95))
        .setSlides(address + "/slides")
        .setResources(List.of(new Resource("CODE", address + "/code", null, null)))
        .setPhotos(List.of(photo(id, "speaker-" + position, random)))
        .build();
  }

  private static Photo photo(String id, String name, Random random) {
    return new Photo(
        name,
        "https://example.org/" + id + "/" + name + ".jpg",
        words(random, 6),
        words(random, 8));
  }

  private static String words(Random random, int count) {
    return random
        .ints(count, 0, WORDS.length)
        .mapToObj(word -> WORDS[word])
        .collect(Collectors.joining(" "));
  }
}
