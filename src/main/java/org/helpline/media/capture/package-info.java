/**
 * What a caller says, and what is said in a conversation, on its way from packets to a file.
 *
 * <p>In: the packets of one leg, in whatever order they come. Out: a WAV file (8 kHz, mono, 16 bit), or samples in two channels for a
 * {@link org.helpline.media.capture.SoundSink}, and how the recording ended. Thread: packets
 * on a media loop, which allocates nothing and never touches the disk; files on the writer's own thread. Sources: RFC 3550 §5.1 (timestamps), RFC
 * 3551 §4.1 (pauses). Not here: tones, what becomes of the file.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.capture;
