package org.helpline.speech;

/**
 * What making room in the cache came to.
 *
 * @param removed how many files
 * @param left how many files are there now, with {@code bytes} in all
 */
public record Tidied(int removed, int left, long bytes) {}
