package org.helpline.media.ice;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Reads a STUN binding request as ICE makes it (RFC 8489 §5, §14, RFC 8445 §7.1). Nothing is taken for true before {@link #isAuthentic}; whatever
 * comes changes nothing but what is told about the last message. One thread.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  |0 0|     STUN Message Type     |         Message Length        |
 *  |                         Magic Cookie                          |
 *  |                     Transaction ID (96 bits)                  |
 *  |         Type                  |            Length             | attributes
 * </pre>
 */
public final class StunReader {

    static final int HEADER = 20;
    static final int COOKIE = 0x2112A442;
    static final int BINDING_REQUEST = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int FINGERPRINT_XOR = 0x5354554e; // RFC 8489 §14.7
    static final int MAC = 20;

    private static final int LONGEST = 548; // RFC 8489 §6.1: what passes any IPv4 network
    private static final int ATTRIBUTE = 4;
    private static final int MOST_ATTRIBUTES = 24;
    private static final int COMPREHENSION_OPTIONAL = 0x8000;

    private final byte[] bytes = new byte[LONGEST];
    private int length;
    private int userAt;
    private int userBytes;
    private int integrityAt;
    private int unknown;
    private boolean useCandidate;
    private boolean controlled;

    /** Whether bytes that begin so can only be STUN, where STUN, DTLS and RTP share a port (RFC 7983 §7). */
    public static boolean begins(int first) {
        return (first & 0xff) < 4;
    }

    /**
     * Reads the message at the buffer's beginning, which is left alone.
     *
     * @return whether it is a well-formed binding request with user name, integrity and, at its end, a right fingerprint
     */
    public boolean read(ByteBuffer packet, int packetBytes) {
        if (packetBytes < HEADER || packetBytes > LONGEST || packetBytes % 4 != 0) {
            return false;
        }
        length = packetBytes;
        packet.get(0, bytes, 0, length);
        boolean request = word(0) == BINDING_REQUEST && word(2) == length - HEADER && integer(4) == COOKIE;
        return request && attributes() && userBytes > 0 && integrityAt > 0;
    }

    /** Whether the last attribute is a fingerprint, and right. */
    private boolean attributes() {
        userBytes = 0;
        integrityAt = 0;
        unknown = 0;
        useCandidate = false;
        controlled = false;
        int at = HEADER;
        for (int i = 0; i < MOST_ATTRIBUTES && at + ATTRIBUTE <= length; i++) {
            int type = word(at);
            int size = word(at + 2);
            int next = at + ATTRIBUTE + ((size + 3) & ~3);
            if (next > length) {
                return false;
            }
            if (type == FINGERPRINT) {
                return size == 4 && next == length && integer(at + ATTRIBUTE) == fingerprint(bytes, at);
            }
            if (integrityAt == 0
                    && !attribute(type, at, size)) { // what follows the integrity is nobody's: RFC 8489 §14.5
                return false;
            }
            at = next;
        }
        return false;
    }

    private boolean attribute(int type, int at, int size) {
        switch (type) {
            case USERNAME -> {
                userAt = at + ATTRIBUTE;
                userBytes = size;
            }
            case MESSAGE_INTEGRITY -> {
                integrityAt = at;
                return size == MAC;
            }
            case USE_CANDIDATE -> useCandidate = true;
            case ICE_CONTROLLED -> controlled = true;
            case PRIORITY, MESSAGE_INTEGRITY_SHA256 -> {} // known, and of no account here
            default -> unknown = type < COMPREHENSION_OPTIONAL && unknown == 0 ? type : unknown;
        }
        return true;
    }

    static int fingerprint(byte[] message, int before) {
        CRC32 crc = new CRC32();
        crc.update(message, 0, before);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    /** Whether it is for this user name, {@code OURS:THEIRS}. */
    public boolean isFor(byte[] user) {
        return userBytes == user.length && Arrays.equals(bytes, userAt, userAt + userBytes, user, 0, user.length);
    }

    /** Whether who sent it knows the password. */
    public boolean isAuthentic(StunKey key) {
        return key.isCodeOf(bytes, integrityAt);
    }

    /** Whether the peer would use this address (RFC 8445 §7.3.1.5). */
    public boolean usesCandidate() {
        return useCandidate;
    }

    /** Whether the peer thinks that we control, which a lite agent never does beside a full one. */
    public boolean isControlled() {
        return controlled;
    }

    /** The first attribute that has to be understood and is not; 0: none. */
    public int unknown() {
        return unknown;
    }

    /** Copies the transaction's number. */
    void transaction(byte[] to, int at) {
        System.arraycopy(bytes, 8, to, at, 12);
    }

    private int word(int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private int integer(int at) {
        return word(at) << 16 | word(at + 2);
    }
}
