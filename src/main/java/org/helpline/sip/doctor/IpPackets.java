package org.helpline.sip.doctor;

import static org.helpline.sip.doctor.Links.u16;
import static org.helpline.sip.doctor.Links.u32;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * IP packets to what they carry: IPv4 and IPv6, fragments put together (RFC 791 §3.2, RFC 8200 §4.5), IP in IP opened. Bounded in what
 * it keeps. One thread.
 */
final class IpPackets {

    private static final int MOST_DATAGRAMS = 1_000;
    private static final int MOST_FRAGMENTS = 64;
    private static final int MOST_NESTED = 3;

    private final Payloads payloads;
    private final Map<Key, Pieces> halves = new LinkedHashMap<>();

    /** Takes what IP carries: {@code protocol} as IANA numbers them, the bytes from {@code at} to {@code end}. */
    interface Payloads {
        void payload(Origin origin, int protocol, byte[] bytes, int at, int end);

        /** A datagram whose first fragment was seen and others never. */
        void incomplete(Origin origin, int protocol, byte[] first);
    }

    /** Which packet, when, between whom. */
    record Origin(int packet, long micros, InetAddress from, InetAddress to) {}

    private record Key(InetAddress from, InetAddress to, long id, int protocol) {}

    private static final class Pieces {
        private final TreeMap<Integer, byte[]> parts = new TreeMap<>();
        private final Origin origin;
        private int whole = -1;

        Pieces(Origin origin) {
            this.origin = origin;
        }
    }

    IpPackets(Payloads payloads) {
        this.payloads = payloads;
    }

    /** Takes the packet that begins at {@code at}. */
    void take(int number, long micros, byte[] bytes, int at, int length) {
        take(number, micros, bytes, at, length, 0);
    }

    private void take(int number, long micros, byte[] bytes, int at, int length, int nested) {
        if (at < 0 || at >= length || nested > MOST_NESTED) {
            return;
        }
        switch ((bytes[at] & 0xf0) >> 4) {
            case 4 -> ip4(number, micros, bytes, at, length, nested);
            case 6 -> ip6(number, micros, bytes, at, length, nested);
            default -> {} // not IP after all
        }
    }

    private void ip4(int number, long micros, byte[] bytes, int at, int length, int nested) {
        int header = (bytes[at] & 0x0f) * 4;
        if (header < 20 || at + header > length) {
            return;
        }
        int total = u16(bytes, at + 2);
        int end = total == 0 ? length : Math.min(length, at + total); // 0 where the network card segments
        Origin origin = new Origin(number, micros, address(bytes, at + 12, 4), address(bytes, at + 16, 4));
        int fragment = u16(bytes, at + 6);
        int protocol = bytes[at + 9] & 0xff;
        boolean more = (fragment & 0x2000) != 0;
        int offset = (fragment & 0x1fff) * 8;
        if (more || offset > 0) {
            Key key = new Key(origin.from(), origin.to(), u16(bytes, at + 4), protocol);
            fragment(key, origin, offset, more, Arrays.copyOfRange(bytes, Math.min(at + header, end), end));
        } else {
            carried(origin, protocol, bytes, at + header, end, nested);
        }
    }

    private void ip6(int number, long micros, byte[] bytes, int at, int length, int nested) {
        if (at + 40 > length) {
            return;
        }
        int end = Math.min(length, at + 40 + u16(bytes, at + 4));
        Origin origin = new Origin(number, micros, address(bytes, at + 8, 16), address(bytes, at + 24, 16));
        int next = bytes[at + 6] & 0xff;
        int here = at + 40;
        while ((next == 0 || next == 43 || next == 60) && here + 8 <= end) {
            next = bytes[here] & 0xff;
            here += 8 + (bytes[here + 1] & 0xff) * 8;
        }
        if (next == 44 && here + 8 <= end) {
            int word = u16(bytes, here + 2);
            int protocol = bytes[here] & 0xff;
            Key key = new Key(origin.from(), origin.to(), u32(bytes, here + 4), protocol);
            fragment(key, origin, word & 0xfff8, (word & 1) != 0, Arrays.copyOfRange(bytes, here + 8, end));
        } else if (here <= end) {
            carried(origin, next, bytes, here, end, nested);
        }
    }

    private void carried(Origin origin, int protocol, byte[] bytes, int at, int end, int nested) {
        if (at > end) {
            return;
        }
        if (protocol == 4 || protocol == 41) {
            take(origin.packet(), origin.micros(), bytes, at, end, nested + 1);
        } else {
            payloads.payload(origin, protocol, bytes, at, end);
        }
    }

    private void fragment(Key key, Origin origin, int offset, boolean more, byte[] part) {
        Pieces pieces = halves.computeIfAbsent(key, _ -> new Pieces(origin));
        if (pieces.parts.size() < MOST_FRAGMENTS) {
            pieces.parts.put(offset, part);
        }
        if (!more) {
            pieces.whole = offset + part.length;
        }
        if (pieces.whole >= 0 && isComplete(pieces)) {
            halves.remove(key);
            byte[] all = new byte[pieces.whole];
            pieces.parts.forEach((at, p) -> {
                if (at < all.length) {
                    System.arraycopy(p, 0, all, at, Math.min(p.length, all.length - at));
                }
            });
            payloads.payload(origin, key.protocol(), all, 0, all.length);
        } else if (halves.size() > MOST_DATAGRAMS) {
            var eldest = halves.entrySet().iterator().next();
            halves.remove(eldest.getKey());
            report(eldest.getKey(), eldest.getValue());
        }
    }

    private static boolean isComplete(Pieces pieces) {
        int have = 0;
        for (Map.Entry<Integer, byte[]> part : pieces.parts.entrySet()) {
            if (part.getKey() > have) {
                return false;
            }
            have = Math.max(have, part.getKey() + part.getValue().length);
        }
        return have >= pieces.whole;
    }

    /** No more packets come. */
    void end() {
        halves.forEach(this::report);
        halves.clear();
    }

    private void report(Key key, Pieces pieces) {
        byte[] first = pieces.parts.get(0);
        if (first != null) {
            payloads.incomplete(pieces.origin, key.protocol(), first);
        }
    }

    private static InetAddress address(byte[] bytes, int at, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
