/**
 * Audio samples to bytes and back, and from one sample rate to another.
 *
 * <p>In: 16-bit samples. Out: G.711 bytes, samples at 8 kHz. Thread: any: tables and pure functions. Sources: ITU-T G.711, RFC 3551 §4.5.14. Not here: files, packets.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.codec;
