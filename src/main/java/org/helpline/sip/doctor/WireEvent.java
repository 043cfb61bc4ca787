package org.helpline.sip.doctor;

import java.net.InetSocketAddress;
import java.util.List;

/** Something that the network did, beside SIP and RTP. {@code packet} counts from 1, {@code micros} since 1970. */
public sealed interface WireEvent {

    /** Of which packet. */
    int packet();

    /** When. */
    long micros();

    /** An ICMP error: what {@code from} sent to {@code to} was not delivered, because of {@code why}. */
    record Undelivered(
            int packet, long micros, InetSocketAddress from, InetSocketAddress to, String why, boolean tooBig)
            implements WireEvent {}

    /** A TLS alert that could be read, so before encryption. {@code description} as RFC 8446 §6 numbers them. */
    record TlsAlert(int packet, long micros, InetSocketAddress from, InetSocketAddress to, int description)
            implements WireEvent {}

    /** A TLS client hello; {@code answered} once the other side said anything. */
    record TlsHello(int packet, long micros, InetSocketAddress from, InetSocketAddress to, boolean answered)
            implements WireEvent {}

    /** {@code to} was asked for a connection and refused it with a reset. */
    record ConnectionRefused(int packet, long micros, InetSocketAddress from, InetSocketAddress to)
            implements WireEvent {}

    /** {@code to} was asked for a connection and said nothing. {@code packets}: every attempt. */
    record ConnectionUnanswered(
            int packet, long micros, InetSocketAddress from, InetSocketAddress to, List<Integer> packets)
            implements WireEvent {}

    /** A name was asked for, and the answer came. {@code status} as RFC 1035 §4.1.1 numbers them; {@code answers} how many records. */
    record NameAnswered(int packet, long micros, String name, String type, int status, int answers)
            implements WireEvent {}

    /** A name was asked for {@code packets.size()} times, and no answer came. */
    record NameUnanswered(
            int packet, long micros, String name, String type, InetSocketAddress server, List<Integer> packets)
            implements WireEvent {}

    /** The first fragment of a datagram came, and the rest never did. {@code start} is its first line. */
    record FragmentsLost(int packet, long micros, InetSocketAddress from, InetSocketAddress to, String start)
            implements WireEvent {}
}
