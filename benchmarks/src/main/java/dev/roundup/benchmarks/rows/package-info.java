/** What is measured: one class for each row of the table of targets. */
package dev.roundup.benchmarks.rows;
