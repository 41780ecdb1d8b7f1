package dev.roundup.streams.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.ResultOrder;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Kafka Streams' interactive queries (the second version) by key and by range. A bounded position
 * is refused: tracking positions costs every write, and no reader of ours asks for one.
 */
final class Queries {
  private Queries() {}

  static <R> QueryResult<R> answer(
      PackedStore store, Query<R> query, PositionBound bound, QueryConfig config) {
    QueryResult<R> result = answered(store, query, bound);
    if (config.isCollectExecutionInfo()) {
      result.addExecutionInfo("Handled by the packed store " + store.name());
    }
    result.setPosition(store.getPosition());
    return result;
  }

  @SuppressWarnings("unchecked") // a query's result type follows from its class
  private static <R> QueryResult<R> answered(
      PackedStore store, Query<R> query, PositionBound bound) {
    if (!bound.isUnbounded()) {
      return QueryResult.forFailure(
          FailureReason.NOT_UP_TO_BOUND,
          "The store " + store.name() + " does not track positions; ask without a bound.");
    }
    if (query instanceof KeyQuery<?, ?> byKey) {
      return (QueryResult<R>) QueryResult.forResult(store.get((Bytes) byKey.getKey()));
    }
    if (query instanceof RangeQuery<?, ?> byRange) {
      return (QueryResult<R>)
          QueryResult.forResult(range(store, (RangeQuery<Bytes, byte[]>) byRange));
    }
    return QueryResult.forUnknownQueryType(query, store);
  }

  private static Object range(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, RangeQuery<Bytes, byte[]> query) {
    Bytes from = query.getLowerBound().orElse(null);
    Bytes to = query.getUpperBound().orElse(null);
    return query.resultOrder() == ResultOrder.DESCENDING
        ? store.reverseRange(from, to)
        : store.range(from, to);
  }
}
