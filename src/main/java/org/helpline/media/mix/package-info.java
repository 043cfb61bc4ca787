/**
 * Several speakers as one sound for each listener: all the others; and one speaker for a listener in another codec.
 *
 * <p>In: RTP packets, as the network brings them. Out: frames of samples at 8 kHz. Thread: one media loop. Sources: RFC 3550 §5.1 (playout by timestamps) and §7.1 (without contributing sources), ITU-T G.711. Not here: sockets, legs.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.mix;
