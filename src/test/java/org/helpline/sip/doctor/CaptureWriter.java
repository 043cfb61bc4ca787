package org.helpline.sip.doctor;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Makes capture files of every kind that there is, out of IP packets. */
final class CaptureWriter {

    /** How a file is written. */
    enum Kind {
        PCAP_ETHERNET,
        PCAP_BIG_ENDIAN_RAW,
        PCAP_NANOS_COOKED,
        PCAP_COOKED_2,
        PCAP_NULL,
        PCAP_VLAN,
        PCAPNG_ETHERNET,
        PCAPNG_BIG_ENDIAN_NANOS_RAW,
        PCAPNG_SIMPLE_LINK_PPPOE
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(long micros, byte[] ip) {}

    private final List<Packet> packets = new ArrayList<>();
    private int ipId = 1;

    /** A UDP datagram; in fragments if {@code mtu} asks for it. */
    void udp(long micros, InetSocketAddress from, InetSocketAddress to, byte[] data, int mtu) {
        byte[] udp = ByteBuffer.allocate(8 + data.length)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putShort((short) (8 + data.length))
                .putShort((short) 0)
                .put(data)
                .array();
        if (mtu == 0 || udp.length <= mtu) {
            packets.add(new Packet(micros, ip(from.getAddress(), to.getAddress(), 17, udp, 0, false, ipId++)));
            return;
        }
        int id = ipId++;
        int step = mtu / 8 * 8;
        for (int at = 0; at < udp.length; at += step) {
            byte[] part = java.util.Arrays.copyOfRange(udp, at, Math.min(udp.length, at + step));
            packets.add(new Packet(
                    micros, ip(from.getAddress(), to.getAddress(), 17, part, at / 8, at + step < udp.length, id)));
        }
    }

    /** Takes the last packet away again: it is lost. */
    void loseLast() {
        packets.removeLast();
    }

    void tcp(long micros, InetSocketAddress from, InetSocketAddress to, int sequence, int flags, byte[] data) {
        byte[] tcp = ByteBuffer.allocate(20 + data.length)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putInt(sequence)
                .putInt(0)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 8_192)
                .putInt(0)
                .put(data)
                .array();
        packets.add(new Packet(micros, ip(from.getAddress(), to.getAddress(), 6, tcp, 0, false, ipId++)));
    }

    /** An ICMP error about a UDP packet. */
    void icmp(long micros, InetSocketAddress from, InetSocketAddress to, int code) {
        byte[] quotedUdp = ByteBuffer.allocate(8)
                .putShort((short) from.getPort())
                .putShort((short) to.getPort())
                .putShort((short) 300)
                .putShort((short) 0)
                .array();
        byte[] quoted = ip(from.getAddress(), to.getAddress(), 17, quotedUdp, 0, false, 77);
        byte[] icmp = ByteBuffer.allocate(8 + quoted.length)
                .put((byte) 3)
                .put((byte) code)
                .position(8)
                .put(quoted)
                .array();
        packets.add(new Packet(micros, ip(to.getAddress(), from.getAddress(), 1, icmp, 0, false, ipId++)));
    }

