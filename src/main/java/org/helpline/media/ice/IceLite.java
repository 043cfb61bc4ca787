package org.helpline.media.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.sdp.DtlsTerms;
import org.jspecify.annotations.Nullable;

/**
 * The lite end of ICE for one leg (RFC 8445 §2.5): checks are answered, none are made, and the peer says which of the addresses that it has shown to be its own
 * is to be used. An address counts from its first genuine check on; of others nothing is heard. One thread.
 *
 * <p>After an ICE restart the addresses that counted go on until the peer has chosen anew (RFC 8445 §9).
 */
public final class IceLite {

    /** So long without a check, and the peer has gone (RFC 7675 §5.1). */
    public static final Duration CONSENT = Duration.ofSeconds(30);

    private static final int MOST_ADDRESSES = 8; // a machine with several networks; the oldest makes room

    private final StunReader reader;
    private final StunWriter writer = new StunWriter();
    private final List<InetSocketAddress> valid = new ArrayList<>(MOST_ADDRESSES);
    private DtlsTerms terms;
    private StunKey key;
    private byte[] user;
    private @Nullable InetSocketAddress selected;
    private long heardNanos;

    /** As was agreed at {@code now}. */
    public IceLite(DtlsTerms terms, long now) {
        this.terms = terms;
        reader = new StunReader();
        key = new StunKey(terms.ours().pwd());
        user = user(terms);
        heardNanos = now;
    }

    /** As was agreed once more. */
    public void agreed(DtlsTerms anew, long now) {
        if (!anew.ours().isSameIce(terms.ours()) || !anew.theirs().isSameIce(terms.theirs())) {
            key = new StunKey(anew.ours().pwd());
            user = user(anew);
            heardNanos = now;
        }
        terms = anew;
    }

    private static byte[] user(DtlsTerms terms) {
        return (terms.ours().ufrag() + ":" + terms.theirs().ufrag()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Takes what looks like STUN.
     *
     * @param packet the message at its beginning, left alone
     * @param answer where the answer is put, from 0 to its limit
     * @return bytes of the answer; 0: there is none, since it was no genuine check
     */
    public int on(ByteBuffer packet, int length, InetSocketAddress source, long now, ByteBuffer answer) {
        // the name is compared before a code is made of anything: it is cheap, and strangers do not know it
        if (!reader.read(packet, length) || !reader.isFor(user) || !reader.isAuthentic(key)) {
            return 0;
        }
        if (reader.unknown() != 0) {
            return writer.unknown(reader, key, answer);
        }
        if (reader.isControlled()) {
            return writer.roleConflict(reader, key, answer);
        }
        heardNanos = now;
        take(source);
        return writer.success(reader, source, key, answer);
    }

    private void take(InetSocketAddress source) {
        if (!valid.contains(source)) {
            if (valid.size() == MOST_ADDRESSES) {
                valid.remove(valid.getFirst().equals(selected) ? 1 : 0);
            }
            valid.add(source);
        }
        if (selected == null || (reader.usesCandidate() && !source.equals(selected))) {
            selected = source; // what was checked first will do until the peer has chosen
        }
    }

    /** Whether the peer has shown that it is there. */
    public boolean isValid(InetSocketAddress source) {
        if (source.equals(selected)) {
            return true;
        }
        for (int i = 0; i < valid.size(); i++) {
            if (valid.get(i).equals(source)) {
                return true;
            }
        }
        return false;
    }

    /** Where to send; null until an address has been shown to be the peer's. The same object as long as it stays. */
    public @Nullable InetSocketAddress selected() {
        return selected;
    }

    /** For how long no genuine check has come. */
    public Duration silence(long now) {
        return Duration.ofNanos(now - heardNanos);
    }

    /** Whether that is so long that the peer has gone. */
    public boolean isSilent(long now) {
        return now - heardNanos > CONSENT.toNanos();
    }
}
