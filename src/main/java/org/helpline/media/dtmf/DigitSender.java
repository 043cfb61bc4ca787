package org.helpline.media.dtmf;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.helpline.core.Digit;

/**
 * Sends digits, one after the other, as RFC 4733 events: a packet per frame while the key is down, its end three times, then a pause.
 * Ask {@link #isActive}, then {@link #next} once per frame. One thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.5.1">RFC 4733 §2.5.1</a>
 */
public final class DigitSender {

    private static final int PRESS_MILLIS = 160;
    private static final int END_PACKETS = 3; // §2.5.1.4: the end is sent three times
    private static final int PAUSE_MILLIS = 80;
    private static final int VOLUME = 10; // -10 dBm0
    private static final int MAX_WAITING = 64;

    private final ArrayDeque<Digit> waiting = new ArrayDeque<>(1); // few legs ever send one
    private int frame;
    private boolean marker;
    private int millis;

    /** What a frame holds. */
    public enum Frame {
        /** An event packet is to be sent. */
        PACKET,
        /** The pause between two digits: nothing is sent. */
        PAUSE
    }

    /** Sends a digit after those that wait; false if too many do. */
    public boolean offer(Digit digit) {
        return waiting.size() < MAX_WAITING && waiting.offer(digit);
    }

    /** Drops what waits and stops what is being sent. */
    public void clear() {
        waiting.clear();
        frame = 0;
    }

    /** Whether a digit or the pause after one takes the next frame. */
    public boolean isActive() {
        return !waiting.isEmpty();
    }

    /** Whether the next frame begins a press, and with it the event's timestamp. */
    public boolean isAtBeginning() {
        return frame == 0;
    }

    /**
     * Writes the next frame's 4 payload bytes; only while {@link #isActive}.
     *
     * @param frameMillis how long a frame is
     * @param unitsPerMilli of the clock in which the duration is counted
     */
    public Frame next(ByteBuffer packet, int at, int frameMillis, int unitsPerMilli) {
        int presses = (PRESS_MILLIS + frameMillis - 1) / frameMillis;
        int packets = presses + END_PACKETS - 1;
        if (frame >= packets) {
            pause(packets, frameMillis);
            return Frame.PAUSE;
        }
        frame++;
        marker = frame == 1;
        millis = Math.min(frame, presses) * frameMillis;
        packet.put(at, (byte) waiting.element().code());
        packet.put(at + 1, (byte) ((frame >= presses ? 0x80 : 0) | VOLUME));
        packet.putShort(at + 2, (short) (millis * unitsPerMilli));
        return Frame.PACKET;
    }

    private void pause(int packets, int frameMillis) {
        frame++;
        if ((frame - packets) * frameMillis >= PAUSE_MILLIS) {
            waiting.remove();
            frame = 0;
        }
    }

    /** Whether the packet just written is its press's first and wants the marker bit. */
    public boolean marker() {
        return marker;
    }

    /** The duration in the packet just written, in milliseconds. */
    public int millis() {
        return millis;
    }
}
