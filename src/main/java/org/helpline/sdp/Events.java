package org.helpline.sdp;

/**
 * Telephone-event as a session maps it (RFC 4733 §2.4).
 *
 * @param payloadType its number
 * @param clockRate in Hz, in which durations are counted
 */
record Events(int payloadType, int clockRate) {

    static final int USUAL_RATE = 8_000;

    /** What nearly every phone uses. */
    static final Events USUAL = new Events(101, USUAL_RATE);

    /** Ours beside Opus, whose clock it has. */
    static final Events FAST = new Events(110, 48_000);

    /** What we offer at that clock. */
    static Events ours(int clockRate) {
        return clockRate == FAST.clockRate ? FAST : USUAL;
    }
}
