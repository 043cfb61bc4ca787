package org.helpline.sdp;

/** The direction attribute of a media stream, as seen by whoever's description it stands in (RFC 4566 §6). */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    /** Whether the describing side sends. */
    public boolean sends() {
        return sends;
    }

    /** Whether the describing side receives. */
    public boolean receives() {
        return receives;
    }

    /** The other side's view: sendonly becomes recvonly (RFC 3264 §6.1). */
    public Direction mirrored() {
        return switch (this) {
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case SENDRECV, INACTIVE -> this;
        };
    }
}
