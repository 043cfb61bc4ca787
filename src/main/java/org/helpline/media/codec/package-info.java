/**
 * Audio samples to bytes and back, from one sample rate to another, and what stands in for those that did not come.
 *
 * <p>In: 16-bit samples. Out: G.711 bytes, samples at 8 kHz. Thread: any: tables and pure functions; concealment and noise are of one stream. Sources: ITU-T G.711 and its Appendix I, RFC 3551 §4.5.14, RFC 3389. Not here: files, packets.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.codec;
