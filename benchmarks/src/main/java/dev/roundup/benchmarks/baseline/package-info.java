/**
 * What the real topology is measured against: small, honest rebuilds of other designs, on the same
 * log, with the same serde and the same settings. They know RSVPs only.
 */
package dev.roundup.benchmarks.baseline;
