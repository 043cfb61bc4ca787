package org.helpline.app.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.helpline.core.Clock;
import org.helpline.core.Digit;
import org.helpline.core.Ticker;

/**
 * The RTP end of a test's phone: a frame of silence every 20 ms, keys as telephone-events between them, and a count of what comes. It
 * follows the clock of the server that it talks to. {@link #press} and {@link #to} from any thread.
 */
final class RtpEnd implements AutoCloseable {

    /** The payload type under which we offer telephone-events. */
    static final int EVENTS = 101;

    private static final int HEADER = 12;
    private static final int FRAME = 160;
    private static final int USUAL_HERTZ = 500;
    private static final int RATE = 8_000;
    private static final Duration FRAME_TIME = Duration.ofMillis(20);
    private static final int VOLUME = 10;
    private static final int LAST_PACKETS = 3; // the end of a press is sent three times: RFC 4733 §2.5.1.4
    private static final int FRAMES_A_PRESS = 3;

    private final DatagramChannel socket;
    private final ByteBuffer in = ByteBuffer.allocate(2_048);
    private final int port;
    private final Ticker sender;
    private volatile Optional<InetSocketAddress> peer = Optional.empty();
    private final ConcurrentLinkedQueue<Digit> keys = new ConcurrentLinkedQueue<>();
    private final AtomicLong heard = new AtomicLong();
    private int sequence;
    private int timestamp;
    private int pressed; // packets of the press under way; 0: none
    private int pressBegan;
    private int speaks; // frames of speech that are still to come
    private int hertz = USUAL_HERTZ;

    RtpEnd(Clock clock) throws IOException {
        this.socket = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.configureBlocking(false);
        this.port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        this.sender = Ticker.start("stage-rtp", clock, FRAME_TIME, () -> {}, _ -> frame());
    }

    int port() {
        return port;
    }

    /** Sends there from now on. */
    void to(InetSocketAddress address) {
        peer = Optional.of(address);
    }

    /** Presses a key now; a press lasts 60 ms, its end is told twice more. */
    void press(Digit digit) {
        keys.add(digit);
        first();
    }

    /** Speaks for so long, from the next frame on. */
    void speak(Duration time) {
        speak(time, USUAL_HERTZ);
    }

    /** The same as a square wave of that pitch. */
    synchronized void speak(Duration time, int pitch) {
        hertz = pitch;
        speaks = (int) (time.plus(FRAME_TIME).minusNanos(1).toMillis() / FRAME_TIME.toMillis());
    }

    /** Whether it has not said all yet. */
    synchronized boolean isSpeaking() {
        return speaks > 0;
    }

    /** Packets that have come. */
    long heard() {
        return heard.get();
    }

    /** Counts what has come. */
    private void listen() {
        try {
            while (socket.receive(in.clear()) != null) {
                heard.incrementAndGet();
            }
        } catch (IOException e) {
            // a port that nobody has is the other side's end
        }
    }

    /** The first packet of a press does not wait for the frame. */
    private synchronized void first() {
        if (pressed == 0) {
            event();
        }
    }

    private synchronized void frame() {
        listen();
        timestamp += FRAME;
        if (pressed > 0 || !keys.isEmpty()) {
            event();
        } else {
            audio();
        }
    }

    private void audio() {
        byte[] packet = header(0, false, timestamp, HEADER + FRAME);
        Arrays.fill(packet, HEADER, packet.length, (byte) 0xff); // silence in PCMU
        for (int i = 0; i < FRAME && speaks > 0; i++) {
            packet[HEADER + i] = (byte) (2 * hertz * i / RATE % 2 == 0 ? 0x90 : 0x10); // loud
        }
        speaks = Math.max(0, speaks - 1);
        send(packet);
    }

    private void event() {
        Digit digit = keys.peek();
        if (digit == null) {
            return;
        }
        if (pressed == 0) {
            pressBegan = timestamp;
        }
        pressed++;
        boolean end = pressed >= FRAMES_A_PRESS;
        int duration = Math.min(pressed, FRAMES_A_PRESS) * FRAME;
        byte[] packet = header(EVENTS, pressed == 1, pressBegan, HEADER + 4);
        packet[HEADER] = (byte) digit.code();
        packet[HEADER + 1] = (byte) ((end ? 0x80 : 0) | VOLUME);
        packet[HEADER + 2] = (byte) (duration >> 8);
        packet[HEADER + 3] = (byte) duration;
        send(packet);
        if (pressed >= FRAMES_A_PRESS + LAST_PACKETS - 1) {
            pressed = 0;
            keys.poll();
        }
    }

    private byte[] header(int type, boolean marker, int at, int bytes) {
        byte[] packet = new byte[bytes];
        packet[0] = (byte) 0x80; // version 2, no padding, no extension: RFC 3550 §5.1
        packet[1] = (byte) (marker ? 0x80 | type : type);
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence++;
        packet[4] = (byte) (at >> 24);
        packet[5] = (byte) (at >> 16);
        packet[6] = (byte) (at >> 8);
        packet[7] = (byte) at;
        packet[11] = 1; // one source for the whole call
        return packet;
    }

    private void send(byte[] packet) {
        peer.ifPresent(to -> {
            try {
                socket.send(ByteBuffer.wrap(packet), to);
            } catch (IOException e) {
                // what cannot be sent is lost, as on any network
            }
        });
    }

    @Override
    public void close() {
        sender.close();
        try {
            socket.close();
        } catch (IOException e) {
            // nobody needs it any more
        }
    }
}
