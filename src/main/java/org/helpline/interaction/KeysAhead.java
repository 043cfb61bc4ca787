package org.helpline.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.helpline.ivr.run.ScriptEvent;

/** Keys that a caller presses before a script has begun, which waits until the caller is known and what was kept of them. Confined to the call's loop. */
final class KeysAhead {

    private static final int MOST = 32;

    private final List<ScriptEvent> keys = new ArrayList<>();
    private boolean waits;

    /** From now on a script is awaited. */
    void begin() {
        waits = true;
    }

    /** True if it is a key that has been put aside. */
    boolean takes(ScriptEvent event) {
        boolean key = waits && event instanceof ScriptEvent.KeyPressed;
        if (key && keys.size() < MOST) {
            keys.add(event);
        }
        return key;
    }

    /** The script is there. */
    void end(Consumer<ScriptEvent> script) {
        waits = false;
        List<ScriptEvent> all = List.copyOf(keys);
        keys.clear();
        all.forEach(script);
    }
}
