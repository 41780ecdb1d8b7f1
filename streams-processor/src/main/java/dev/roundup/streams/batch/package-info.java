/** A topic read in batches, each one record for Kafka Streams. */
package dev.roundup.streams.batch;
