package org.helpline.interaction.lookup;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.helpline.core.Loop;
import org.helpline.core.Timers;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;

/**
 * Looks up who calls, and hands every other look-up on.
 *
 * @param customers the record of whoever has a number
 * @param others asked for every other name
 */
public record CustomerLookUp(Function<String, CompletionStage<LookUpAnswer>> customers, LookUps others)
        implements LookUps {

    /** The longest wait for the store, which answers in milliseconds unless something is wrong with it. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public Asking ask(String name, Map<String, Value> parameters, Loop loop, Consumer<LookUpAnswer> told) {
        if (!name.equals(LookUpShape.CUSTOMER)) {
            return others.ask(name, parameters, loop, told);
        }
        String number = parameters
                .getOrDefault(LookUpShape.NUMBER, Value.NOTHING)
                .written()
                .strip();
        return number.isEmpty()
                ? HttpLookUps.soon(new LookUpAnswer.None(), loop, told)
                : new Waiting(loop, told).until(customers.apply(number));
    }

    /** Waits for the store. Confined to the loop. */
    private static final class Waiting implements Asking {
        private final Loop loop;
        private final Consumer<LookUpAnswer> told;
        private final Timers.Timer patience;
        private boolean over;

        Waiting(Loop loop, Consumer<LookUpAnswer> told) {
            this.loop = loop;
            this.told = told;
            this.patience = loop.timers()
                    .after(PATIENCE, () -> end(new LookUpAnswer.Failed("The store did not answer within 3 s.")));
        }

        Waiting until(CompletionStage<LookUpAnswer> answer) {
            answer.whenComplete((found, failure) -> loop.tell(() -> loop.timers()
                    .after(
                            Duration.ZERO,
                            () -> end(
                                    failure == null
                                            ? found
                                            : new LookUpAnswer.Failed("The store could not be read.")))));
            return this;
        }

        private void end(LookUpAnswer answer) {
            if (!over) {
                cancel();
                told.accept(answer);
            }
        }

        @Override
        public void cancel() {
            over = true;
            patience.cancel();
        }
    }
}
