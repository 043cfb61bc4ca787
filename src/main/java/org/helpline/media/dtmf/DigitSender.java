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

    private static final int PRESS_UNITS = 160 * 8;
    private static final int END_PACKETS = 3; // §2.5.1.4: the end is sent three times
    private static final int PAUSE_UNITS = 80 * 8;
    private static final int VOLUME = 10; // -10 dBm0
    private static final int MAX_WAITING = 64;

    private final ArrayDeque<Digit> waiting = new ArrayDeque<>(MAX_WAITING);
    private int frame;
    private boolean marker;
    private int duration;

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
     * @param frameUnits samples of a frame at 8 kHz, 160 for 20 ms
     */
    public Frame next(ByteBuffer packet, int at, int frameUnits) {
        int presses = (PRESS_UNITS + frameUnits - 1) / frameUnits;
        int packets = presses + END_PACKETS - 1;
        if (frame >= packets) {
            pause(packets, frameUnits);
            return Frame.PAUSE;
        }
        frame++;
        marker = frame == 1;
        duration = Math.min(frame, presses) * frameUnits;
        packet.put(at, (byte) waiting.element().code());
        packet.put(at + 1, (byte) ((frame >= presses ? 0x80 : 0) | VOLUME));
        packet.putShort(at + 2, (short) duration);
        return Frame.PACKET;
    }

    private void pause(int packets, int frameUnits) {
        frame++;
        if ((frame - packets) * frameUnits >= PAUSE_UNITS) {
            waiting.remove();
            frame = 0;
        }
    }

    /** Whether the packet just written is its press's first and wants the marker bit. */
    public boolean marker() {
        return marker;
    }

    /** The duration in the packet just written, in samples. */
    public int duration() {
        return duration;
    }
}
