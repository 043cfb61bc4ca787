/**
 * The words of the language, in tables that the parser, the JSON Schema and the reference page share.
 *
 * <p>In: nothing. Out: which keys stand in which mapping, what their values look like, what they are for;
 * what a test's call, a value in a text and an expression may say. Thread: any; constants.
 * Sources: docs/scripts.md. Not here: reading (parse), and whether what was written makes sense (check).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.lexicon;
