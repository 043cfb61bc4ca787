/**
 * SIP messages as they went over the wire, kept for a while, so that a call can be explained afterwards: a record per call, a file when
 * it ends, the ladder of its messages, captures for other tools.
 *
 * <p>In: raw bytes from {@link org.helpline.sip.transport.Tracer}. Out: files, text, pcap. Thread: any for the record, the caller's for
 * the rest. Sources: RFC 3261 §7. Not here: what is wrong with a call (sip.doctor).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sip.trace;
