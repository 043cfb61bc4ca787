package org.helpline.sdp;

/** A codec we speak, with its static RTP payload type (RFC 3551 §6). */
public enum AudioCodec {
    PCMU(0),
    PCMA(8);

    private final int payloadType;

    AudioCodec(int payloadType) {
        this.payloadType = payloadType;
    }

    /** The static payload type: 0 or 8. */
    public int payloadType() {
        return payloadType;
    }
}
