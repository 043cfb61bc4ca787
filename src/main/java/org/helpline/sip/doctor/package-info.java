/**
 * What is wrong with calls, told from captures: files of pcap and pcapng are read, SIP and RTP found in them, and rules look for known
 * troubles. The traces of our own calls go the same way.
 *
 * <p>In: a capture file or a stored trace. Out: {@link org.helpline.sip.doctor.Finding}s, plain sentences with cause and fix. Thread: the
 * caller's; nothing is shared. Sources: RFC 3261, 3262, 3264, 3550, 3581, 4028, 4568, 4733; the pcap and pcapng drafts of the IETF's
 * opsawg. Not here: live traffic.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sip.doctor;
