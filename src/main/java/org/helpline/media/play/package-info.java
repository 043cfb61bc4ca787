/**
 * Prompts and music: files in, audio encoded once per codec out.
 *
 * <p>In: WAV files. Out: {@link org.helpline.media.play.Audio}. Thread: any; loading blocks, so not on a loop. Sources: RFC 3551 §4.5.14 (PCMU, PCMA). Not here: choosing what to play.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.play;
