package org.helpline.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in reverse, whatever goes wrong with one of them. One thread. */
final class Opened implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");

    private final Deque<AutoCloseable> rooms = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T room) {
        rooms.push(room);
        return room;
    }

    @Override
    public void close() {
        while (!rooms.isEmpty()) {
            close(rooms.pop());
        }
    }

    private static void close(AutoCloseable room) {
        try {
            room.close();
        } catch (Exception e) {
            LOG.warn("{} did not close in order", room.getClass().getSimpleName(), e);
        }
    }
}
