package org.helpline.ivr.run;

import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;

/**
 * What people of the house do by phone: the PIN, switching a notice, keeping a recording as a prompt. Each asks the world and waits for its answer.
 * Without the right PIN in this call nothing is switched and nothing is kept, however the script came there.
 */
final class Studio {

    private Studio() {}

    // ---- the PIN

    static void check(Turn turn, Listen listen, ScriptStep.Ask ask, String keyed) {
        String name = ask.pin().orElse("");
        long token = turn.newToken();
        turn.effects.add(new Effect.CheckPin(token, name, new Personal(keyed)));
        turn.doing = new Doing.Studio(token, new Doing.Wanted.Pin(listen));
    }

    // ---- a notice

    static void enter(Turn turn, ScriptStep.Switch step) {
        boolean now = turn.environment.noticeOn().test(step.notice());
        boolean wanted = switch (step.to()) {
            case ON -> true;
            case OFF -> false;
            case OTHER -> !now;
            case TELL -> now;
        };
        if (step.to() == ScriptStep.Switch.To.TELL) {
            tell(turn, step, now);
        } else if (mayNot(turn, step.at().name(), "notice " + step.notice())) {
            tell(turn, step, now);
        } else {
            long token = turn.newToken();
            turn.effects.add(new Effect.SwitchNotice(token, step.notice(), wanted));
            turn.doing = new Doing.Studio(token, new Doing.Wanted.Notice(step, wanted));
        }
    }

    private static void tell(Turn turn, ScriptStep.Switch step, boolean on) {
        List<Spoken> words = on ? step.isOn() : step.isOff();
        turn.play(turn.phrases().say(words, turn.language))
                .ifPresentOrElse(p -> turn.doing = new Doing.Saying(p, true), () -> turn.doing = new Doing.Running());
    }

    // ---- a prompt

    /** Keeps the recording as the prompt that the step names. */
    static void keep(Turn turn, ScriptStep.RecordCaller step, long recording, String prompt) {
        if (mayNot(turn, step.at().name(), "prompt " + prompt)) {
            refused(turn, step);
            return;
        }
        long token = turn.newToken();
        turn.effects.add(new Effect.KeepPrompt(token, recording, turn.script.name(), turn.language, prompt));
        turn.doing = new Doing.Studio(token, new Doing.Wanted.Prompt(step, prompt));
    }

    private static boolean mayNot(Turn turn, String place, String what) {
        if (!turn.trusted) {
            turn.publish(new ScriptFact.Managed(place, what + " stays as it is: nobody has given a PIN in this call"));
        }
        return !turn.trusted;
    }

    private static void refused(Turn turn, ScriptStep.RecordCaller step) {
        Optional<Action> full = step.full();
        turn.doing = new Doing.Running();
        full.ifPresent(a -> turn.frame = Frame.of(a, turn.frame));
    }

    // ---- answers

    static void answered(Turn turn, ScriptEvent.StudioAnswered event) {
        if (!(turn.doing instanceof Doing.Studio studio) || studio.token() != event.token()) {
            return; // one that the caller did not wait for
        }
        boolean done = event.answer() == ScriptEvent.StudioAnswer.DONE;
        switch (studio.wanted()) {
            case Doing.Wanted.Pin p -> pin(turn, p.listen(), event.answer());
            case Doing.Wanted.Notice n -> {
                String words = n.step().notice() + (n.on() ? " on" : " off");
                turn.publish(new ScriptFact.Managed(
                        n.step().at().name(), done ? "switched " + words : "could not switch " + words));
                tell(turn, n.step(), done == n.on());
            }
            case Doing.Wanted.Prompt p -> {
                String words = "the prompt " + p.prompt() + " in " + turn.language;
                turn.publish(new ScriptFact.Managed(
                        p.step().at().name(), done ? "recorded " + words + " anew" : "could not keep " + words));
                if (done) {
                    turn.doing = new Doing.Running();
                    Recordings.onward(turn, p.step());
                } else {
                    refused(turn, p.step());
                }
            }
        }
    }

    private static void pin(Turn turn, Listen listen, ScriptEvent.StudioAnswer answer) {
        ScriptStep.Input step = listen.step();
        String name = step instanceof ScriptStep.Ask ask ? ask.pin().orElse("") : "";
        switch (answer) {
            case DONE -> {
                turn.trusted = true;
                turn.publish(new ScriptFact.Managed(step.at().name(), "gave the PIN " + name));
                turn.doing = new Doing.Running();
            }
            case REFUSED -> Questions.wrong(turn, listen, "");
            case LOCKED -> {
                turn.publish(new ScriptFact.Managed(step.at().name(), "the PIN " + name + " is locked for a while"));
                turn.lastWords(List.of(Script.PIN_LOCKED), "too many wrong PINs");
            }
        }
    }
}
