/**
 * What people and editors look the language up in: a JSON Schema and a page of reference, both made from the lexicon.
 *
 * <p>In: the lexicon. Out: texts. Thread: any; no state. Sources: JSON Schema draft 2020-12. Not here: the words themselves
 * (lexicon), reading scripts (parse).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.guide;
