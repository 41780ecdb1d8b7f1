/**
 * Shows on a local page what facts and templates make, and again whenever one of their files
 * changes.
 */
package dev.roundup.standalone.preview;
