package org.helpline.ivr.run;

import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Value;

/** The call-back step: the number is asked and confirmed, the call-back asked for, its promise said. */
final class CallingBack {

    /** Numbers that may be refused before the caller is asked no more. */
    private static final int MOST_REFUSALS = 3;

    private CallingBack() {}

    /** Offers the number that the step names; asks for one where there is none. */
    static void offer(Turn turn, ScriptStep.Callback step) {
        String known = step.number().fill(turn::value).replaceAll("[ ()/.-]", "");
        boolean usable = known.matches("\\+?\\d{3,20}");
        turn.frame = new Frame.Booking(step, 0, turn.frame);
        if (!usable) {
            turn.frame = Frame.of(new Action(step.at(), List.of(step.ask())), turn.frame);
            return;
        }
        turn.variables.put(BuiltIn.CALLBACK, Value.text(known));
        turn.publish(new ScriptFact.Entered(step.ask().at().name(), InWords.of(step.ask())));
        Questions.put(turn, Listen.to(step.ask()).confirming(known));
    }

    /** The number is confirmed: asks for the call-back. */
    static void request(Turn turn, Frame.Booking frame) {
        ScriptStep.Callback step = frame.step();
        long token = turn.newToken();
        List<ScreenPop.Choice> choices = turn.choices.stream()
                .filter(c -> !c.label().equals(step.ask().show())) // the agent sees the number anyway
                .toList();
        turn.effects.add(new Effect.RequestCallback(
                token, step.queue(), new Personal(turn.value(BuiltIn.CALLBACK)), step.priority(), choices));
        turn.doing = new Doing.Booking(token, step, frame.refusals());
    }

    static void answered(Turn turn, ScriptEvent.CallbackAnswered event) {
        if (!(turn.doing instanceof Doing.Booking booking) || booking.token() != event.token()) {
            return;
        }
        turn.doing = new Doing.Running();
        ScriptStep.Callback step = booking.step();
        switch (event.answer()) {
            case TAKEN -> promised(turn, step, step.promise());
            case THERE -> promised(turn, step, step.there());
            case NUMBER_REFUSED -> another(turn, booking);
            case FAILED -> failed(turn, step);
        }
    }

    private static void promised(Turn turn, ScriptStep.Callback step, List<Spoken> words) {
        turn.ahead = ""; // what is promised is heard by everybody
        turn.environment.waits().expected(step.queue(), 0).ifPresent(turn::expect);
        turn.frame = step.then().map(a -> Frame.of(a, turn.frame)).orElseGet(Frame.Bottom::new);
        say(turn, step, words);
    }

    private static void another(Turn turn, Doing.Booking booking) {
        ScriptStep.Callback step = booking.step();
        turn.ahead = "";
        turn.variables.remove(BuiltIn.CALLBACK);
        int refusals = booking.refusals() + 1;
        if (refusals >= MOST_REFUSALS) {
            failed(turn, step);
        } else {
            turn.frame =
                    Frame.of(new Action(step.at(), List.of(step.ask())), new Frame.Booking(step, refusals, turn.frame));
        }
        say(turn, step, step.refused());
    }

    private static void failed(Turn turn, ScriptStep.Callback step) {
        if (step.failed().isPresent()) {
            turn.frame = Frame.of(step.failed().get(), turn.frame);
        } else {
            turn.human();
        }
    }

    private static void say(Turn turn, ScriptStep.Callback step, List<Spoken> words) {
        turn.frame = Frame.of(new Action(step.at(), List.of(new ScriptStep.Say(step.at(), words, false))), turn.frame);
    }

    /** Whether an action asks for a call-back of this queue: then the caller's place is kept meanwhile. */
    static boolean isAskedFor(Script script, Action action, QueueName queue) {
        return action.steps().stream().anyMatch(step -> switch (step) {
            case ScriptStep.Callback c -> c.queue().equals(queue);
            case ScriptStep.Go go ->
                Optional.ofNullable(script.sections().get(go.section()))
                        .filter(a -> a.steps().stream()
                                .anyMatch(s -> s instanceof ScriptStep.Callback c
                                        && c.queue().equals(queue)))
                        .isPresent();
            default -> false;
        });
    }
}
