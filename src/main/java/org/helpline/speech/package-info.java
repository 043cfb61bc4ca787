/**
 * Text to speech through outside programs and services of the web, with a cache.
 *
 * <p>In: text with its language. Out: a WAV file, or a sentence that says why there is none. Thread: virtual threads that are passed in; everything here may block. Sources: none. Not here: choosing the text, decoding the file (media.play).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.speech;
