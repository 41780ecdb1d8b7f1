/**
 * What posts link to and show: addresses without what only counts readers, videos in all the shapes
 * of their addresses, images that lie in the site itself.
 */
package dev.roundup.sink.media;
