package org.helpline.media.capture;

/** Why a recording ended. */
public enum RecorderEnd {
    /** Somebody stopped it, or another one began. */
    STOPPED,
    /** Nobody had spoken for as long as the terms allow. */
    PAUSE,
    /** It reached its longest. */
    LONGEST,
    /** The leg was closed: the caller hung up. */
    CLOSED,
    /** The file could not be written; there is none. */
    FAILED
}
