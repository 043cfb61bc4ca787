package org.helpline.media.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a latch judges sources by.
 *
 * @param signalled the peer's RTP address in its SDP
 * @param signallingHost where its signalling came from, if known
 * @param agreedNanos when this was agreed, on the engine's clock
 * @param relatch a latched source may be replaced after this much silence
 */
public record LatchTerms(
        InetSocketAddress signalled, Optional<InetAddress> signallingHost, long agreedNanos, Duration relatch) {

    /** How much a source is believed, worst first. */
    public enum Rank {
        /** Another host than any that signalling named. */
        STRANGER,
        /** The signalled host from another port, or the host that signalling itself comes from. */
        HOST,
        /** The signalled address and port. */
        EXACT;

        boolean isBetterThan(Rank other) {
            return compareTo(other) > 0;
        }
    }

    /** Ranks a source. */
    public Rank rank(InetSocketAddress source) {
        if (source.equals(signalled)) {
            return Rank.EXACT;
        }
        InetAddress host = source.getAddress();
        boolean known = host.equals(signalled.getAddress())
                || signallingHost.map(host::equals).orElseGet(() -> isBehindNat(host));
        return known ? Rank.HOST : Rank.STRANGER;
    }

    // with no word on where signalling came from: a private (or no) address in SDP and media from a public one is a NAT
    private boolean isBehindNat(InetAddress host) {
        InetAddress said = signalled.getAddress();
        return said == null
                || said.isAnyLocalAddress()
                || (!AddressScope.isGlobal(said) && AddressScope.isGlobal(host));
    }
}
