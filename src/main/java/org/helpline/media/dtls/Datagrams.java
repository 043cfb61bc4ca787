package org.helpline.media.dtls;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/** The way between a media loop and the thread of a handshake: bounded, so that a flood is dropped. {@link #offer} from any thread. */
final class Datagrams implements DatagramTransport {

    private static final int MOST = 32; // a flight is about six
    private static final int LONGEST = 2_048;
    private static final int MTU = 1_200; // what passes tunnels, too

    private final BlockingQueue<byte[]> came = new ArrayBlockingQueue<>(MOST);
    private final Consumer<byte[]> out;
    private final AtomicBoolean closed = new AtomicBoolean();

    Datagrams(Consumer<byte[]> out) {
        this.out = out;
    }

    /** Hands a datagram over; false if too many wait. */
    boolean offer(byte[] datagram) {
        return came.offer(datagram);
    }

    @Override
    public int getReceiveLimit() {
        return LONGEST;
    }

    @Override
    public int getSendLimit() {
        return MTU;
    }

    @Override
    public int receive(byte[] to, int at, int length, int waitMillis) throws IOException {
        if (closed.get()) {
            throw new IOException("the leg is closed");
        }
        try {
            byte[] next = came.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
            if (next == null) {
                return -1;
            }
            int taken = Math.min(length, next.length);
            System.arraycopy(next, 0, to, at, taken);
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the leg is closed", e);
        }
    }

    @Override
    public void send(byte[] from, int at, int length) {
        byte[] datagram = new byte[length];
        System.arraycopy(from, at, datagram, 0, length);
        out.accept(datagram);
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
