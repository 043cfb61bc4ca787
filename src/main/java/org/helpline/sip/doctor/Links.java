package org.helpline.sip.doctor;

/** Finds the IP packet in a frame of the usual kinds of link (tcpdump.org's LINKTYPE numbers). */
final class Links {

    private static final int ETHERNET = 1;
    private static final int LOOPBACK = 0;
    private static final int OPENBSD_LOOPBACK = 108;
    private static final int COOKED = 113;
    private static final int COOKED_2 = 276;
    private static final int TYPE_IP4 = 0x0800;
    private static final int TYPE_IP6 = 0x86dd;
    private static final int TYPE_PPPOE = 0x8864;

    private Links() {}

    /** Where the IP packet begins; -1 where there is none, or the link is of a kind that we do not know. */
    static int ip(int linkType, byte[] frame, int length) {
        return switch (linkType) {
            case ETHERNET -> length < 14 ? -1 : afterType(frame, 12, length);
            case COOKED -> length < 16 ? -1 : afterType(frame, 14, length);
            case COOKED_2 -> length < 20 ? -1 : byType(u16(frame, 0), 20);
            case 12, 14, 101, 228, 229 -> 0; // raw IP
            case LOOPBACK, OPENBSD_LOOPBACK -> length < 4 ? -1 : 4;
            case 9 -> length < 4 ? -1 : 4; // PPP in HDLC framing
            default -> -1;
        };
    }

    /** Whether frames of this kind can be read at all. */
    static boolean knows(int linkType) {
        return switch (linkType) {
            case ETHERNET, COOKED, COOKED_2, 12, 14, 101, 228, 229, LOOPBACK, OPENBSD_LOOPBACK, 9 -> true;
            default -> false;
        };
    }

    private static int afterType(byte[] frame, int at, int length) {
        int type = at;
        while (type + 4 < length && isTag(u16(frame, type))) {
            type += 4; // a VLAN's tag, and maybe another
        }
        return type + 2 > length ? -1 : byType(u16(frame, type), type + 2);
    }

    private static int byType(int type, int at) {
        return switch (type) {
            case TYPE_IP4, TYPE_IP6 -> at;
            case TYPE_PPPOE -> at + 8;
            default -> -1;
        };
    }

    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88a8 || type == 0x9100;
    }

    static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    static long u32(byte[] bytes, int at) {
        return ((long) u16(bytes, at) << 16) | u16(bytes, at + 2);
    }
}
