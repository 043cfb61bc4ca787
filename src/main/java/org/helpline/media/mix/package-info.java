/**
 * Several speakers as one sound for each listener: all the others.
 *
 * <p>In: RTP packets of G.711, as the network brings them. Out: frames of G.711. Thread: one media loop. Sources: RFC 3550 §5.1 (playout by timestamps) and §7.1 (without contributing sources), ITU-T G.711. Not here: sockets, legs.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.mix;
