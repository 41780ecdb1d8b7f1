package dev.roundup.schemas.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * What one app counts and times, with the figures of its JVM, in the text format of Prometheus. No
 * tag may hold what facts bring in, such as a meetup's id: whoever reads keeps a series for every
 * value of a tag.
 *
 * <p>Kafka's clients and the JVM have thousands of figures of their own: they are named when
 * somebody first asks for them, because an app that starts has better things to do.
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<MeterBinder> unasked = new ArrayDeque<>();
  private final Deque<Runnable> open = new ArrayDeque<>();

  /** With the figures of the JVM and of the process. */
  public Metrics() {
    unasked.add(new JvmMemoryMetrics());
    unasked.add(new JvmThreadMetrics());
    unasked.add(new ProcessorMetrics());
    unasked.add(new FileDescriptorMetrics());
    unasked.add(new UptimeMetrics());
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(registry); // it counts, and cannot count what was before
    open.push(collections::close);
  }

  /** Where an app makes its own meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Adds the client's own figures. */
  public void watch(Consumer<?, ?> consumer) {
    KafkaClientMetrics figures = new KafkaClientMetrics(consumer);
    watch(figures, figures::close);
  }

  /** Adds the client's own figures. */
  public void watch(Producer<?, ?> producer) {
    KafkaClientMetrics figures = new KafkaClientMetrics(producer);
    watch(figures, figures::close);
  }

  /**
   * Adds what something has of figures itself.
   *
   * @param close ends them, whether they were asked for or not
   */
  public synchronized void watch(MeterBinder figures, Runnable close) {
    unasked.add(figures);
    open.push(close);
  }

  /** All figures as they are now. */
  public synchronized String scrape() {
    while (!unasked.isEmpty()) {
      unasked.remove().bindTo(registry);
    }
    return registry.scrape();
  }

  /** Nothing is counted from now on; does nothing a second time. */
  @Override
  public synchronized void close() {
    unasked.clear();
    open.forEach(Runnable::run);
    open.clear();
    registry.close();
  }
}
