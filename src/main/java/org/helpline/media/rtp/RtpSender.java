package org.helpline.media.rtp;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The outgoing stream of one leg: SSRC, sequence numbers and timestamps, all from a random start (RFC 3550 §5.1), and what its sender
 * reports count. Timestamps follow the clock, so that a pause is seen as one; they never go back. One thread.
 */
public final class RtpSender {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int ssrc;
    private int firstTimestamp;
    private long epochNanos;
    private int unitsPerMilli = 8;
    private int nextSequence;
    private int nextTimestamp;
    private boolean spurt;
    private long packets;
    private long octets;
    private int lastTimestamp;
    private long lastNanos;

    /** A stream whose timestamps count from {@code now}. */
    public RtpSender(RandomGenerator random, long now) {
        ssrc = random.nextInt();
        firstTimestamp = random.nextInt();
        nextTimestamp = firstTimestamp;
        nextSequence = random.nextInt()
                & 0x7fff; // in the lower half: if the first are lost, SRTP still counts right (RFC 3711 §3.3.1)
        epochNanos = now;
    }

    /** The codec's clock runs so fast from now on: 8 units in a millisecond until this is said. */
    public void clock(int unitsPerMilli, long now) {
        if (unitsPerMilli != this.unitsPerMilli) {
            firstTimestamp = clockTimestamp(now);
            epochNanos = now;
            this.unitsPerMilli = unitsPerMilli;
            spurt = true;
        }
    }

    /** Units of its clock in a millisecond. */
    public int unitsPerMilli() {
        return unitsPerMilli;
    }

    /** The timestamp that the clock stands at. */
    public int clockTimestamp(long now) {
        return firstTimestamp + (int) ((now - epochNanos) * unitsPerMilli / NANOS_PER_MILLI);
    }

    /** The timestamp for new audio: the clock's, or right after what was sent if that lies ahead. */
    public int freshTimestamp(long now) {
        int clock = clockTimestamp(now);
        return clock - nextTimestamp < 0 ? nextTimestamp : clock;
    }

    /** The next audio is another source's: it begins a talk spurt whatever its timestamp. */
    public void interrupt() {
        spurt = true;
    }

    /**
     * Writes the header for new audio of {@code units} of its clock in front of a payload of {@code bytes} at 12; the marker is set where time was left out
     * (RFC 3551 §4.1).
     */
    public void audio(ByteBuffer packet, int payloadType, int units, int bytes, long now) {
        int timestamp = freshTimestamp(now);
        boolean marker = spurt || packets == 0 || timestamp != nextTimestamp;
        write(packet, 0, marker, payloadType, nextSequence, timestamp, now);
        nextTimestamp = timestamp + units;
        octets += bytes;
    }

    /**
     * Writes the header of an event packet: its timestamp is that of the event's beginning (RFC 4733 §2.5.1.2).
     *
     * @param heldUnits the event's duration so far: audio goes on after it
     */
    public void event(ByteBuffer packet, int payloadType, boolean marker, int timestamp, int heldUnits, long now) {
        write(packet, 0, marker, payloadType, nextSequence, timestamp, now);
        nextTimestamp = timestamp + heldUnits;
        spurt = true;
        octets += 4;
    }

    /** Writes the header of a relayed packet with numbers from {@link RelayMapping}, {@code at} 12 bytes before its payload. */
    public void relayed(
            ByteBuffer packet,
            int at,
            boolean marker,
            int payloadType,
            int sequence,
            int timestamp,
            int units,
            int bytes,
            long now) {
        write(packet, at, marker || spurt, payloadType, sequence, timestamp, now);
        int end = timestamp + units;
        nextTimestamp = end - nextTimestamp < 0 ? nextTimestamp : end;
        octets += bytes;
    }

    private void write(
            ByteBuffer packet, int at, boolean marker, int payloadType, int sequence, int timestamp, long now) {
        RtpHeader.write(packet, at, marker, payloadType, sequence, timestamp, ssrc);
        if ((short) (sequence + 1 - nextSequence) > 0) {
            nextSequence = (sequence + 1) & 0xffff; // late packets of a relay do not take it back
        }
        spurt = false;
        packets++;
        lastTimestamp = timestamp;
        lastNanos = now;
    }

    /** The next unused sequence number. */
    public int nextSequence() {
        return nextSequence;
    }

    /** Our synchronization source. */
    public int ssrc() {
        return ssrc;
    }

    /** Packets sent so far. */
    public long packets() {
        return packets;
    }

    /** Payload bytes sent so far. */
    public long octets() {
        return octets;
    }

    /** The timestamp that goes with {@code now} in a sender report: counted on from the last packet (RFC 3550 §6.4.1). */
    public int reportTimestamp(long now) {
        return packets == 0
                ? clockTimestamp(now)
                : lastTimestamp + (int) ((now - lastNanos) * unitsPerMilli / NANOS_PER_MILLI);
    }
}
