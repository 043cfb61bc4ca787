package org.helpline.call;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.helpline.call.Sounds.Sound;
import org.helpline.core.Digit;
import org.helpline.core.Loop;

/**
 * That whoever answers a phone has to press a key before the call is theirs: a mailbox never does.
 *
 * @param within the answered phone has this long, then it is hung up
 * @param prompt what is said until then
 */
public record Acceptance(Digit key, Duration within, Prompt prompt) {

    /** Finds what is to be said; told on {@code loop}, at once or later. */
    @FunctionalInterface
    public interface Prompt {
        void find(Loop loop, Consumer<List<Sound>> then);
    }
}
