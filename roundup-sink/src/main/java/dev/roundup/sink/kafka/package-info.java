/**
 * The sink's side of Kafka: roundups in, publication records out and back, and the order of the
 * steps that a crash may come between. Roundups are read; the publication is recorded and
 * acknowledged; the file moves; the offset is committed.
 */
package dev.roundup.sink.kafka;
