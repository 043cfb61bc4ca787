package org.helpline.media.dtmf;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.IntStream;
import org.helpline.core.Digit;
import org.helpline.media.rtp.RtpHeader;

/**
 * Hears each press once in the RFC 4733 packets of one source, whatever was lost, repeated or late, and from senders that forget the
 * marker or the end, or that let the timestamp run on during a press. One thread.
 *
 * <pre>
 * |     event     |E|R| volume    |          duration             |
 * </pre>
 *
 * A press is known by its timestamp (§2.5.1.2): the same timestamp is the same press, a newer one is a new press, an older one is a
 * straggler. Four exceptions, each from the field: a press of more than 8.19 s comes in segments (§2.5.1.3); some senders move the
 * timestamp with each packet, never past where the press has got to; a replayed recording of a press (same timestamp, short duration
 * again, after a pause) is a press; and after a pause an older timestamp is a new press of a sender with little care.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.5.1">RFC 4733 §2.5.1</a>
 */
public final class DigitReceiver {

    /** Bytes of an event payload. */
    public static final int BYTES = 4;

    private static final int SEGMENT_UNITS = 0xffff;
    private static final long PAUSE_NANOS = 300_000_000L;
    private static final int DIGITS = 16;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of Optionals, so that a press allocates nothing
    private static final Optional<Digit>[] BY_CODE =
            IntStream.range(0, DIGITS).mapToObj(Digit::ofCode).toArray(Optional[]::new);

    private boolean started;
    private int ssrc;
    private int code;
    private int timestamp;
    private int duration;
    private boolean ended;
    private long lastNanos;

    /**
     * Takes one event packet. Another SSRC begins anew; audio in between, under whatever SSRC, does not matter.
     *
     * @param header of the packet, whose payload has {@link #BYTES} bytes or more
     * @param arrivalNanos on any monotonic clock
     * @return the digit if a press begins with it; empty otherwise, and for events that are no digit (§3.2)
     */
    public Optional<Digit> on(RtpHeader header, ByteBuffer packet, long arrivalNanos) {
        int at = header.payloadOffset();
        int rtpTimestamp = header.timestamp();
        int event = packet.get(at) & 0xff;
        if (event >= DIGITS) {
            return Optional.empty();
        }
        boolean end = (packet.get(at + 1) & 0x80) != 0;
        int units = packet.getShort(at + 2) & 0xffff;
        started &= header.ssrc() == ssrc;
        boolean paused = started && arrivalNanos - lastNanos > PAUSE_NANOS;
        if (started && rtpTimestamp - timestamp < 0 && !paused) {
            return Optional.empty(); // a straggler of an earlier press
        }
        boolean fresh = !started || isNewPress(header.marker(), rtpTimestamp, event, end, units, paused);
        ended = end || (ended && !fresh && rtpTimestamp == timestamp);
        started = true;
        ssrc = header.ssrc();
        code = event;
        timestamp = rtpTimestamp;
        duration = units;
        lastNanos = arrivalNanos;
        return fresh ? BY_CODE[event] : Optional.empty();
    }

    private boolean isNewPress(boolean marker, int rtpTimestamp, int event, boolean end, int units, boolean paused) {
        if (event != code) {
            return true;
        }
        int on = rtpTimestamp - timestamp;
        if (on == 0) {
            return paused && ended && !end && units < duration; // a recording played again
        }
        if (on < 0 || ended || marker) {
            return true;
        }
        boolean segment = Math.abs(on - SEGMENT_UNITS) <= 1;
        return !segment && on > duration;
    }
}
