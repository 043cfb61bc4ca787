package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.helpline.call.Leg;
import org.helpline.core.Digit;
import org.helpline.core.Loop;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/** Keys pressed at a desk, sent one after the other as a finger would. Confined to the call's loop. */
final class PressedKeys {

    /** A press of 160 ms and a pause: machines that listen for tones miss what comes faster. */
    private static final Duration EACH = Duration.ofMillis(250);

    private static final int MOST_WAITING = 200;

    private record Key(Leg to, Digit digit) {}

    private final Loop loop;
    private final ArrayDeque<Key> waiting = new ArrayDeque<>(1);
    private Timers.@Nullable Timer next;

    PressedKeys(Loop loop) {
        this.loop = loop;
    }

    /** Sends these keys after those that wait; false if too many do. */
    boolean press(Leg to, String keys) {
        if (waiting.size() + keys.length() > MOST_WAITING) {
            return false;
        }
        keys.chars()
                .mapToObj(c -> Digit.ofSymbol((char) c))
                .flatMap(Optional::stream)
                .forEach(d -> waiting.add(new Key(to, d)));
        if (next == null) {
            send();
        }
        return true;
    }

    private void send() {
        Key key = waiting.poll();
        if (key == null) {
            next = null;
        } else {
            key.to().relayDigit(key.digit(), "info"); // as an event where those are agreed, else by INFO
            next = loop.timers().after(EACH, this::send);
        }
    }

    void close() {
        waiting.clear();
        if (next != null) {
            next.cancel();
            next = null;
        }
    }
}
