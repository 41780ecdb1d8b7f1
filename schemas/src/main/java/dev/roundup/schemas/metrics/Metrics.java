package dev.roundup.schemas.metrics;

import io.micrometer.core.instrument.MeterRegistry;
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
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<Runnable> open = new ArrayDeque<>();

  /** With the figures of the JVM and of the process. */
  public Metrics() {
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(registry);
    open.push(collections::close);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Where an app makes its own meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Adds the client's own figures. */
  public void watch(Consumer<?, ?> consumer) {
    watch(new KafkaClientMetrics(consumer));
  }

  /** Adds the client's own figures. */
  public void watch(Producer<?, ?> producer) {
    watch(new KafkaClientMetrics(producer));
  }

  private void watch(KafkaClientMetrics client) {
    client.bindTo(registry);
    open.push(client::close);
  }

  /** All figures as they are now. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
    open.clear();
    registry.close();
  }
}
