/**
 * What past calls tell of a script: one becomes a test and a SIPp scenario, many show where callers go and hang up, and where they would go
 * in another version.
 *
 * <p>In: facts of the journal. Out: text. Thread: none: values. Sources: docs/scripts.md. Not here: how they are read (app) and drawn (ivr.draw).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.app.past;
