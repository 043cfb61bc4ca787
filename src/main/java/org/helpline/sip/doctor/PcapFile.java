package org.helpline.sip.doctor;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Takes a capture file apart into frames: pcap in both byte orders with micro- or nanoseconds, pcapng with its enhanced, simple and
 * obsolete packet blocks; either packed with gzip. What follows a broken or cut block is not read, and said so.
 */
final class PcapFile {

    private static final int MAGIC_MICROS = 0xa1b2c3d4;
    private static final int MAGIC_NANOS = 0xa1b23c4d;
    private static final int SECTION = 0x0a0d0d0a;
    private static final int NG_ORDER = 0x1a2b3c4d;
    private static final int BIGGEST_FRAME = 1 << 18;
    private static final int BIGGEST_BLOCK = 1 << 24;
    private static final int MOST_INTERFACES = 1_000;

    private final DataInputStream in;
    private final Frames frames;
    private int number;

    /** Takes one frame after the other. */
    @FunctionalInterface
    interface Frames {
        void frame(int number, long micros, int linkType, byte[] bytes, int length);
    }

    /** What came of it. {@code trouble} is a sentence, empty if the file was read to its end. */
    record Read(int frames, String trouble) {}

    /** {@code unitsPerSecond} of the interface's time stamps. */
    private record Interface(int linkType, long unitsPerSecond, int snapLength) {}

    private PcapFile(InputStream in, Frames frames) {
        this.in = new DataInputStream(in);
        this.frames = frames;
    }

