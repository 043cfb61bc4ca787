package org.helpline.app;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.helpline.checks.SipDatagrams;
import org.helpline.core.Digit;
import org.helpline.media.codec.G711;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;

/** A caller over real SIP and RTP who presses keys, waits for a tone, speaks and hangs up. One call, one thread. */
final class SpeakingPhone implements AutoCloseable {

    private static final int FRAME = 160;
    private static final int EVENT = 101;
    private static final int TONE_FRAMES = 5; // speech has a shorter one now and then
    private static final long FRAME_NANOS = 20_000_000;

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final DatagramSocket sip = new DatagramSocket(0, here);
    private final DatagramSocket rtp = new DatagramSocket(0, here);
    private final DatagramSocket rtcp = new DatagramSocket(0, here);
    private final String callId = UUID.randomUUID().toString();
    private final AudioCodec codec;
    private final int server;
    private String target = "";
    private String toTag = "";
    private String number = "";
    private int requests = 1;
    private boolean events = true;
    private int toneFrames;
    private int quietFrames;
    private int rtpPort;
    private int sequence;
    private int timestamp = 160;
    private long due;

    SpeakingPhone(int server, AudioCodec codec) throws IOException {
        this.server = server;
        this.codec = codec;
        sip.setSoTimeout(10_000);
    }

    /** The Call-ID of its call. */
    String callId() {
        return callId;
    }

    SpeakingPhone call(String dialled) throws IOException {
        number = dialled;
        target = "sip:" + dialled + "@127.0.0.1:" + server;
        send(request("INVITE", 1, offer()));
        String answer = await("(?s)SIP/2\\.0 [2-6].*");
        toTag = SipDatagrams.found(answer, "(?im)^To:.*tag=([^;\\s]+)");
        target = SipDatagrams.found(answer, "(?im)^Contact:.*<([^>]+)>");
        rtpPort = Integer.parseInt(SipDatagrams.found(answer, "(?m)^m=audio (\\d+)"));
        send(request("ACK", 1, ""));
        due = System.nanoTime();
        return this;
    }

    /** A key as RFC 4733 has it, 100 ms. */
    SpeakingPhone press(char key) throws IOException {
        int code = Digit.ofSymbol(key).orElseThrow().code();
        int at = timestamp;
        for (int i = 1; i <= 7; i++) {
            boolean end = i > 4;
            int duration = Math.min(i, 5) * FRAME;
            byte[] payload = {(byte) code, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
            packet(EVENT, i == 1, at, payload);
            pace();
        }
        timestamp = at + 7 * FRAME;
        return silent(200);
    }

    /** A key as SIP INFO has it, in a body of this type; sends silence until it is answered. */
    SpeakingPhone pressByInfo(char key, String type) throws IOException {
        int cseq = ++requests;
        String body = type.equals("application/dtmf") ? String.valueOf(key) : "Signal=" + key + "\r\nDuration=160\r\n";
        send(request("INFO", cseq, body).replace("application/sdp", type));
        await("(?s)SIP/2\\.0 200.*CSeq: " + cseq + " INFO.*");
        return silent(100);
    }

    /** A phone that knows no telephone-event. */
    SpeakingPhone withoutEvents() {
        events = false;
        return this;
    }

    /** A key as two tones in the sound, 80 ms, and a pause. */
    SpeakingPhone pressByTone(char key) throws IOException {
        int place = "123A456B789C*0#D".indexOf(key);
        double low = new double[] {697, 770, 852, 941}[place / 4];
        double high = new double[] {1209, 1336, 1477, 1633}[place % 4];
        for (int sent = 0; sent < 4 * FRAME; sent += FRAME) {
            short[] pcm = new short[FRAME];
            for (int i = 0; i < FRAME; i++) {
                double at = 2 * Math.PI * (sent + i) / 8_000;
                pcm[i] = (short) (5_000 * Math.sin(low * at) + 6_000 * Math.sin(high * at));
            }
            frame(pcm);
        }
        return silent(100);
    }

    /** A sine for so long. */
    SpeakingPhone speak(int millis, int hertz) throws IOException {
        for (int sent = 0; sent < millis; sent += 20) {
            short[] pcm = new short[FRAME];
            for (int i = 0; i < FRAME; i++) {
                double phase = 2 * Math.PI * hertz * (sent * 8 + i) / 8_000;
                pcm[i] = (short) (8_000 * Math.sin(phase));
            }
            frame(pcm);
        }
        return this;
    }

    /** Packets of silence for so long. */
    SpeakingPhone silent(int millis) throws IOException {
        for (int sent = 0; sent < millis; sent += 20) {
            frame(new short[FRAME]);
        }
        return this;
    }

    /** Sends silence until this tone has been heard and has ended; at most so long. */
    SpeakingPhone untilTone(int hertz, int seconds) throws IOException {
        toneFrames = 0;
        quietFrames = 0;
        for (int i = 0; i < seconds * 50; i++) {
            frame(new short[FRAME]);
            if (hearsTheEndOf(hertz)) {
                return this;
            }
        }
        throw new AssertionError("no tone of " + hertz + " Hz within " + seconds + " s");
    }

    /** Sends silence for so long; the sound that has come since it was last looked at, packet by packet. */
    List<byte[]> hear(int millis) throws IOException {
        silent(millis);
        rtp.setSoTimeout(1);
        List<byte[]> heard = new ArrayList<>();
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        while (true) {
            try {
                rtp.receive(packet);
            } catch (SocketTimeoutException nothingMore) {
                return heard;
            }
            RtpHeader header = new RtpHeader();
            ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
            if (header.read(bytes, packet.getLength()) && header.payloadType() == codec.payloadType()) {
                int from = header.payloadOffset();
                heard.add(Arrays.copyOfRange(packet.getData(), from, from + header.payloadBytes()));
            }
        }
    }

    /** Takes what was received since the last time, packet after packet: whether this tone has been heard and is over. */
    private boolean hearsTheEndOf(int hertz) throws IOException {
        rtp.setSoTimeout(1);
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
            try {
                rtp.receive(packet);
            } catch (SocketTimeoutException nothingMore) {
                return toneFrames >= TONE_FRAMES && ++quietFrames >= TONE_FRAMES; // who listens sends nothing
            }
            quietFrames = 0;
            RtpHeader header = new RtpHeader();
            ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
            if (header.read(bytes, packet.getLength()) && header.payloadType() == codec.payloadType()) {
                boolean tone = isTone(header, bytes, hertz);
                if (!tone && toneFrames >= TONE_FRAMES) {
                    return true;
                }
                toneFrames = tone ? toneFrames + 1 : 0;
            }
        }
    }

