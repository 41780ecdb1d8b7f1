/** Parts measured by JMH. */
package dev.roundup.benchmarks.parts;
