package org.helpline.interaction.lookup;

import java.util.Map;
import java.util.function.Consumer;
import org.helpline.core.Loop;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;

/** Asks on behalf of scripts. Any thread. */
@FunctionalInterface
public interface LookUps {

    /** Nobody can be asked. */
    LookUps NOBODY = (name, parameters, loop, told) -> {
        loop.tell(() -> told.accept(new LookUpAnswer.Failed("There is no look-up " + name + " here.")));
        return () -> {};
    };

    /**
     * Asks.
     *
     * @param name of the look-up
     * @param parameters by name; personal
     * @param loop the call's: this is called on it
     * @param told the answer, exactly once, on {@code loop}, never in this very call, and not after {@link Asking#cancel}
     */
    Asking ask(String name, Map<String, Value> parameters, Loop loop, Consumer<LookUpAnswer> told);

    /** A look-up under way. */
    @FunctionalInterface
    interface Asking {
        /** Nobody waits for the answer any more. On the call's loop; nothing happens if it has been told. */
        void cancel();
    }
}
