package org.helpline.media.srtp;

/** How packets of one direction are sealed and opened in place, in {@link Space#packet}. What a packet's index is, is decided elsewhere. One thread. */
sealed interface Transform permits CounterMode, GcmMode {

    /**
     * Encrypts an RTP packet and appends its tag.
     *
     * @param header its bytes that stay readable; {@code length} its bytes in all
     * @param index 48 bits
     * @return its bytes now
     */
    int sealRtp(int header, int length, int ssrc, long index);

    /** Whether an RTP packet of {@code length} bytes, tag included, is genuine; it is decrypted then. */
    boolean openRtp(int header, int length, int ssrc, long index);

    /** Encrypts an RTCP packet and appends its index and tag; returns its bytes now. */
    int sealRtcp(int length, int ssrc, int index);

    /**
     * Whether an RTCP packet, tag and index included, is genuine; it is decrypted then.
     *
     * @param word the last word of it: whether it is encrypted, and its index
     */
    boolean openRtcp(int length, int ssrc, int word);

    /** Where the word with the index stands in an RTCP packet of {@code length} bytes. */
    int rtcpWordAt(int length);
}
