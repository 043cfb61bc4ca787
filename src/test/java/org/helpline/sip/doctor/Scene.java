package org.helpline.sip.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A little play of two SIP parties on a network, written down as a capture. Times are milliseconds since its begin. */
final class Scene {

    private static final long BEGIN_MICROS = 1_760_000_000_000_000L;

    private final CaptureWriter writer = new CaptureWriter();
    private final Map<String, Integer> sequences = new HashMap<>();
    private long now;
    private int calls;
    int mtu;

    static InetSocketAddress at(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return new InetSocketAddress(
                InetAddress.ofLiteral(hostAndPort.substring(0, colon).replaceAll("[\\[\\]]", "")),
                Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    /** Lets time pass. */
    Scene later(long millis) {
        now += millis;
        return this;
    }

    long now() {
        return now;
    }

    void goTo(long millis) {
        now = millis;
    }

    /** Two parties: the caller's address and the called one's. */
    Talk talk(String caller, String called) {
        return new Talk(this, at(caller), at(called), ++calls);
    }

    void udp(InetSocketAddress from, InetSocketAddress to, String text) {
        udp(from, to, text.getBytes(StandardCharsets.UTF_8));
    }

    void udp(InetSocketAddress from, InetSocketAddress to, byte[] data) {
        writer.udp(BEGIN_MICROS + now * 1_000, from, to, data, mtu);
    }

    void loseLastFragment() {
        writer.loseLast();
    }

    /** A text over a connection that is there, cut into segments of {@code segment} bytes. */
    void tcp(InetSocketAddress from, InetSocketAddress to, String text, int segment) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        String way = from + ">" + to;
        for (int i = 0; i < all.length; i += segment) {
            int sequence = sequences.getOrDefault(way, 1_000);
            byte[] part = java.util.Arrays.copyOfRange(all, i, Math.min(all.length, i + segment));
            writer.tcp(BEGIN_MICROS + now * 1_000, from, to, sequence, 0x18, part);
            sequences.put(way, sequence + part.length);
        }
    }

    void tcpBytes(InetSocketAddress from, InetSocketAddress to, byte[] data) {
        String way = from + ">" + to;
        int sequence = sequences.getOrDefault(way, 1_000);
        writer.tcp(BEGIN_MICROS + now * 1_000, from, to, sequence, 0x18, data);
        sequences.put(way, sequence + data.length);
    }

    void tcpFlags(InetSocketAddress from, InetSocketAddress to, int flags) {
        writer.tcp(BEGIN_MICROS + now * 1_000, from, to, 999, flags, new byte[0]);
    }

    void undeliverable(InetSocketAddress from, InetSocketAddress to, int code) {
        writer.icmp(BEGIN_MICROS + now * 1_000, from, to, code);
    }

    /** A question for a name or, with a status, its answer. */
    void dns(String name, int type, boolean answer, int status, int answers) {
        ByteBuffer b = ByteBuffer.allocate(300);
        b.putShort((short) 7).putShort((short) (answer ? 0x8180 | status : 0x0100));
        b.putShort((short) 1).putShort((short) answers).putInt(0);
        for (String label : name.split("\\.", -1)) {
            b.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        b.put((byte) 0).putShort((short) type).putShort((short) 1);
        byte[] data = java.util.Arrays.copyOf(b.array(), b.position());
        InetSocketAddress us = at("10.0.0.5:40000");
        InetSocketAddress server = at("10.0.0.1:53");
        udp(answer ? server : us, answer ? us : server, data);
    }

    private static final int PAUSE_FRAMES = 19; // a packet every 400 ms while nobody speaks

    /** Sound from one place to another, beginning now; time does not pass. */
    void rtp(String from, String to, Sound sound) {
        long begin = now;
        for (int i = 0; i < sound.packets; i++) {
            if (sound.loseEach > 0 && i % sound.loseEach == 1) {
                continue;
            }
            int pauses = sound.pauseEach > 0 ? i / sound.pauseEach * PAUSE_FRAMES : 0;
            now = begin + (long) (i + pauses) * sound.everyMillis + (i % 2 == 0 ? 0 : sound.jitterMillis);
            int payload = sound.eventsFrom > 0 && i >= sound.eventsFrom && i < sound.eventsFrom + 6
                    ? sound.eventType
                    : sound.payload;
            udp(
                    at(from),
                    at(to),
                    ByteBuffer.allocate(172)
                            .put((byte) 0x80)
                            .put((byte) payload)
                            .putShort((short) (i + 65_500))
                            .putInt((i + pauses) * sound.step)
                            .putInt(from.hashCode())
                            .array());
        }
        now = begin;
    }

    /** What sound is like. */
    static final class Sound {
        int packets;
        int payload = 8;
        int everyMillis = 20;
        int step = 160;
        int loseEach;
        int jitterMillis;
        int pauseEach;
        int eventsFrom;
        int eventType = 101;

        static Sound of(int seconds) {
            Sound sound = new Sound();
            sound.packets = seconds * 50;
            return sound;
        }
    }

    byte[] file(CaptureWriter.Kind kind) {
        return writer.file(kind);
    }
}
