/**
 * The same fold of RSVPs in other systems, as one would write it there: last writer wins per
 * attendee, counters per meetup. Each reads the log of the comparison and commits its offsets to a
 * consumer group, which is how all of them are timed; each one's counters are compared with what
 * the facts come to.
 */
package dev.roundup.benchmarks.peers;
