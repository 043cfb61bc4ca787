package org.helpline.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Pages of one logical Ogg stream. A packet never spans two pages here. One thread.
 *
 * <pre>
 *   0 "OggS"  4 version 0  5 flags: 2 first page, 4 last page
 *   6 granule position, 8 bytes   14 serial number   18 page's number   22 CRC   26 number of segments
 *  27 length of each segment: a packet is as many of 255 as it has, and one that is shorter
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533#section-6">RFC 3533 §6</a>
 */
final class OggPages {

    private static final int HEAD = 27;
    private static final int CRC_AT = 22;
    private static final int SEGMENT = 255;
    private static final int MOST_SEGMENTS = 255;
    private static final int FIRST = 2;
    private static final int LAST = 4;
    private static final int POLYNOMIAL = 0x04c11db7;
    private static final int[] CRC = new int[256];

    static {
        for (int i = 0; i < CRC.length; i++) {
            int rest = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                rest = rest << 1 ^ (rest < 0 ? POLYNOMIAL : 0);
            }
            CRC[i] = rest;
        }
    }

    private final OutputStream to;
    private final int serial;
    private final ByteArrayOutputStream lengths = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long granule;
    private int number;

    OggPages(OutputStream to, int serial) {
        this.to = to;
        this.serial = serial;
    }

    /** Whether one more packet of this length would not fit into the page. */
    boolean isFull(int length) {
        return lengths.size() + length / SEGMENT + 1 > MOST_SEGMENTS;
    }

    /** Puts a packet into the page; {@code granulePosition} is where it ends. */
    void put(byte[] packet, long granulePosition) {
        for (int left = packet.length; left >= 0; left -= SEGMENT) {
            lengths.write(Math.min(left, SEGMENT));
        }
        body.writeBytes(packet);
        granule = granulePosition;
    }

    /** Writes the page. */
    void flush(boolean last) throws IOException {
        byte[] page = ByteBuffer.allocate(HEAD + lengths.size() + body.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OggS".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0)
                .put((byte) ((number == 0 ? FIRST : 0) | (last ? LAST : 0)))
                .putLong(granule)
                .putInt(serial)
                .putInt(number++)
                .putInt(0)
                .put((byte) lengths.size())
                .put(lengths.toByteArray())
                .put(body.toByteArray())
                .array();
        ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putInt(CRC_AT, crc(page));
        to.write(page);
        lengths.reset();
        body.reset();
    }

    /** The checksum of a page whose own is 0. */
    static int crc(byte[] page) {
        int crc = 0;
        for (byte b : page) {
            crc = crc << 8 ^ CRC[(crc >>> 24 ^ b) & 0xff];
        }
        return crc;
    }
}
