package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.acd.CallbackState;
import org.helpline.call.Arrival;
import org.helpline.core.AgentId;
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
 * @param terms what else belongs to it
 * @param tries the attempts that are over, oldest first
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
        Instant notBefore,
        Terms terms,
        List<Callbacks.Try> tries) {

    private static final int MOST_TRIES = 20;

    /**
     * What else belongs to it.
     *
     * @param who who the customer is, by names that tell nothing of them
     * @param source who asked: {@code script}, {@code desk:anna}, {@code api:NAME}, {@code form} or {@code command line}
     * @param note what the agent is to know
     * @param window when the customer wants to be called; empty: as soon as it is their turn
     */
    public record Terms(Set<String> who, String source, Personal note, Optional<Acd.CallbackWindow> window) {

        public Terms {
            who = Set.copyOf(who);
        }
    }

    /** Whether somebody of these names is the customer. */
    boolean isOf(Set<String> names) {
        return terms.who().stream().anyMatch(names::contains);
    }

    /** Where the customer stands in line. */
    OldPlace place() {
        Instant since = terms.window()
                .map(Acd.CallbackWindow::from)
                .filter(from -> from.isAfter(asked))
                .orElse(asked);
        return new OldPlace(queue, priority, since);
    }

    Acd.CallbackTicket ticket(Instant now) {
        return new Acd.CallbackTicket(
                callback, from, queue, priority, number, Duration.between(asked, now), terms.window());
    }

    /** What the script of a call asks for, whose caller has waited for so long. */
    static CallbackWish asked(
            House house,
            InteractionId call,
            Arrival arrival,
            Duration waited,
            Effect.RequestCallback e,
            String script,
            String language,
            Set<String> names) {
        Set<String> who = new LinkedHashSet<>(names);
        house.customers().callerId(e.number()).ifPresent(who::add);
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
                now.minus(waited),
                0,
                now,
                new Terms(who, "script", Personal.NONE, Optional.empty()),
                List.of());
    }

    /** A number without what people write between its digits. */
    static Personal dialled(Personal number) {
        return new Personal(number.value().replaceAll("[ ()/.-]", ""));
    }

    /** The same after an attempt. */
    CallbackWish tried(int inVain, Instant again) {
        return new CallbackWish(
                callback, from, queue, number, name, shown, script, language, choices, priority, asked, inVain, again,
                terms, tries);
    }

    /** As people see it. {@code is}: what the ACD does about it. */
    Callbacks.Line line(Instant now, Optional<AcdEvent.CallbackIs> is) {
        return new Callbacks.Line(
                callback,
                queue,
                number,
                name,
                asked,
                attempts,
                notBefore.isAfter(now) ? Optional.of(notBefore) : Optional.empty(),
                is.map(AcdEvent.CallbackIs::state).orElse(CallbackState.RESTING),
                is.flatMap(AcdEvent.CallbackIs::agent).map(AgentId::value),
                terms.source(),
                terms.note(),
                terms.window(),
                tries);
    }

    /** As people see it once it is over. */
    Callbacks.Ended ended(Instant when, String agent, String outcome) {
        return new Callbacks.Ended(
                callback,
                queue,
                number,
                name,
                terms.source(),
                terms.note(),
                asked,
                when,
                attempts,
                agent,
                outcome,
                tries);
    }

    /** The same after this attempt. */
    CallbackWish tried(Callbacks.Try last) {
        List<Callbacks.Try> all = Stream.concat(tries.stream(), Stream.of(last))
                .skip(Math.max(0, tries.size() + 1 - MOST_TRIES))
                .toList();
        return new CallbackWish(
                callback, from, queue, number, name, shown, script, language, choices, priority, asked, attempts,
                notBefore, terms, all);
    }

    /** The same, promised. */
    CallbackWish since(Instant when) {
        return new CallbackWish(
                callback,
                from,
                queue,
                number,
                name,
                shown,
                script,
                language,
                choices,
                priority,
                when,
                attempts,
                terms.window()
                        .map(Acd.CallbackWindow::from)
                        .filter(from -> from.isAfter(when))
                        .orElse(when),
                terms,
                tries);
    }

    @Override
    public String toString() {
        return "CallbackWish[" + callback + ", queue=" + queue + ", attempts=" + attempts + "]";
    }
}
