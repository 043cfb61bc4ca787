package org.helpline.ivr.run;

import java.util.List;
import java.util.Optional;
import org.helpline.core.BusinessHours;
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

    // ---- a calendar

    static void enter(Turn turn, ScriptStep.Declare step) {
        boolean tells = step.to().equals(ScriptStep.Declare.TELL);
        if (tells || mayNot(turn, step.at().name(), "the calendar " + step.calendar())) {
            tell(turn, step);
            return;
        }
        long token = turn.newToken();
        turn.effects.add(new Effect.DeclareHours(token, step.calendar(), step.to(), step.until()));
        turn.doing = new Doing.Studio(token, new Doing.Wanted.Hours(step));
    }

    /** What it says then, whatever was wanted. */
    private static void tell(Turn turn, ScriptStep.Declare step) {
        BusinessHours.State now = turn.environment.hours().apply(step.calendar());
        say(turn, step.says().getOrDefault(now, List.of()));
    }

    private static void say(Turn turn, List<Spoken> words) {
        turn.play(turn.phrases().say(words, turn.language))
                .ifPresentOrElse(p -> turn.doing = new Doing.Saying(p, true), () -> turn.doing = new Doing.Running());
    }

    private static void tell(Turn turn, ScriptStep.Switch step, boolean on) {
        say(turn, on ? step.isOn() : step.isOff());
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
            case Doing.Wanted.Hours h -> {
                ScriptStep.Declare step = h.step();
                String words =
                        "the calendar " + step.calendar() + " " + step.to().replace('_', ' ')
                                + (step.to().equals(ScriptStep.Declare.AS_WRITTEN)
                                        ? ""
                                        : " until " + step.until().written().replace('_', ' '));
                turn.publish(new ScriptFact.Managed(
                        step.at().name(), done ? "declared " + words : "could not declare " + words));
                tell(turn, step);
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
