/**
 * Recordings of conversations once they are written: encrypted or not, turned into files, found, played, kept for their time and deleted.
 *
 * <p>In: samples from the media room's writer, what the hallway knows of each conversation. Out: files for desks and commands, who was told what became
 * of them. Thread: any; files are for virtual threads, one conversion at a time. Sources: RFC 3533 (Ogg), RFC 7845 (Opus in Ogg), RFC 6716 appendix B,
 * NIST SP 800-38D (GCM), RFC 9110 §14 is the desk's. Not here: who is recorded (interaction), who may listen (desk).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.recording;
