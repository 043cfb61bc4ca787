package org.helpline.media.rtp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.helpline.media.rtp.LatchTerms.Rank;

/**
 * Which source of RTP is believed, as a pure machine.
 *
 * <pre>
 *   Open ──signalled address itself──────────────────────────▶ Latched
 *   Open ──other source──▶ Probing ──in order for long enough──▶ Latched
 *   Latched ──a challenger that may challenge──▶ Probing(held) ──▶ Latched, or back when the held source speaks
 * </pre>
 *
 * The rule for strangers keeps RTP bleed out (a stranger that sprays our ports before the true peer speaks gets nothing): a host that
 * signalling did not name is heard only when nobody better has spoken for {@link #PATIENCE}, and whoever is better takes over at once
 * or after a short probation.
 */
public sealed interface LatchState {

    /** In-order packets that a source of a known host needs: RFC 3550 §A.1, MIN_SEQUENTIAL. */
    int HOST_PROBATION = 2;

    /** In-order packets that a stranger needs. */
    int STRANGER_PROBATION = 5;

    /** How long nobody better may have spoken before a stranger is heard; also how long an agreement is young. */
    Duration PATIENCE = Duration.ofSeconds(3);

    /** A candidate that is quiet for this long makes room for another. */
    Duration STALE = Duration.ofMillis(200);

    /** Nothing is believed yet. */
    record Open() implements LatchState {}

    /** A candidate is watched; {@code held} stays believed meanwhile. */
    record Probing(
            InetSocketAddress candidate, Rank rank, int lastSequence, int inOrder, long atNanos, Optional<Latched> held)
            implements LatchState {}

    /** {@code source} is believed; {@code reopened} by a new agreement on the same address, until it speaks again. */
    record Latched(InetSocketAddress source, Rank rank, boolean reopened) implements LatchState {}

    /**
     * A valid RTP packet.
     *
     * @param quietNanos how long the believed source has not spoken, or since the agreement if there is none
     */
    record Arrival(InetSocketAddress source, int sequence, long atNanos, long quietNanos) {}

    /** Takes one packet. */
    static LatchState step(LatchState state, LatchTerms terms, Arrival packet) {
        Rank rank = terms.rank(packet.source());
        return switch (state) {
            case Open open -> admit(open, Optional.empty(), rank, packet);
            case Probing p -> probe(p, rank, packet);
            case Latched l when l.source().equals(packet.source()) -> firm(l);
            case Latched l when mayChallenge(l, rank, terms, packet) -> admit(l, Optional.of(l), rank, packet);
            case Latched l -> l; // only the believed source is accepted
        };
    }

    private static Latched firm(Latched l) {
        return l.reopened() ? new Latched(l.source(), l.rank(), false) : l;
    }

    private static boolean mayChallenge(Latched l, Rank rank, LatchTerms terms, Arrival packet) {
        boolean young = packet.atNanos() - terms.agreedNanos() < PATIENCE.toNanos();
        boolean better = rank.isBetterThan(l.rank());
        return packet.quietNanos() >= terms.relatch().toNanos()
                || (l.reopened() && rank != Rank.STRANGER)
                || (better && (young || l.rank() == Rank.STRANGER));
    }

    private static LatchState admit(LatchState state, Optional<Latched> held, Rank rank, Arrival packet) {
        if (rank == Rank.EXACT) {
            return new Latched(packet.source(), rank, false);
        }
        if (rank == Rank.STRANGER && packet.quietNanos() < PATIENCE.toNanos()) {
            return state; // the true peer may yet speak
        }
        return new Probing(packet.source(), rank, packet.sequence(), 1, packet.atNanos(), held);
    }

    private static LatchState probe(Probing p, Rank rank, Arrival packet) {
        if (p.held().isPresent() && p.held().get().source().equals(packet.source())) {
            return firm(p.held().get()); // it was not gone
        }
        if (p.candidate().equals(packet.source())) {
            return advance(p, packet);
        }
        boolean stale = packet.atNanos() - p.atNanos() > STALE.toNanos();
        return stale || rank.isBetterThan(p.rank()) ? admit(p, p.held(), rank, packet) : p;
    }

    private static LatchState advance(Probing p, Arrival packet) {
        boolean next = packet.sequence() == ((p.lastSequence() + 1) & 0xffff);
        int inOrder = next ? p.inOrder() + 1 : 1;
        int needed = p.rank() == Rank.STRANGER ? STRANGER_PROBATION : HOST_PROBATION;
        return inOrder >= needed
                ? new Latched(p.candidate(), p.rank(), false)
                : new Probing(p.candidate(), p.rank(), packet.sequence(), inOrder, packet.atNanos(), p.held());
    }
}