    private static byte[] ip(
            InetAddress from, InetAddress to, int protocol, byte[] data, int offset, boolean more, int id) {
        if (from.getAddress().length == 16) {
            boolean fragment = more || offset > 0;
            ByteBuffer six = ByteBuffer.allocate(40 + (fragment ? 8 : 0) + data.length)
                    .putInt(0x60000000)
                    .putShort((short) (data.length + (fragment ? 8 : 0)))
                    .put((byte) (fragment ? 44 : protocol))
                    .put((byte) 64)
                    .put(from.getAddress())
                    .put(to.getAddress());
            if (fragment) {
                six.put((byte) protocol)
                        .put((byte) 0)
                        .putShort((short) (offset * 8 | (more ? 1 : 0)))
                        .putInt(id);
            }
            return six.put(data).array();
        }
        return ByteBuffer.allocate(20 + data.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + data.length))
                .putShort((short) id)
                .putShort((short) (offset | (more ? 0x2000 : 0)))
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .put(from.getAddress())
                .put(to.getAddress())
                .put(data)
                .array();
    }

    // ---- files

    byte[] file(Kind kind) {
        packets.sort((a, b) -> Long.compare(a.micros(), b.micros()));
        return switch (kind) {
            case PCAP_ETHERNET -> pcap(ByteOrder.LITTLE_ENDIAN, false, 1, kind);
            case PCAP_BIG_ENDIAN_RAW -> pcap(ByteOrder.BIG_ENDIAN, false, 101, kind);
            case PCAP_NANOS_COOKED -> pcap(ByteOrder.LITTLE_ENDIAN, true, 113, kind);
            case PCAP_COOKED_2 -> pcap(ByteOrder.BIG_ENDIAN, true, 276, kind);
            case PCAP_NULL -> pcap(ByteOrder.LITTLE_ENDIAN, false, 0, kind);
            case PCAP_VLAN -> pcap(ByteOrder.LITTLE_ENDIAN, false, 1, kind);
            case PCAPNG_ETHERNET -> pcapng(ByteOrder.LITTLE_ENDIAN, false, 1, kind);
            case PCAPNG_BIG_ENDIAN_NANOS_RAW -> pcapng(ByteOrder.BIG_ENDIAN, true, 101, kind);
            case PCAPNG_SIMPLE_LINK_PPPOE -> pcapng(ByteOrder.LITTLE_ENDIAN, false, 1, kind);
        };
    }

    private static byte[] frame(byte[] ip, Kind kind) {
        boolean six = (ip[0] & 0xf0) == 0x60;
        short type = (short) (six ? 0x86dd : 0x0800);
        ByteBuffer head = ByteBuffer.allocate(64);
        switch (kind) {
            case PCAP_ETHERNET, PCAPNG_ETHERNET -> head.position(12).putShort(type);
            case PCAP_VLAN ->
                head.position(12)
                        .putShort((short) 0x88a8)
                        .putShort((short) 7)
                        .putShort((short) 0x8100)
                        .putShort((short) 9)
                        .putShort(type);
            case PCAP_NANOS_COOKED -> head.position(14).putShort(type);
            case PCAP_COOKED_2 -> head.putShort(type).position(20);
            case PCAP_NULL -> head.order(ByteOrder.LITTLE_ENDIAN).putInt(six ? 30 : 2);
            case PCAPNG_SIMPLE_LINK_PPPOE ->
                head.position(12)
                        .putShort((short) 0x8864)
                        .putShort((short) 0x1100)
                        .putShort((short) 1)
                        .putShort((short) ip.length)
                        .putShort((short) (six ? 0x57 : 0x21));
            case PCAP_BIG_ENDIAN_RAW, PCAPNG_BIG_ENDIAN_NANOS_RAW -> {}
        }
        byte[] frame = new byte[head.position() + ip.length];
        System.arraycopy(head.array(), 0, frame, 0, head.position());
        System.arraycopy(ip, 0, frame, head.position(), ip.length);
        return frame;
    }

    private byte[] pcap(ByteOrder order, boolean nanos, int link, Kind kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(24)
                .order(order)
                .putInt(nanos ? 0xa1b23c4d : 0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(262_144)
                .putInt(link)
                .array());
        for (Packet p : packets) {
            byte[] frame = frame(p.ip(), kind);
            int rest = (int) (p.micros() % 1_000_000);
            out.writeBytes(ByteBuffer.allocate(16)
                    .order(order)
                    .putInt((int) (p.micros() / 1_000_000))
                    .putInt(nanos ? rest * 1_000 : rest)
                    .putInt(frame.length)
                    .putInt(frame.length)
                    .array());
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }

    private byte[] pcapng(ByteOrder order, boolean nanos, int link, Kind kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(block(
                order,
                0x0a0d0d0a,
                ByteBuffer.allocate(16)
                        .order(order)
                        .putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1)
                        .array()));
        ByteBuffer card = ByteBuffer.allocate(nanos ? 20 : 8)
                .order(order)
                .putShort((short) link)
                .putShort((short) 0)
                .putInt(0);
        if (nanos) {
            card.putShort((short) 9)
                    .putShort((short) 1)
                    .put((byte) 9)
                    .put(new byte[3])
                    .putInt(0);
        }
        out.writeBytes(block(order, 1, card.array()));
        out.writeBytes(block(order, 5, new byte[12])); // statistics, which nobody reads
        for (Packet p : packets) {
            byte[] frame = frame(p.ip(), kind);
            long units = nanos ? p.micros() * 1_000 : p.micros();
            out.writeBytes(block(
                    order,
                    6,
                    ByteBuffer.allocate(20 + frame.length)
                            .order(order)
                            .putInt(0)
                            .putInt((int) (units >>> 32))
                            .putInt((int) units)
                            .putInt(frame.length)
                            .putInt(frame.length)
                            .put(frame)
                            .array()));
        }
        return out.toByteArray();
    }

    private static byte[] block(ByteOrder order, int type, byte[] body) {
        int padded = (body.length + 3) / 4 * 4;
        return ByteBuffer.allocate(12 + padded)
                .order(order)
                .putInt(type)
                .putInt(12 + padded)
                .put(body)
                .position(8 + padded)
                .putInt(12 + padded)
                .array();
    }
}
