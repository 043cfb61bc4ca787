package org.helpline.sip.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes messages as a pcap of raw IP packets (link type 101), with headers made anew: UDP as it was, everything else as TCP in which
 * the decoded message stands in the open. One thread.
 */
public final class PcapWriter {

    private static final int RAW_IP = 101;
    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final int MOST_PAYLOAD = 65_000;
    private static final int PUSH_ACK = 0x18;

    private final OutputStream out;
    private final Map<List<InetSocketAddress>, Integer> sequences = new HashMap<>();
    private int id = 1;

    private PcapWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes a whole file; the stream stays open. */
    public static void write(OutputStream out, List<Seen> messages) throws IOException {
        out.write(ByteBuffer.allocate(24)
                .putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(1 << 18)
                .putInt(RAW_IP)
                .array());
        PcapWriter writer = new PcapWriter(out);
        for (Seen message : messages) {
            writer.packet(message);
        }
    }

    private void packet(Seen m) throws IOException {
        byte[] payload = m.bytes().length > MOST_PAYLOAD ? java.util.Arrays.copyOf(m.bytes(), MOST_PAYLOAD) : m.bytes();
        byte[] segment = m.isReliable() ? tcp(m, payload) : udp(m, payload);
        byte[] packet = m.from().getAddress() instanceof Inet6Address || m.to().getAddress() instanceof Inet6Address
                ? six(m, segment)
                : four(m, segment);
        out.write(ByteBuffer.allocate(16)
                .putInt((int) (m.micros() / 1_000_000))
                .putInt((int) (m.micros() % 1_000_000))
                .putInt(packet.length)
                .putInt(packet.length)
                .array());
        out.write(packet);
    }

    /** RFC 768. */
    private static byte[] udp(Seen m, byte[] payload) {
        byte[] all = ByteBuffer.allocate(8 + payload.length)
                .putShort((short) m.from().getPort())
                .putShort((short) m.to().getPort())
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
        int sum = transportSum(m, UDP, all);
        return ByteBuffer.wrap(all)
                .putShort(6, (short) (sum == 0 ? 0xffff : sum))
                .array();
    }

    /** RFC 9293 §3.1, with numbers that go on from message to message. */
    private byte[] tcp(Seen m, byte[] payload) {
        List<InetSocketAddress> way = List.of(m.from(), m.to());
        List<InetSocketAddress> back = List.of(m.to(), m.from());
        int sequence = sequences.getOrDefault(way, 1);
        sequences.put(way, sequence + payload.length);
        byte[] all = ByteBuffer.allocate(20 + payload.length)
                .putShort((short) m.from().getPort())
                .putShort((short) m.to().getPort())
                .putInt(sequence)
                .putInt(sequences.getOrDefault(back, 1))
                .put((byte) 0x50)
                .put((byte) PUSH_ACK)
                .putShort((short) 0xffff)
                .putInt(0)
                .put(payload)
                .array();
        return ByteBuffer.wrap(all)
                .putShort(16, (short) transportSum(m, TCP, all))
                .array();
    }

    /** RFC 791 §3.1. */
    private byte[] four(Seen m, byte[] segment) {
        byte[] all = ByteBuffer.allocate(20 + segment.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + segment.length))
                .putShort((short) id++)
                .putShort((short) 0x4000)
                .put((byte) 64)
                .put((byte) (m.isReliable() ? TCP : UDP))
                .putShort((short) 0)
                .put(m.from().getAddress().getAddress())
                .put(m.to().getAddress().getAddress())
                .put(segment)
                .array();
        return ByteBuffer.wrap(all).putShort(10, (short) sum(all, 20, 0)).array();
    }

    /** RFC 8200 §3. */
    private static byte[] six(Seen m, byte[] segment) {
        return ByteBuffer.allocate(40 + segment.length)
                .putInt(0x60000000)
                .putShort((short) segment.length)
                .put((byte) (m.isReliable() ? TCP : UDP))
                .put((byte) 64)
                .put(sixteen(m.from()))
                .put(sixteen(m.to()))
                .put(segment)
                .array();
    }

    private static byte[] sixteen(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        return bytes.length == 16
                ? bytes
                : ByteBuffer.allocate(16)
                        .position(10)
                        .putShort((short) 0xffff)
                        .put(bytes)
                        .array();
    }

    private static int transportSum(Seen m, int protocol, byte[] segment) {
        byte[] from = m.from().getAddress().getAddress();
        byte[] to = m.to().getAddress().getAddress();
        boolean six = from.length != to.length || from.length == 16;
        ByteBuffer pseudo = ByteBuffer.allocate(six ? 36 : 12);
        pseudo.put(six ? sixteen(m.from()) : from).put(six ? sixteen(m.to()) : to);
        pseudo.putShort((short) protocol).putShort((short) segment.length);
        long carry = 0xffff & ~sum(pseudo.array(), pseudo.position(), 0);
        return sum(segment, segment.length, carry);
    }

    /** RFC 1071. */
    private static int sum(byte[] bytes, int length, long begin) {
        long sum = begin;
        for (int i = 0; i < length; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | (i + 1 < length ? bytes[i + 1] & 0xff : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) (~sum & 0xffff);
    }
}
