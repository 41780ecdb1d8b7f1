package dev.roundup.schemas.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A cache that asks at most once at a time for each key: who comes second waits for the first one's
 * answer, and nobody waits for another key's. That something is missing is remembered as well, for
 * a while; any other failure is not.
 */
final class Flights<K, V> {
  private final LongSupplier nanos;
  private final Optional<Duration> ttl;
  private final Duration missingTtl;
  private final Map<K, Flight<V>> flights;

  private static final class Flight<V> {
    private final CompletableFuture<V> answer = new CompletableFuture<>();
    private volatile Long expires;
  }

  /** Whoever asked was interrupted: those who waited ask for themselves. */
  private static final class Abandoned extends RuntimeException {}

  /**
   * Makes an empty cache.
   *
   * @param capacity entries; the one used longest ago goes first
   * @param ttl of answers; empty: for ever
   * @param nanos a clock of nanoseconds
   */
  Flights(int capacity, Optional<Duration> ttl, Duration missingTtl, LongSupplier nanos) {
    this.nanos = nanos;
    this.ttl = ttl;
    this.missingTtl = missingTtl;
    this.flights =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Flight<V>> eldest) {
            return size() > capacity;
          }
        };
  }

  V get(K key, Supplier<V> ask) {
    while (true) {
      Flight<V> mine = new Flight<>();
      Flight<V> flight = join(key, mine);
      if (flight == mine) {
        return fly(key, mine, ask);
      }
      try {
        return await(flight);
      } catch (Abandoned e) {
        // the next round asks again
      }
    }
  }

  private synchronized Flight<V> join(K key, Flight<V> mine) {
    Flight<V> flight = flights.get(key);
    if (flight == null || (flight.expires != null && nanos.getAsLong() - flight.expires >= 0)) {
      flights.put(key, mine);
      return mine;
    }
    return flight;
  }

  private synchronized void leave(K key, Flight<V> flight) {
    flights.remove(key, flight);
  }

  private V fly(K key, Flight<V> flight, Supplier<V> ask) {
    try {
      V answer = ask.get();
      ttl.ifPresent(time -> flight.expires = nanos.getAsLong() + time.toNanos());
      flight.answer.complete(answer);
      return answer;
    } catch (RegistryRefusal e) {
      if (e.missing() && !missingTtl.isZero()) {
        flight.expires = nanos.getAsLong() + missingTtl.toNanos();
      } else {
        leave(key, flight);
      }
      flight.answer.completeExceptionally(e);
      throw e;
    } catch (InterruptException e) {
      leave(key, flight);
      flight.answer.completeExceptionally(new Abandoned());
      throw e;
    } catch (RuntimeException | Error e) {
      leave(key, flight);
      flight.answer.completeExceptionally(e);
      throw e;
    }
  }

  private V await(Flight<V> flight) {
    try {
      return flight.answer.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }
}
