package org.helpline.media.rtp;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.helpline.media.rtp.LatchState.Arrival;
import org.helpline.media.rtp.LatchState.Latched;
import org.helpline.media.rtp.LatchState.Open;
import org.helpline.media.rtp.LatchState.Probing;
import org.helpline.media.rtp.LatchTerms.Rank;

/**
 * Symmetric RTP for one leg: learns the peer's true source and says where to send. One thread. The rules are {@link LatchState}'s.
 *
 * <p>We send to the signalled address until a source is latched, then to that source; except that a stranger whose peer signalled a
 * public address is heard but not sent to: its peer can be reached where it asked to be.
 */
public final class Latch {

    private LatchTerms terms;
    private LatchState state = new Open();
    private boolean sendable;
    private boolean reachable;
    private long heardNanos;

    /** A latch with its first terms. */
    public Latch(LatchTerms terms) {
        this.terms = terms;
        judge();
    }

    /** What becomes of a packet. */
    public enum Verdict {
        /** From the believed source. */
        ACCEPTED,
        /** From one that may become it. */
        PROBATION,
        /** From anyone else. */
        STRANGER
    }

    /** Terms were agreed anew: another address starts afresh; the same one keeps its source, but lets a known host replace it. */
    public void agreed(LatchTerms anew) {
        boolean same = anew.signalled().equals(terms.signalled());
        Optional<Latched> held = same ? held() : Optional.empty();
        state = held.<LatchState>map(l -> new Latched(l.source(), l.rank(), true))
                .orElseGet(Open::new);
        terms = anew;
        judge();
    }

    // once an agreement, not once a packet: to look into an address copies it
    private void judge() {
        sendable = AddressScope.isSendable(terms.signalled());
        reachable = sendable && AddressScope.isGlobal(terms.signalled().getAddress());
        heardNanos = terms.agreedNanos();
    }

    /** Judges a valid RTP packet; allocates nothing for the believed source. */
    public Verdict on(InetSocketAddress source, int sequence, long now) {
        if (state instanceof Latched l
                && !l.reopened()
                && (l.source() == source || l.source().equals(source))) {
            heardNanos = now;
            return Verdict.ACCEPTED;
        }
        state = LatchState.step(state, terms, new Arrival(source, sequence, now, now - heardNanos));
        if (state instanceof Latched l && l.source().equals(source)) {
            heardNanos = now;
            return Verdict.ACCEPTED;
        }
        return state instanceof Probing p && p.candidate().equals(source) ? Verdict.PROBATION : Verdict.STRANGER;
    }

    /** The believed source; null if none yet: asked for every packet, so no Optional. */
    public @org.jspecify.annotations.Nullable InetSocketAddress source() {
        return switch (state) {
            case Open _ -> null;
            case Probing p -> p.held().map(Latched::source).orElse(null);
            case Latched l -> l.source();
        };
    }

    private Optional<Latched> held() {
        return switch (state) {
            case Open _ -> Optional.empty();
            case Probing p -> p.held();
            case Latched l -> Optional.of(l);
        };
    }

    /** Where to send; null if nowhere: no port, an unspecified or a group address. */
    public @org.jspecify.annotations.Nullable InetSocketAddress destination() {
        if (state instanceof Latched l && !isHeardOnly(l)) {
            return l.source();
        }
        if (state instanceof Probing p
                && p.held().isPresent()
                && !isHeardOnly(p.held().get())) {
            return p.held().get().source();
        }
        return sendable ? terms.signalled() : null;
    }

    private boolean isHeardOnly(Latched l) {
        return reachable && l.rank() == Rank.STRANGER;
    }
}
