package org.helpline.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a TCP port of loopback that can be cut: what connects at its near end is carried on until then. While nobody listens at the far
 * end whoever connects is kept waiting, for some seconds.
 */
final class Cable implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerSocket near;
    private final int far;
    private final Set<Socket> carried = ConcurrentHashMap.newKeySet();

    /** Leads to port {@code far}, whether anybody listens there yet or not. */
    Cable(int far) throws IOException {
        this.far = far;
        this.near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("cable").start(this::accept);
    }

    /** The near end's port. */
    int port() {
        return near.getLocalPort();
    }

    private void accept() {
        while (!near.isClosed()) {
            try {
                Socket from = near.accept();
                carried.add(from);
                Thread.ofVirtual().start(() -> carry(from));
            } catch (IOException e) {
                // the cable is put away
            }
        }
    }

    private void carry(Socket from) {
        Optional<Socket> found = connect();
        if (found.isEmpty()) {
            cut(from);
            return;
        }
        Socket to = found.get();
        carried.add(to);
        Thread.ofVirtual().start(() -> pass(from, to));
        pass(to, from);
    }

    private Optional<Socket> connect() {
        for (Instant end = Instant.now().plus(PATIENCE); Instant.now().isBefore(end) && !near.isClosed(); ) {
            try {
                return Optional.of(new Socket(InetAddress.getLoopbackAddress(), far));
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100)); // until a server listens: it cannot tell us
            }
        }
        return Optional.empty();
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // either end has gone; so does the other
        }
        cut(from);
        cut(to);
    }

    /** Cuts all that is carried, without a farewell; what connects again is carried again. */
    void cut() {
        carried.forEach(this::cut);
    }

    private void cut(Socket socket) {
        carried.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        cut();
    }
}
