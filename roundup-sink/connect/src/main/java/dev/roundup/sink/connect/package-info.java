/** The sink as a connector: a worker of Kafka Connect polls, the sink's own core publishes. */
package dev.roundup.sink.connect;
