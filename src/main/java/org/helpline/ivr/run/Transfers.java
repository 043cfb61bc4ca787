package org.helpline.ivr.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.PhoneBook.Reach;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.ScriptStep.Whom;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.model.Template;

/** Rings one person for the caller: what is heard meanwhile, who answers, who does not. */
final class Transfers {

    private static final QueueName NO_QUEUE = new QueueName("");

    private Transfers() {}

    static void begin(Turn turn, ScriptStep.Transfer step) {
        PhoneBook book = turn.environment.book();
        Optional<Reach> reach = switch (step.whom()) {
            case Whom.Agent a -> book.agent(a.id().fill(turn::value)).map(PhoneBook.Entry::reach);
            case Whom.Extension e ->
                book.extension(e.number().fill(turn::value)).map(PhoneBook.Entry::reach);
            case Whom.Outside n -> book.number(n.number().fill(turn::value));
        };
        String asked = switch (step.whom()) {
            case Whom.Agent a -> "agent " + a.id().fill(turn::value);
            case Whom.Extension e -> "extension " + e.number().fill(turn::value);
            case Whom.Outside n -> "number " + n.number().fill(turn::value);
        };
        if (reach.isPresent()) {
            ring(turn, step.at(), asked, reach.get(), step.ringing());
        } else {
            turn.publish(new ScriptFact.Left(plain(asked)));
            missed(turn, plain(asked), step.ringing().missed(), Missed.Why.NOT_THERE);
        }
    }

    /** A name that comes out of a value is no more than a name in the story. */
    private static String plain(String asked) {
        String clean = asked.replaceAll("[^A-Za-z0-9 +_-]", "?");
        return clean.length() > 60 ? clean.substring(0, 60) : clean;
    }

    /** Leads the caller there: {@code asked} is for the story. */
    static void ring(Turn turn, Place at, String asked, Reach reach, Ringing how) {
        switch (reach) {
            case Reach.Script s -> turn.toScript(s.script());
            case Reach.Queue q -> {
                pop(turn, how.pop());
                Queueing.join(turn, new ScriptStep.JoinQueue(at, q.queue(), 0, sendOn(how.missed()), how.after()));
            }
            case Reach.Agent _, Reach.Phone _, Reach.Outside _ -> call(turn, at, asked, reach, how);
        }
    }

    private static void call(Turn turn, Place at, String asked, Reach reach, Ringing how) {
        turn.ahead = "";
        turn.publish(new ScriptFact.Left(asked));
        pop(turn, how.pop());
        long token = turn.newToken();
        turn.effects.add(new Effect.CallOut(
                token, reach, how.ring(), List.copyOf(turn.choices), how.after().isEmpty()));
        if (!how.music().isEmpty()) {
            turn.effects.add(new Effect.StartMusic(how.music()));
        }
        Optional<Doing.Playing> said = turn.play(turn.phrases().say(how.say(), turn.language));
        Doing.Announcing announcing =
                said.isPresent() ? new Doing.Announcing.Now(said.get()) : new Doing.Announcing.Nothing();
        turn.doing = new Doing.Calling(at, asked, reach, how, token, announcing);
    }

    /** Lines of the pop, filled in; a later line of the same label takes the place of the earlier one. */
    static void pop(Turn turn, Map<String, Template> lines) {
        lines.forEach((label, text) -> {
            turn.choices.removeIf(c -> c.label().equals(label));
            turn.choices.add(new ScreenPop.Choice(label, new Personal(PopText.of(text, turn::value))));
        });
    }

    /** An extension may lead to a queue: what a person's absence means, a queue's means too. */
    private static SendOn sendOn(Missed missed) {
        Map<SendOn.Reason, Action> branches = new EnumMap<>(SendOn.Reason.class);
        put(branches, SendOn.Reason.FULL, missed.branches().get(Missed.Why.BUSY));
        put(branches, SendOn.Reason.CLOSED, missed.branches().get(Missed.Why.NOT_THERE));
        put(branches, SendOn.Reason.NOBODY, missed.branches().get(Missed.Why.NOT_THERE));
        put(branches, SendOn.Reason.TOO_LONG, missed.branches().get(Missed.Why.NO_ANSWER));
        return new SendOn(branches, missed.then());
    }

    private static void put(
            Map<SendOn.Reason, Action> branches,
            SendOn.Reason reason,
            @org.jspecify.annotations.Nullable Action action) {
        if (action != null) {
            branches.put(reason, action);
        }
    }

    static void notReached(Turn turn, long token, Missed.Why why) {
        if (turn.doing instanceof Doing.Calling calling && calling.token() == token) {
            stop(turn, calling);
            missed(turn, calling.asked(), calling.how().missed(), why);
        }
    }

    private static void missed(Turn turn, String asked, Missed missed, Missed.Why why) {
        turn.publish(new ScriptFact.NotReached(asked, why.words()));
        turn.doing = new Doing.Running();
        if (turn.countStep()) {
            missed.branch(why).ifPresent(a -> turn.frame = Frame.of(a, turn.frame));
        }
    }

    static void connected(Turn turn, Doing.Calling calling) {
        stop(turn, calling);
        turn.ahead = ""; // pressed at the ringing tone: nobody is asked
        ScriptStep.JoinQueue step = new ScriptStep.JoinQueue(
                calling.at(), NO_QUEUE, 0, SendOn.UNWRITTEN, calling.how().after());
        turn.doing = new Doing.Talking(new Doing.Stay(step, NO_QUEUE, Queueing.NOTHING, new ArrayList<>()));
    }

    private static void stop(Turn turn, Doing.Calling calling) {
        turn.playing().ifPresent(turn::stop);
        if (!calling.how().music().isEmpty()) {
            turn.effects.add(new Effect.StopMusic());
        }
    }
}
