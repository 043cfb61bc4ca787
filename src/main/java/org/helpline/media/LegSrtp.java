package org.helpline.media;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.helpline.media.srtp.Space;
import org.helpline.media.srtp.SrtpReceiver;
import org.helpline.media.srtp.SrtpSender;
import org.helpline.sdp.SrtpKeys;
import org.jspecify.annotations.Nullable;

/**
 * Encryption of one leg; a leg in the clear has none, and packets pass as they are. A key that stays the same keeps its counters. After a new one the
 * peer's last key holds until the first packet under the new one: what was on its way is heard. One media loop.
 */
final class LegSrtp {

    private final Space space;
    private final LoopCounts counts;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private @Nullable SrtpReceiver before;
    private boolean awaits;
    private long opened;
    private long forged;

    LegSrtp(Space space, LoopCounts counts) {
        this.space = space;
        this.counts = counts;
    }

    /** Keys are to come by a handshake: until then nothing is sent or heard, unless there are some already. */
    void awaitKeys() {
        awaits = sender == null;
    }

    /** Whether sending may begin. */
    boolean isReady() {
        return !awaits;
    }

    /** The keys from now on; empty: in the clear. */
    void agreed(Optional<SrtpKeys> keys) {
        awaits = false;
        if (keys.isEmpty()) {
            sender = null;
            receiver = null;
            before = null;
            return;
        }
        SrtpKeys both = keys.get();
        if (sender == null || !sender.isUnder(both.ours())) {
            sender = new SrtpSender(both.ours(), space);
        }
        if (receiver == null || !receiver.isUnder(both.theirs())) {
            before = receiver;
            receiver = new SrtpReceiver(both.theirs(), space);
        }
    }

    /** Opens an RTP packet of {@code length} bytes at the buffer's beginning; its bytes in the clear, or less than zero: it is not to be looked at. */
    int openRtp(ByteBuffer packet, int length) {
        if (receiver == null) {
            return awaits ? -1 : length;
        }
        int result = receiver.openRtp(packet, length);
        if (result >= 0) {
            before = null;
        } else if (before != null) {
            result = before.openRtp(packet, length);
        }
        return counted(result);
    }

    /** The same for RTCP. */
    int openRtcp(ByteBuffer packet, int length) {
        if (receiver == null) {
            return awaits ? -1 : length;
        }
        int result = receiver.openRtcp(packet, length);
        return counted(result < 0 && before != null ? before.openRtcp(packet, length) : result);
    }

    private int counted(int result) {
        if (result >= 0) {
            opened++;
        } else {
            forged++;
            counts.forged++;
        }
        return result;
    }

    /** Seals an RTP packet in place; its new end, or less than zero: it must not be sent. */
    int sealRtp(ByteBuffer packet, int from, int end) {
        return sender == null ? inTheClear(end) : sender.sealRtp(packet, from, end);
    }

    /** Seals an RTCP packet that begins at 0; its new end, or less than zero: it must not be sent. */
    int sealRtcp(ByteBuffer packet, int end) {
        return sender == null ? inTheClear(end) : sender.sealRtcp(packet, end);
    }

    private int inTheClear(int end) {
        return awaits ? -1 : end;
    }

    /** Packets that were not genuine, or came twice. */
    long forged() {
        return forged;
    }

    /** Whether packets came and none of them could be opened: the peer has another key than it told. */
    boolean isDeaf() {
        return forged > 0 && opened == 0;
    }
}