    /** By Goertzel's share of the whole energy. */
    private boolean isTone(RtpHeader header, ByteBuffer bytes, int hertz) {
        double re = 0;
        double im = 0;
        double all = 1;
        for (int i = 0; i < header.payloadBytes(); i++) {
            double sample = G711.decode(codec, bytes.get(header.payloadOffset() + i));
            re += sample * Math.cos(2 * Math.PI * hertz * i / 8_000);
            im += sample * Math.sin(2 * Math.PI * hertz * i / 8_000);
            all += sample * sample;
        }
        double share = 2 * (re * re + im * im) / header.payloadBytes() / all;
        return share > 0.8 && all / header.payloadBytes() > 10_000;
    }

    /**
     * Reports by RTCP (RFC 3550 §6.4.2), from its own RTCP port, how it hears the server: so many lost in all, that share lately, this jitter.
     *
     * @param fractionLost in 1/256; {@code jitter} in clock units
     */
    SpeakingPhone report(int lost, int fractionLost, int jitter) throws IOException {
        rtp.setSoTimeout(1_000);
        DatagramPacket heard = new DatagramPacket(new byte[2_048], 2_048);
        rtp.receive(heard);
        ByteBuffer sound = ByteBuffer.wrap(heard.getData());
        ByteBuffer b = ByteBuffer.allocate(32)
                .putInt(0x81c90007) // version 2, one block; receiver report; 8 words
                .putInt(4711)
                .putInt(sound.getInt(8)) // the SSRC that it hears
                .putInt(fractionLost << 24 | lost)
                .putInt(sound.getShort(2) & 0xffff)
                .putInt(jitter)
                .putInt(0) // no sender report was heard
                .putInt(0);
        rtcp.send(new DatagramPacket(b.array(), b.capacity(), here, rtpPort + 1));
        return this;
    }

    SpeakingPhone hangUp() throws IOException {
        int cseq = ++requests;
        send(request("BYE", cseq, ""));
        await("(?s)SIP/2\\.0 200.*CSeq: " + cseq + " BYE.*");
        return this;
    }

    /** Sends silence until the server says BYE; at most so long. */
    void untilBye(int seconds) throws IOException {
        sip.setSoTimeout(1);
        for (int i = 0; i < seconds * 50; i++) {
            frame(new short[FRAME]);
            try {
                await("(?s)BYE .*");
                return;
            } catch (SocketTimeoutException notYet) {
                // on with the silence
            }
        }
        throw new AssertionError("no BYE within " + seconds + " s");
    }

    private void frame(short[] pcm) throws IOException {
        packet(codec.payloadType(), false, timestamp, G711.encode(codec, pcm));
        timestamp += FRAME;
        pace();
    }

    private void packet(int type, boolean marker, int at, byte[] payload) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(RtpHeader.BYTES + payload.length);
        RtpHeader.write(packet, 0, marker, type, sequence++ & 0xffff, at, 4711);
        packet.put(RtpHeader.BYTES, payload);
        rtp.send(new DatagramPacket(packet.array(), packet.capacity(), here, rtpPort));
    }

    private void pace() {
        due += FRAME_NANOS;
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    private String offer() {
        return SipDatagrams.offer("IP4 127.0.0.1", rtp.getLocalPort(), codec.payloadType(), events);
    }

    private String request(String method, int cseq, String body) {
        String contact = "127.0.0.1:" + sip.getLocalPort();
        return String.join(
                "\r\n",
                method + " " + target + " SIP/2.0",
                "Via: SIP/2.0/UDP " + contact + ";rport;branch=z9hG4bK" + UUID.randomUUID(),
                "Max-Forwards: 70",
                "From: <sip:+905321234567@example.org>;tag=caller",
                "To: <sip:" + number + "@127.0.0.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag),
                "Call-ID: " + callId,
                "CSeq: " + cseq + " " + method,
                "Contact: <sip:caller@" + contact + ">",
                "Content-Type: application/sdp",
                "Content-Length: " + body.length(),
                "",
                body);
    }

    private void send(String message) throws IOException {
        SipDatagrams.send(sip, new InetSocketAddress(here, server), message);
    }

    private String await(String pattern) throws IOException {
        return SipDatagrams.await(sip, pattern);
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
        rtcp.close();
    }
}
