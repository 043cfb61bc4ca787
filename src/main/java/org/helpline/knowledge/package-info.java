/**
 * What agents look up: articles in a folder, found by their words.
 *
 * <p>In: Markdown files. Out: hits, blocks of text. Thread: any; files are read by whoever calls {@code look}, the store's threads index and
 * search. Sources: CommonMark 0.31 (a small part of it), SQLite FTS5. Not here: who may read (desk), how it looks (the desk's pages).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.knowledge;
