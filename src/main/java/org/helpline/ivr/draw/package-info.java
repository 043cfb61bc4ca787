/**
 * Pictures of a script's flow: cards with rows, laid out in layers, written as SVG; and what differs between two scripts.
 *
 * <p>In: {@link org.helpline.ivr.model.Script}. Out: SVG text, sentences. Thread: no state, any thread; laying out takes some
 * ten milliseconds, so never a loop. Sources: SVG 1.1 (Second Edition), XML 1.0 §2.2 (characters), WAI-ARIA Graphics
 * Module; Sugiyama's layers with a card's distance from the start as its layer. Not here: reading scripts, files, browsers.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.draw;
