/** The sink as an app: its settings, its life from start to close, and its command. */
package dev.roundup.sink;
