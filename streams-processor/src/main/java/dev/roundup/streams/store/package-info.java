/**
 * Where the stores' bytes are kept: a packed in-memory store behind Kafka Streams' own interfaces.
 */
package dev.roundup.streams.store;
