/**
 * The three-way merge of a post: what was last generated, what people made of it, and what the
 * facts say now. Pure: text in, text out.
 */
package dev.roundup.sink.merge;
