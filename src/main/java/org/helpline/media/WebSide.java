package org.helpline.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.helpline.media.dtls.DtlsAssociation;
import org.helpline.media.dtls.DtlsAssociation.Outcome;
import org.helpline.media.dtls.DtlsAssociations;
import org.helpline.media.ice.IceLite;
import org.helpline.media.ice.StunReader;
import org.helpline.media.rtp.PortPair;
import org.helpline.sdp.DtlsTerms;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's leg has beside sound on its one port: connectivity checks, the handshake, and RTCP among RTP. All is told apart by the first byte
 * (RFC 7983 §7), and nothing but a check is looked at unless it comes from an address that a check has shown to be the peer's. One media loop.
 */
final class WebSide {

    private static final int RTP_VERSION = 2;
    private static final int WAITING = 4;

    private final MediaLoop loop;
    private final PortPair ports;
    private final DtlsAssociations associations;
    private final Consumer<Outcome> told;
    private final IceLite ice;
    private final ByteBuffer[] reports = new ByteBuffer[WAITING];
    private DtlsAssociation association;
    private int firstReport;
    private int waiting;
    private boolean done;
    private boolean closed;

    /** {@code told} hears on the loop what comes of each handshake. */
    WebSide(MediaLoop loop, PortPair ports, DtlsAssociations associations, Consumer<Outcome> told, DtlsTerms terms) {
        this.loop = loop;
        this.ports = ports;
        this.associations = associations;
        this.told = told;
        ice = new IceLite(terms, loop.clock.nanos());
        for (int i = 0; i < WAITING; i++) {
            reports[i] = ByteBuffer.allocate(MediaLoop.PACKET_BYTES);
        }
        association = begin(terms);
    }

    private DtlsAssociation begin(DtlsTerms terms) {
        done = false;
        return associations.begin(
                terms, datagram -> loop.offer(() -> send(datagram)), outcome -> loop.tell(() -> heard(outcome)));
    }

    /** Agreed once more. */
    void agreed(DtlsTerms terms) {
        ice.agreed(terms, loop.clock.nanos());
        if (!association.isFor(terms)) {
            association.close();
            association = begin(terms);
        }
    }

    private void send(byte[] datagram) {
        InetSocketAddress to = ice.selected();
        if (to != null && !closed) {
            loop.out.clear().put(datagram).flip();
            ports.sendRtp(loop.out, to);
            loop.out.clear();
        }
    }

    private void heard(Outcome outcome) {
        if (!closed) {
            done = true;
            told.accept(outcome);
        }
    }

    /** Whether the handshake goes on, so that what comes should not wait. */
    boolean isBeginning() {
        return !done;
    }

    /** Where the peer is; null until it has shown that. */
    @Nullable
    InetSocketAddress peer() {
        return ice.selected();
    }

    /** Whether the peer has not been heard of for so long that it has gone. */
    boolean isGone(long now) {
        return ice.isSilent(now);
    }

    Duration silence(long now) {
        return ice.silence(now);
    }

    /** Whether the packet at the buffer's beginning is RTP of the peer; all else is dealt with here. */
    boolean isRtp(ByteBuffer packet, int length, InetSocketAddress source) {
        if (length < 2) {
            return false;
        }
        int first = packet.get(0) & 0xff;
        if (StunReader.begins(first)) {
            check(packet, length, source);
            return false;
        }
        if (!ice.isValid(source)) {
            loop.counts.strangers++;
            return false;
        }
        if (DtlsAssociation.begins(first)) {
            byte[] datagram = new byte[length];
            packet.get(0, datagram);
            association.receive(datagram);
            return false;
        }
        if (first >> 6 != RTP_VERSION) {
            return false;
        }
        boolean report = (packet.get(1) & 0x7f) >= 64 && (packet.get(1) & 0x7f) < 96; // RFC 5761 §4
        if (report) {
            keep(packet, length);
        }
        return !report;
    }

    private void check(ByteBuffer packet, int length, InetSocketAddress source) {
        if (ice.on(packet, length, source, loop.clock.nanos(), loop.out) > 0) {
            ports.sendRtp(loop.out, source);
        }
        loop.out.clear();
    }

    private void keep(ByteBuffer packet, int length) {
        if (waiting < WAITING) { // a report is no loss: the next one says it all
            reports[(firstReport + waiting) % WAITING]
                    .clear()
                    .put(0, packet, 0, length)
                    .limit(length);
            waiting++;
        }
    }

    /** The next report that waits, as {@link PortPair#receiveRtcp}. */
    @Nullable
    InetSocketAddress report(ByteBuffer to) {
        InetSocketAddress from = ice.selected();
        if (waiting == 0 || from == null) {
            return null;
        }
        to.put(reports[firstReport]);
        firstReport = (firstReport + 1) % WAITING;
        waiting--;
        return from;
    }

    void close() {
        closed = true;
        association.close();
    }
}
