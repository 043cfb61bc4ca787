package org.helpline.sdp;

import java.util.Optional;

/**
 * A way of protecting RTP that SDES can name: AES in counter mode with HMAC-SHA1 (RFC 4568 §6.2), or AES-GCM (RFC 7714 §14.2), all with keys
 * of 128 bits.
 */
public enum SrtpSuite {
    AES_CM_128_HMAC_SHA1_80(14, 10, 10),
    AES_CM_128_HMAC_SHA1_32(14, 4, 10), // its RTCP keeps the long tag: RFC 4568 §6.2.2
    AEAD_AES_128_GCM(12, 16, 16);

    /** Bytes of every master key. */
    public static final int KEY_BYTES = 16;

    private final int saltBytes;
    private final int tagBytes;
    private final int rtcpTagBytes;

    SrtpSuite(int saltBytes, int tagBytes, int rtcpTagBytes) {
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
        this.rtcpTagBytes = rtcpTagBytes;
    }

    /** Bytes of the master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** Bytes that an RTP packet grows by. */
    public int tagBytes() {
        return tagBytes;
    }

    /** Bytes of the tag of an RTCP packet, which grows by its index of four bytes as well. */
    public int rtcpTagBytes() {
        return rtcpTagBytes;
    }

    /** Bytes of master key and salt together, as {@code inline:} carries them. */
    public int keyAndSaltBytes() {
        return KEY_BYTES + saltBytes;
    }

    /** Whether encryption and authentication are one (RFC 7714). */
    public boolean isGcm() {
        return this == AEAD_AES_128_GCM;
    }

    /** The suite of this name; names are compared without regard to case, as phones write them. */
    public static Optional<SrtpSuite> named(String name) {
        for (SrtpSuite suite : values()) {
            if (suite.name().equalsIgnoreCase(name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
