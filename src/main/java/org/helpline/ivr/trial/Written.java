package org.helpline.ivr.trial;

/**
 * Something that a test says, with its place.
 *
 * @param words as they stand in the file, in one line
 * @param line 1-based; {@code column} likewise; both 0 when typed by hand
 */
public record Written<T>(T what, String words, int line, int column) {}
