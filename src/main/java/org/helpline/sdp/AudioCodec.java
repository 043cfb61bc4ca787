package org.helpline.sdp;

/** A codec we speak, as RTP carries it (RFC 3551 §6; RFC 7587 for Opus). */
public enum AudioCodec {
    PCMU(0, 8_000, 1),
    PCMA(8, 8_000, 1),
    /** 16 kHz of sound at 64 kbit/s; its clock says 8000 all the same: RFC 3551 §4.5.2. */
    G722(9, 8_000, 1),
    /** Always 48000 and two channels, whatever is in it: RFC 7587 §7. */
    OPUS(111, 48_000, 2);

    private static final int FIRST_DYNAMIC = 96;
    private static final int MILLIS = 1_000;

    private final int payloadType;
    private final int clockRate;
    private final int channels;

    AudioCodec(int payloadType, int clockRate, int channels) {
        this.payloadType = payloadType;
        this.clockRate = clockRate;
        this.channels = channels;
    }

    /** The static payload type, or the number that we give a dynamic one in our offers. */
    public int payloadType() {
        return payloadType;
    }

    /** Whether each session gives it a number of its own. */
    public boolean isDynamic() {
        return payloadType >= FIRST_DYNAMIC;
    }

    /** How fast its timestamps run, in Hz. */
    public int clockRate() {
        return clockRate;
    }

    /** {@link #clockRate} in a millisecond: 8 or 48. */
    public int unitsPerMilli() {
        return clockRate / MILLIS;
    }

    /** Channels as its rtpmap says. */
    public int channels() {
        return channels;
    }

    /** Whether it is G.711, which a table turns into samples byte by byte. */
    public boolean isG711() {
        return this == PCMU || this == PCMA;
    }

    /** Whether each eighth of a millisecond is one byte, so that a packet's length is its time. */
    public boolean hasFixedSize() {
        return this != OPUS;
    }

    /** What its rtpmap maps to: {@code G722/8000}, {@code opus/48000/2}. */
    String mapping() {
        String name = this == OPUS ? "opus" : name();
        return name + "/" + clockRate + (channels == 1 ? "" : "/" + channels);
    }
}