    /**
     * Reads a whole file.
     *
     * @throws IOException if it cannot be read, or is no capture at all; the message is a sentence for people
     */
    static Read read(InputStream file, Frames frames) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
        in.mark(4);
        int first = in.read();
        int second = in.read();
        in.reset();
        boolean packed = first == 0x1f && second == 0x8b;
        return new PcapFile(packed ? new BufferedInputStream(new GZIPInputStream(in), 1 << 16) : in, frames).read();
    }

    private Read read() throws IOException {
        int magic;
        try {
            magic = in.readInt();
        } catch (EOFException e) {
            throw new IOException("it is empty", e);
        }
        try {
            switch (magic) {
                case MAGIC_MICROS -> classic(ByteOrder.BIG_ENDIAN, 1);
                case MAGIC_NANOS -> classic(ByteOrder.BIG_ENDIAN, 1_000);
                case 0xd4c3b2a1 -> classic(ByteOrder.LITTLE_ENDIAN, 1);
                case 0x4d3cb2a1 -> classic(ByteOrder.LITTLE_ENDIAN, 1_000);
                case SECTION -> sections();
                default -> throw new IOException("it is neither pcap nor pcapng");
            }
            return new Read(number, "");
        } catch (Cut e) {
            return new Read(number, String.valueOf(e.getMessage()));
        } catch (EOFException e) {
            return new Read(number, "The file ends in the middle of a block.");
        } catch (ZipException e) {
            return new Read(number, "The file is packed with gzip, and broken.");
        }
    }

    /** The file is broken from here on. */
    private static final class Cut extends IOException {
        private static final long serialVersionUID = 1L;

        Cut(String message) {
            super(message);
        }
    }

    private ByteBuffer bytes(int count, ByteOrder order) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new Cut("The file ends in the middle of a packet.");
        }
        return ByteBuffer.wrap(bytes).order(order);
    }

    // ---- pcap

    private void classic(ByteOrder order, int unitsPerMicro) throws IOException {
        ByteBuffer head = bytes(20, order);
        int linkType = head.getInt(16) & 0xffff;
        while (true) {
            byte[] peek = in.readNBytes(16);
            if (peek.length == 0) {
                return;
            }
            if (peek.length < 16) {
                throw new Cut("The file ends in the middle of a packet.");
            }
            ByteBuffer record = ByteBuffer.wrap(peek).order(order);
            int length = record.getInt(8);
            if (length < 0 || length > BIGGEST_FRAME) {
                throw new Cut("Packet " + (number + 1) + " says that it is " + Integer.toUnsignedString(length)
                        + " bytes long: the file is broken from there on.");
            }
            long micros =
                    (record.getInt(0) & 0xffffffffL) * 1_000_000 + (record.getInt(4) & 0xffffffffL) / unitsPerMicro;
            byte[] frame = bytes(length, order).array();
            frames.frame(++number, micros, linkType, frame, frame.length);
        }
    }

    // ---- pcapng

    private void sections() throws IOException {
        int type = SECTION;
        ByteOrder order = ByteOrder.BIG_ENDIAN;
        List<Interface> interfaces = new ArrayList<>();
        while (true) {
            int rawLength = in.readInt();
            if (type == SECTION) {
                int mark = in.readInt();
                order = mark == NG_ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                if (mark != NG_ORDER && Integer.reverseBytes(mark) != NG_ORDER) {
                    throw new Cut("A section of the file says no byte order: it is broken from there on.");
                }
                interfaces.clear();
                bytes(lengthOf(rawLength, order) - 12, order);
            } else {
                block(type, bytes(lengthOf(rawLength, order) - 8, order), interfaces);
            }
            byte[] next = in.readNBytes(4);
            if (next.length < 4) {
                return;
            }
            int raw = ByteBuffer.wrap(next).getInt();
            type = raw == SECTION || order == ByteOrder.BIG_ENDIAN ? raw : Integer.reverseBytes(raw);
        }
    }

    private static int lengthOf(int raw, ByteOrder order) throws IOException {
        int length = order == ByteOrder.BIG_ENDIAN ? raw : Integer.reverseBytes(raw);
        if (length < 12 || length > BIGGEST_BLOCK) {
            throw new Cut("A block of the file has a length that cannot be: it is broken from there on.");
        }
        return length;
    }

    private void block(int type, ByteBuffer block, List<Interface> interfaces) throws IOException {
        int most = block.limit() - 4; // the length again
        switch (type) {
            case 1 -> {
                if (most >= 8 && interfaces.size() < MOST_INTERFACES) {
                    interfaces.add(new Interface(block.getShort(0) & 0xffff, resolution(block, most), block.getInt(4)));
                }
            }
            case 6 -> {
                if (most >= 20) {
                    packet(
                            block,
                            interfaces,
                            block.getInt(0),
                            block.getInt(4),
                            block.getInt(8),
                            block.getInt(12),
                            20,
                            most);
                }
            }
            case 2 -> { // obsolete, but there are files with it
                if (most >= 20) {
                    packet(
                            block,
                            interfaces,
                            block.getShort(0),
                            block.getInt(4),
                            block.getInt(8),
                            block.getInt(12),
                            20,
                            most);
                }
            }
            case 3 -> {
                if (most >= 4) {
                    packet(block, interfaces, 0, 0, 0, Math.min(block.getInt(0), most - 4), 4, most);
                }
            }
            default -> {} // names, statistics and what others have put in
        }
    }

    private void packet(
            ByteBuffer block, List<Interface> interfaces, int which, int high, int low, int length, int from, int most)
            throws IOException {
        number++;
        if (which < 0 || which >= interfaces.size()) {
            throw new Cut("Packet " + number + " came over an interface that the file does not name.");
        }
        if (length < 0 || length > most - from) {
            throw new Cut("Packet " + number + " is longer than its block: the file is broken from there on.");
        }
        Interface card = interfaces.get(which);
        long units = ((high & 0xffffffffL) << 32) | (low & 0xffffffffL);
        long seconds = Long.divideUnsigned(units, card.unitsPerSecond());
        long rest = Long.remainderUnsigned(units, card.unitsPerSecond());
        long micros = seconds * 1_000_000 + (long) ((double) rest * 1e6 / card.unitsPerSecond());
        byte[] frame = new byte[length];
        block.get(from, frame);
        frames.frame(number, micros, card.linkType(), frame, length);
    }

    /** Option if_tsresol: 10 to the minus n, or with the high bit 2 to the minus n; micro-seconds without. */
    private static long resolution(ByteBuffer block, int most) {
        int at = 8;
        while (at + 4 <= most) {
            int code = block.getShort(at) & 0xffff;
            int length = block.getShort(at + 2) & 0xffff;
            if (code == 0 || at + 4 + length > most) {
                break;
            }
            if (code == 9 && length == 1) {
                int value = block.get(at + 4) & 0xff;
                int power = value & 0x7f;
                boolean binary = (value & 0x80) != 0;
                return binary ? 1L << Math.min(power, 62) : (long) Math.pow(10, Math.min(power, 18));
            }
            at += 4 + (length + 3) / 4 * 4;
        }
        return 1_000_000;
    }
}
