package org.helpline.media.srtp;

/** The word that SRTCP adds to a packet: the E bit, then 31 bits of index (RFC 3711 §3.4). */
final class SrtcpWord {

    /** The highest index; after it a new key is due. */
    static final int MOST = 0x7fff_ffff;

    private SrtcpWord() {}

    static int encrypted(int index) {
        return 0x8000_0000 | index;
    }

    static boolean isEncrypted(int word) {
        return word < 0;
    }

    static int index(int word) {
        return word & MOST;
    }
}
