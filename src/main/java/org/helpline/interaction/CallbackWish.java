package org.helpline.interaction;

import java.time.Instant;
import java.util.List;
import org.helpline.call.Arrival;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.ivr.run.Effect;

/**
 * A customer who wants to be called back. Immutable; its text tells nothing of them.
 *
 * @param callback names it
 * @param from the call in which it was asked for
 * @param number as it will be dialled; {@code name} the customer's display name
 * @param shown the number that the customer's phone will show
 * @param script the script that was asked, which has the customer again after the agent; {@code language} that of the call
 * @param choices what the customer chose in the menus
 * @param asked since when the customer waits
 * @param attempts how often they were called in vain; {@code notBefore} when they may be called again
 */
public record CallbackWish(
        InteractionId callback,
        InteractionId from,
        QueueName queue,
        Personal number,
        Personal name,
        String shown,
        String script,
        String language,
        List<ScreenPop.Choice> choices,
        int priority,
        Instant asked,
        int attempts,
        Instant notBefore) {

    /** What the script of a call asks for. */
    static CallbackWish asked(
            House house,
            InteractionId call,
            Arrival arrival,
            Effect.RequestCallback e,
            String script,
            String language) {
        Instant now = house.clock().now();
        return new CallbackWish(
                house.callbacks().newId(),
                call,
                e.queue(),
                dialled(e.number()),
                e.number().equals(arrival.from()) ? arrival.fromName() : Personal.NONE,
                house.settings().callbacks().shown().orElse(arrival.dialled()),
                script,
                language,
                e.choices(),
                e.priority(),
                now,
                0,
                now);
    }

    /** A number without what people write between its digits. */
    static Personal dialled(Personal number) {
        return new Personal(number.value().replaceAll("[ ()/.-]", ""));
    }

    /** The same after an attempt. */
    CallbackWish tried(int inVain, Instant again) {
        return new CallbackWish(
                callback, from, queue, number, name, shown, script, language, choices, priority, asked, inVain, again);
    }

    /** The same, promised. */
    CallbackWish since(Instant when) {
        return new CallbackWish(
                callback, from, queue, number, name, shown, script, language, choices, priority, when, attempts, when);
    }

    @Override
    public String toString() {
        return "CallbackWish[" + callback + ", queue=" + queue + ", attempts=" + attempts + "]";
    }
}
