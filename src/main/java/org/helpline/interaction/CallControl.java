package org.helpline.interaction;

import java.util.Optional;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.interaction.Conversation.Event;
import org.helpline.ivr.model.PhoneBook.Reach;

/**
 * What an agent's desk does with the call in hand beyond hold and hang-up: mute, keys, putting the caller through, asking
 * somebody first. Each answers with the sentence that refuses it, or empty. Confined to the call's loop.
 */
final class CallControl {

    static final String NOT_YOURS = "You are not talking to this caller any more.";

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final PressedKeys keys;

    CallControl(LiveCall call, House house, CallerLeg caller) {
        this.call = call;
        this.house = house;
        this.caller = caller;
        this.keys = new PressedKeys(call.loop());
    }

    /** Nobody hears the agent, or they do again. */
    Optional<String> mute(AgentId by, boolean on) {
        Optional<AgentPart> part = partOf(by);
        part.ifPresent(p -> p.mute(on));
        return part.isPresent() ? Optional.empty() : Optional.of(NOT_YOURS);
    }

    private Optional<AgentPart> partOf(AgentId by) {
        return call.agent().talksWith(by)
                ? Optional.of(call.agent())
                : call.consult().others().filter(n -> n.talksWith(by)).findFirst();
    }

    /** Presses keys for whoever the agent speaks with. */
    Optional<String> press(AgentId by, String pressed) {
        if (!call.agent().talksWith(by)) {
            return Optional.of(NOT_YOURS);
        }
        Optional<Leg> other = call.consult().privately();
        if (other.isEmpty() && (call.agent().isOnHold() || !caller.isUp())) {
            return Optional.of("Nobody hears keys now: take the caller back first.");
        }
        Leg to = other.orElse(caller);
        if (!keys.press(to, pressed)) {
            return Optional.of("Too many keys are still to be sent.");
        }
        call.tell(new CallFact.KeysSent(by, new Personal(pressed), to.name()));
        return Optional.empty();
    }

    /** Has somebody rung who gets the caller at once ({@code forGood}), or is asked first. */
    Optional<String> reach(AgentId by, String written, boolean forGood) {
        if (!call.agent().talksWith(by)) {
            return Optional.of(NOT_YOURS);
        }
        if (call.callback().awaitsCustomer()) {
            return Optional.of("Nobody is there yet whom you could transfer.");
        }
        Optional<Reach> reach = house.reach(written);
        if (reach.isEmpty()) {
            return Optional.of("\"" + Switchboard.printable(written)
                    + "\" is no colleague, extension or queue here, and no number that may be called.");
        }
        return switch (reach.get()) {
            case Reach.Agent a when a.agent().equals(by) -> Optional.of("You cannot transfer a call to yourself.");
            case Reach.Agent _, Reach.Phone _, Reach.Outside _ -> call.consult().start(by, reach.get(), forGood);
            case Reach.Queue q -> forGood ? send(by, new Transfer.ToQueue(q.queue())) : notAPerson();
            case Reach.Script s -> forGood ? send(by, new Transfer.ToScript(s.script())) : notAPerson();
        };
    }

    private static Optional<String> notAPerson() {
        return Optional.of("Nobody can be asked there: it is a queue or a script. Transfer the caller there instead.");
    }

    private Optional<String> send(AgentId by, Transfer target) {
        Optional<String> refusal = mayGo(target);
        if (refusal.isEmpty()) {
            call.fromDesk(by, new Event.DeskTransfer(target));
        }
        return refusal;
    }

    /** Why the caller cannot be sent there, beside what the settings say. */
    Optional<String> mayGo(Transfer target) {
        return !(target instanceof Transfer.ToScript) && !call.scripts().haveBegun()
                ? Optional.of(
                        "This call has no script that could wait in a queue: transfer it to a person or a script.")
                : Optional.empty();
    }

    void close() {
        keys.close();
    }
}
