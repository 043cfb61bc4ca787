package org.helpline.app.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Digit;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.TrialAct;

/**
 * What the caller, the queue and the agent of a played trial do, so that they can do it again on the phone.
 *
 * @param deeds in their order
 * @param answers what the queue says to each joining
 * @param speaks from when to when something is said
 * @param lasts the whole call
 */
record Plan(List<Deed> deeds, List<StagedAcd.Answer> answers, List<Span> speaks, Duration lasts, int facts) {

    /** From {@code begin} to {@code end}. */
    record Span(Duration begin, Duration end) {}

    /**
     * Something that is done.
     *
     * @param after since the script began
     * @param facts how many facts the script has told before it
     */
    record Deed(Duration after, int facts, Act act) {}

    /** What may be done. */
    sealed interface Act {
        /** The caller presses a key. */
        record Press(Digit digit) implements Act {}

        /** The caller moves up in the queue. */
        record Moves(int position) implements Act {}

        /** The queue gives the caller up. */
        record GivesUp(String why) implements Act {}

        /** The caller speaks for so long. */
        record Speak(Duration time) implements Act {}

        /** The world is another from now on. */
        record Changes(TrialAct act) implements Act {}

        /** An agent's phone begins to ring, so that it can be answered in time. */
        record AgentReady() implements Act {}

        /** The agent answers. */
        record AgentAnswers() implements Act {}

        /** Whoever talks with the caller hangs up. */
        record AgentLeaves() implements Act {}

        /** Whoever talks with the caller sends them on. */
        record AgentSends(QueueName queue) implements Act {}

        /** Whoever the script rings answers. */
        record Answers(PhoneBook.Reach who) implements Act {}

        /** Whoever the script rings does not take the call. */
        record Declines(PhoneBook.Reach who) implements Act {}

        /** Whoever the script rings is not there, though they were before or will be: their phone says so. */
        record IsGone(PhoneBook.Reach who) implements Act {}

        /** Who has not answered could be rung again. */
        record ThereAgain(PhoneBook.Reach who) implements Act {}
    }

    /** How long an agent's phone rings before it is answered. */
    static final Duration RINGS = Duration.ofMillis(250);

    /** How long the tone is after which a caller speaks. */
    private static final Duration TONE = Duration.ofMillis(400);

    /** Of a trial. */
    static Plan of(Played played) {
        List<Deed> deeds = new ArrayList<>();
        List<StagedAcd.Answer> answers = new ArrayList<>();
        List<Span> speaks = new ArrayList<>();
        Optional<Duration> speaking = Optional.empty();
        Optional<PhoneBook.Reach> rung = Optional.empty();
        Duration afterTone = Duration.ZERO;
        int facts = 0;
        int seen = 0;
        for (Moment moment : played.moments()) {
            asides(played, seen++, facts, afterTone, deeds);
            switch (moment) {
                case Moment.Told(Duration after, ScriptEvent event) -> {
                    told(after, event, facts, rung, deeds, answers);
                    rung = event instanceof ScriptEvent.Connected || event instanceof ScriptEvent.NotReached
                            ? Optional.empty()
                            : rung;
                    if (event instanceof ScriptEvent.PlayEnded && speaking.isPresent()) {
                        speaks.add(new Span(speaking.get(), after));
                        speaking = Optional.empty();
                    }
                }
                case Moment.Did(Duration after, Effect effect) -> {
                    facts += effect instanceof Effect.Publish ? 1 : 0;
                    afterTone =
                            effect instanceof Effect.RecordCaller r && r.how().beep() ? after.plus(TONE) : afterTone;
                    if (speaking.isPresent() && (effect instanceof Effect.StopPlay || effect instanceof Effect.Play)) {
                        speaks.add(new Span(speaking.get(), after));
                    }
                    rung = switch (effect) {
                        case Effect.CallOut e -> Optional.of(e.reach());
                        case Effect.Enqueue _ -> Optional.empty();
                        default -> rung;
                    };
                    speaking = switch (effect) {
                        case Effect.Play _ -> Optional.of(after);
                        case Effect.StopPlay _ -> Optional.empty();
                        default -> speaking;
                    };
                }
            }
        }
        asides(played, seen, facts, afterTone, deeds);
        Duration lasts = played.verdict().lasted();
        speaking.ifPresent(begin -> speaks.add(new Span(begin, lasts)));
        return new Plan(List.copyOf(deeds), List.copyOf(answers), List.copyOf(speaks), lasts, facts);
    }

    private static void asides(Played played, int moments, int facts, Duration afterTone, List<Deed> deeds) {
        played.asides().stream().filter(a -> a.moments() == moments).forEach(a -> {
            if (a.act() instanceof TrialAct.Records speech) {
                Duration begin = a.after().compareTo(afterTone) < 0 ? afterTone : a.after();
                deeds.add(new Deed(begin, facts, new Act.Speak(speech.speech())));
            } else {
                deeds.add(new Deed(a.after(), facts, new Act.Changes(a.act())));
            }
        });
    }

    private static void told(
            Duration after,
            ScriptEvent event,
            int facts,
            Optional<PhoneBook.Reach> rung,
            List<Deed> deeds,
            List<StagedAcd.Answer> answers) {
        switch (event) {
            case ScriptEvent.KeyPressed k -> deeds.add(new Deed(after, facts, new Act.Press(k.digit())));
            case ScriptEvent.Queued q -> answers.add(new StagedAcd.Answer.Takes(q.position()));
            case ScriptEvent.NotQueued q -> answers.add(new StagedAcd.Answer.Refuses(q.why()));
            case ScriptEvent.PositionChanged q -> deeds.add(new Deed(after, facts, new Act.Moves(q.position())));
            case ScriptEvent.SentOn q -> deeds.add(new Deed(after, facts, new Act.GivesUp(q.why())));
            case ScriptEvent.Connected _
            when rung.isPresent() -> deeds.add(new Deed(after, facts, new Act.Answers(rung.get())));
            case ScriptEvent.NotReached n ->
                rung.ifPresent(who -> {
                    switch (n.why()) {
                        case BUSY -> deeds.add(new Deed(after, facts, new Act.Declines(who)));
                        case NO_ANSWER ->
                            deeds.add(new Deed(after, facts + 1, new Act.ThereAgain(who))); // the script has told
                        case NOT_THERE -> deeds.add(new Deed(after, facts, new Act.IsGone(who)));
                    }
                });
            case ScriptEvent.Connected _ -> {
                deeds.add(new Deed(after.minus(RINGS), 0, new Act.AgentReady()));
                deeds.add(new Deed(after, facts, new Act.AgentAnswers()));
            }
            case ScriptEvent.AgentLeft _ -> deeds.add(new Deed(after, facts, new Act.AgentLeaves()));
            case ScriptEvent.SentToQueue q -> deeds.add(new Deed(after, facts, new Act.AgentSends(q.queue())));
            default -> {} // the house does it by itself: what plays ends, timers fire, what was asked is answered
        }
    }
}
