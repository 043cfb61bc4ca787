package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.State;

/** What queues, agents and other people do. */
record QueueActs(VirtualCall call, Standing standing) {

    Optional<Refusal> waitsIn(TrialAct.WaitsIn act) {
        String expected = "the caller waits in " + act.queue();
        return notInQueue(expected)
                .or(() -> call.state()
                                .queue()
                                .filter(q -> q.value().equals(act.queue()))
                                .isPresent()
                        ? place(act.position())
                        : Refusal.of(expected, standing.situation()));
    }

    Optional<Refusal> position(TrialAct.Position act) {
        return notInQueue("the caller waits in a queue").or(() -> place(act.position()));
    }

    private Optional<Refusal> place(int position) {
        if (call.state().isJoining()) {
            call.tell(new ScriptEvent.Queued(position));
        } else {
            call.react();
            call.tell(new ScriptEvent.PositionChanged(position));
        }
        return Optional.empty();
    }

    /** Unless the script comes to a queue. A caller who waits there hears its announcements out only if the test says so. */
    private Optional<Refusal> notInQueue(String expected) {
        if (!call.state().isInQueue()) {
            call.listen();
        }
        return call.state().isInQueue() ? Optional.empty() : Refusal.of(expected, standing.situation());
    }

    Optional<Refusal> refuses(SendOn.Reason reason) {
        return notInQueue("the script sends the caller to a queue").or(() -> sendsOn(reason));
    }

    private Optional<Refusal> sendsOn(SendOn.Reason reason) {
        String why = switch (reason) {
            case FULL -> "full";
            case CLOSED -> "closed";
            case NOBODY -> "nobody serving";
            case TOO_LONG -> call.state().isJoining() ? "expected wait" : "max wait";
        };
        if (call.state().isJoining()) {
            call.tell(new ScriptEvent.NotQueued(why));
            return Optional.empty();
        }
        if (reason == SendOn.Reason.FULL) {
            return Refusal.of("the queue does not take the caller", standing.situation());
        }
        takeCaller();
        call.react();
        call.tell(new ScriptEvent.SentOn(why));
        return Optional.empty();
    }

    /** The caller waits in a queue, which takes them if it has not yet; else why not. */
    Optional<Refusal> waiting() {
        Optional<Refusal> elsewhere = notInQueue("the caller waits in a queue");
        if (elsewhere.isEmpty()) {
            takeCaller();
        }
        return elsewhere;
    }

    /** Who of the test's agents may be rung now for the caller, who waits. */
    Optional<Refusal> mayRing(Set<String> wanted) {
        for (String agent : wanted) {
            if (!call.agents().people().containsKey(agent)) {
                return Refusal.of(
                        "the test says of " + agent + " what they can",
                        "it does not; add 'agents: {" + agent + ": {…}}'");
            }
        }
        Optional<Refusal> elsewhere = waiting();
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        Set<String> found = new Stayed(call).mayRing();
        return found.equals(wanted) ? Optional.empty() : Refusal.of(words(wanted), words(found));
    }

    private static String words(Set<String> agents) {
        return agents.isEmpty() ? "nobody may be rung" : String.join(" or ", new TreeSet<>(agents)) + " may be rung";
    }

    /** Takes the caller, if the queue has not yet. */
    void takeCaller() {
        if (call.state().isJoining()) {
            call.tell(new ScriptEvent.Queued(1));
        }
    }

    Optional<Refusal> notReached(Missed.Why why) {
        if (isNobodyRung()) {
            return Refusal.of("the script rings somebody", standing.situation());
        }
        State.Calling calling = call.state().calling().orElseThrow();
        if (why == Missed.Why.NO_ANSWER) {
            call.passTo(call.now().plus(calling.ring()));
        }
        call.tell(new ScriptEvent.NotReached(calling.token(), why));
        return Optional.empty();
    }

    private boolean isNobodyRung() {
        if (call.state().calling().isEmpty()) {
            call.listen();
        }
        return call.state().calling().isEmpty();
    }

    Optional<Refusal> agentAnswers(Duration after) {
        if (!call.state().isInQueue() && !isNobodyRung()) {
            return happens(after, new ScriptEvent.Connected());
        }
        Optional<Refusal> elsewhere = notInQueue("the caller waits for an agent");
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        takeCaller();
        return happens(call.reacting(after), new ScriptEvent.Connected());
    }

    /** What an agent who talks does. */
    Optional<Refusal> agent(Duration after, ScriptEvent event) {
        if (!call.state().isTalking()) {
            call.listen();
            return Refusal.of("an agent and the caller talk", standing.situation());
        }
        return happens(call.reacting(after), event);
    }

    private Optional<Refusal> happens(Duration after, ScriptEvent event) {
        call.passTo(call.now().plus(after));
        call.tell(event);
        return Optional.empty();
    }

    /** What is said to a caller who asks for a call-back; {@code number} if it must be to that one. */
    Optional<Refusal> callback(Optional<String> number, ScriptEvent.CallbackAnswer answer) {
        call.listen();
        Optional<String> booking = call.state().booking();
        Optional<Long> token = call.state().bookingToken();
        boolean another = number.isPresent() && !number.equals(booking);
        if (token.isEmpty() || another) {
            return Refusal.of(
                    "the script asks for a call-back"
                            + number.map(n -> " to " + n).orElse(""),
                    booking.map(n -> "it asks for one to " + n).orElseGet(standing::situation));
        }
        call.tell(new ScriptEvent.CallbackAnswered(token.get(), answer));
        return Optional.empty();
    }
}
