package dev.roundup.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  private static final String TOPIC = "facts";

  @TempDir private Path directory;

  @Test
  void started_again_on_its_directory_it_has_what_was_written_before() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FatalFaults.RAISE)) {
      createTopic(kafka, 1);
      write(kafka, "before");
      assertThat(read(kafka, 1)).containsExactly("before");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FatalFaults.RAISE)) {
      write(kafka, "after");
      assertThat(read(kafka, 2)).containsExactly("before", "after");
    }
  }

  @Test
  void transactions_that_were_being_committed_when_it_was_killed_end_on_another_port()
      throws Exception {
    Process process = java(BusyBroker.class);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines().filter(BusyBroker.BUSY::equals).findFirst()).isPresent();
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    long killed = System.nanoTime();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, FatalFaults.RAISE)) {
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(BrokerProperties.SESSION);
      for (int id = 0; id < BusyBroker.PRODUCERS; id++) {
        try (KafkaProducer<String, String> successor = BusyBroker.producer(kafka, id)) {
          successor.initTransactions();
        }
      }
      Map<TopicPartition, Long> ends = ends(kafka, "read_uncommitted");
      assertThat(ends.values()).allMatch(end -> end > 0);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(ends(kafka, "read_committed")).isEqualTo(ends));
    }
  }

  @Test
  void a_taken_port_is_told_by_its_number() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(Failure.class)
          .isThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort(), FatalFaults.RAISE))
          .withMessageContaining("port " + taken.getLocalPort())
          .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BUSY));
    }
  }

  @Test
  void a_port_that_cannot_be_is_told_by_its_number() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> EmbeddedKafka.start(directory, 70_000, FatalFaults.RAISE))
        .withMessageContaining("no port 70000");
  }

  @Test
  void a_directory_that_is_a_file_is_told_by_its_path() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> EmbeddedKafka.start(file, 0, FatalFaults.RAISE))
        .withMessageContaining(file.toString())
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION));
  }

  @Test
  void a_comma_in_the_path_is_refused_since_kafka_would_split_it() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> EmbeddedKafka.start(directory.resolve("a,b"), 0, FatalFaults.RAISE))
        .withMessageContaining("comma");
  }

  @Test
  void a_fatal_fault_is_an_exception_and_the_process_goes_on() {
    FatalFaults.RAISE.install();
    assertThatIllegalStateException()
        .isThrownBy(() -> Exit.halt(1, "all log directories failed"))
        .withMessageContaining("all log directories failed");
  }

  @Test
  void a_fatal_fault_ends_the_process_of_up_with_the_exit_code_for_kafka() throws Exception {
    Process process = java(DoomedBroker.class);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.KAFKA.code());
    assertThat(output).contains("The embedded Kafka met a fatal fault: the disk is full");
  }

  /** A process whose broker fails as soon as it runs. */
  static final class DoomedBroker {
    private DoomedBroker() {}

    public static void main(String[] arguments) {
      EmbeddedKafka.start(Path.of(arguments[0]), 0, FatalFaults.STOP_PROCESS);
      Exit.halt(1, "the disk is full");
    }
  }

  /** A process whose broker always has many transactions that are being committed. */
  static final class BusyBroker {
    static final String BUSY = "busy";
    static final int PRODUCERS = 4;
    static final int PARTITIONS = 50;

    private BusyBroker() {}

    public static void main(String[] arguments) throws Exception {
      EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0, FatalFaults.STOP_PROCESS);
      createTopic(kafka, PARTITIONS);
      CountDownLatch committed = new CountDownLatch(PRODUCERS * 5);
      for (int i = 0; i < PRODUCERS; i++) {
        int id = i;
        new Thread(() -> commitForEver(kafka, id, committed)).start();
      }
      committed.await();
      System.out.println(BUSY);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit tells of a send that failed
    private static void commitForEver(EmbeddedKafka kafka, int id, CountDownLatch committed) {
      try (KafkaProducer<String, String> producer = producer(kafka, id)) {
        producer.initTransactions();
        while (true) {
          producer.beginTransaction();
          for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(TOPIC, partition, null, "fact"));
          }
          producer.commitTransaction();
          committed.countDown();
        }
      }
    }

    static KafkaProducer<String, String> producer(EmbeddedKafka kafka, int id) {
      return new KafkaProducer<>(
          Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "busy-" + id),
          new StringSerializer(),
          new StringSerializer());
    }
  }

  private Process java(Class<?> main) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void createTopic(EmbeddedKafka kafka, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1))).all().get();
    }
  }

  private static void write(EmbeddedKafka kafka, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static Map<TopicPartition, Long> ends(EmbeddedKafka kafka, String isolation) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", isolation),
            new StringDeserializer(),
            new StringDeserializer())) {
      return consumer.endOffsets(
          IntStream.range(0, BusyBroker.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(TOPIC, partition))
              .toList());
    }
  }

  private static List<String> read(EmbeddedKafka kafka, int count) {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        consumer.poll(Duration.ofSeconds(10)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}
