package org.helpline.ivr.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep.RecordCaller;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Value;

/**
 * Recording the caller: the words before it, the recording, the question about it, and what becomes of it.
 *
 * <p>A {@link Listen} without a candidate is a recording to come; its candidate is the token of the one that the caller is asked about.
 */
final class Recordings {

    /** What the caller is asked about, as the candidate of a {@link Listen}. */
    private record Said(long token, Duration length) {

        String written() {
            return token + " " + length.toMillis();
        }

        static Said read(Listen listen) {
            String written = listen.candidate().orElse("0 0");
            int space = written.indexOf(' ');
            return new Said(
                    Long.parseLong(written.substring(0, space)),
                    Duration.ofMillis(Long.parseLong(written.substring(space + 1))));
        }
    }

    private static final String KEEP = "1";
    private static final String HEAR = "2";
    private static final String AGAIN = "3";

    private Recordings() {}

    static void begin(Turn turn, RecordCaller step) {
        if (step.box().filter(turn.environment.boxFull()).isPresent()) {
            notTaken(turn, step, "the box of " + step.box().get() + " takes no more");
        } else {
            Questions.put(turn, Listen.to(step));
        }
    }

    /** Keys before the tone: one that leads somewhere does, any other is spent on coming to the tone at once. */
    static void record(Turn turn, Listen listen, RecordCaller step) {
        while (!turn.ahead.isEmpty()) {
            String key = turn.ahead.substring(0, 1);
            turn.ahead = turn.ahead.substring(1);
            if (leaves(turn, listen, step, key)) {
                return;
            }
        }
        start(turn, listen, step);
    }

    private static void start(Turn turn, Listen listen, RecordCaller step) {
        long token = turn.newToken();
        turn.effects.add(new Effect.RecordCaller(
                token,
                step.how(),
                step.asPrompt().isEmpty() ? Optional.of(keeping(turn, token, step)) : Optional.empty()));
        turn.doing = new Doing.Recording(listen, token);
    }

    private static boolean leaves(Turn turn, Listen listen, RecordCaller step, String key) {
        Optional<Choice> choice = Digit.ofSymbol(key.charAt(0)).map(step.keys()::get);
        if (choice.isPresent()) {
            Questions.choose(turn, listen, key, choice.get());
            return true;
        }
        return Questions.humanKey(turn, listen, key);
    }

    /** A key while the caller is recorded. */
    static void key(Turn turn, Doing.Recording recording, char key) {
        if (!(recording.listen().step() instanceof RecordCaller step)) {
            return;
        }
        Optional<Digit> digit = Digit.ofSymbol(key);
        boolean isEnd = digit.filter(step.how().end()::contains).isPresent();
        boolean isWay = digit.filter(step.keys()::containsKey).isPresent();
        if (isWay || !isEnd) {
            if (leaves(turn, recording.listen(), step, Character.toString(key))) {
                turn.effects.add(new Effect.StopRecord(recording.token(), true));
            }
            return; // any other key is the caller's finger, not the caller's wish
        }
        turn.effects.add(new Effect.StopRecord(recording.token(), false));
    }

    static void recorded(Turn turn, ScriptEvent.Recorded event) {
        if (!(turn.doing instanceof Doing.Recording recording)
                || recording.token() != event.token()
                || !(recording.listen().step() instanceof RecordCaller step)) {
            return; // one that the caller has left
        }
        if (!event.failure().isEmpty()) {
            turn.doing = new Doing.Running();
            notTaken(turn, step, event.failure());
        } else if (event.spoken().compareTo(step.how().least()) < 0) {
            nothing(turn, recording.listen().afterSilence(), step);
        } else {
            said(turn, step, event);
        }
    }

    private static void nothing(Turn turn, Listen listen, RecordCaller step) {
        turn.publish(new ScriptFact.NothingSaid(step.at().name(), listen.silences()));
        Questions.retry(turn, listen, step.nothing(), listen.silences());
    }

    private static void said(Turn turn, RecordCaller step, ScriptEvent.Recorded event) {
        Said said = new Said(event.token(), event.length());
        Listen about = new Listen(step, 0, 0, Optional.of(said.written()));
        if (step.review().isEmpty()) {
            keep(turn, about, step);
        } else if (turn.countStep()) {
            Questions.put(turn, about);
        }
    }

    /** A key to the question about the recording. */
    static void reviewKey(Turn turn, Listen listen, RecordCaller step, String key) {
        if (!key.equals(KEEP) && !key.equals(HEAR) && !key.equals(AGAIN)) {
            if (!Questions.humanKey(turn, listen, key)) {
                Questions.wrong(turn, listen, key);
            }
            return;
        }
        turn.publish(new ScriptFact.Chose(step.at().name(), new Personal(key), ""));
        if (key.equals(KEEP)) {
            keep(turn, listen, step);
        } else if (turn.countStep()) {
            if (key.equals(HEAR)) {
                hear(turn, listen);
            } else {
                start(turn, Listen.to(step), step);
            }
        }
    }

    private static void hear(Turn turn, Listen listen) {
        long token = turn.newToken();
        turn.effects.add(new Effect.PlayRecording(token, token(listen)));
        turn.doing = new Doing.Rehearing(new Doing.Playing(token, turn.environment.now()), listen);
    }

    private static long token(Listen listen) {
        return Said.read(listen).token();
    }

    private static void keep(Turn turn, Listen listen, RecordCaller step) {
        Duration length = Said.read(listen).length();
        if (step.asPrompt().isEmpty()) {
            keep(turn, token(listen), step);
            kept(turn, listen, step);
        }
        if (!step.variable().isEmpty()) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("length", new Value.Span(Duration.ofSeconds(length.toSeconds())));
            turn.variables.put(step.variable(), new Value.Fields(fields));
        }
        turn.doing = new Doing.Running();
        if (step.asPrompt().isPresent()) {
            Studio.keep(turn, step, token(listen), step.asPrompt().get());
        } else {
            onward(turn, step);
        }
    }

    private static void kept(Turn turn, Listen listen, RecordCaller step) {
        turn.publish(new ScriptFact.Kept(
                step.at().name(),
                step.variable(),
                step.box().map(QueueName::value).orElse(""),
                Said.read(listen).length()));
    }

    private static void keep(Turn turn, long token, RecordCaller step) {
        turn.effects.add(keeping(turn, token, step));
    }

    private static Effect.KeepRecording keeping(Turn turn, long token, RecordCaller step) {
        return new Effect.KeepRecording(
                step.at().name(),
                token,
                step.variable(),
                step.box(),
                turn.language,
                List.copyOf(turn.choices),
                step.how().least());
    }

    /** Where the call goes on after the recording. */
    static void onward(Turn turn, RecordCaller step) {
        if (step.then().isPresent()) {
            turn.frame = Frame.of(step.then().get(), turn.frame);
        } else if (step.isLast()) {
            turn.lastWords(List.of(Script.MESSAGE_TAKEN), "the caller left a message");
        }
    }

    /** {@code next}: a message that the caller was asked about is kept; who said nothing goes on without one. */
    static void leave(Turn turn, Listen listen, RecordCaller step) {
        if (listen.candidate().isPresent()) {
            keep(turn, listen, step);
        } else if (step.then().isPresent()) {
            turn.frame = Frame.of(step.then().get(), turn.frame);
        } else if (step.isLast()) {
            turn.lastWords(List.of(), "the caller left no message");
        }
    }

    private static void notTaken(Turn turn, RecordCaller step, String why) {
        turn.publish(new ScriptFact.NotRecorded(step.at().name(), why));
        Optional<Action> full = step.full();
        if (full.isPresent()) {
            turn.frame = Frame.of(full.get(), turn.frame);
        } else if (step.isLast()) {
            turn.lastWords(List.of(Script.BOX_FULL), why);
        } else if (step.then().isPresent()) {
            turn.frame = Frame.of(step.then().get(), turn.frame);
        }
    }

    /** The caller hung up: that is how most people end a message. */
    static void callerGone(Turn turn) {
        switch (turn.doing) {
            case Doing.Recording r
            when r.listen().step() instanceof RecordCaller step
                    && step.asPrompt().isEmpty() -> keep(turn, r.token(), step);
            case Doing.Rehearing r -> unasked(turn, r.listen());
            case Doing.Prompting p -> unasked(turn, p.listen());
            case Doing.Listening l -> unasked(turn, l.listen());
            default -> {} // nothing was recorded
        }
        turn.doing = new Doing.Over();
    }

    private static void unasked(Turn turn, Listen listen) {
        if (listen.step() instanceof RecordCaller step
                && listen.candidate().isPresent()
                && step.asPrompt().isEmpty()) {
            keep(turn, token(listen), step);
            kept(turn, listen, step);
        }
    }

    /** What is said before: the greeting, or the question about the recording. */
    static List<Spoken> prompt(Listen listen, RecordCaller step) {
        return listen.candidate().isPresent() ? step.review() : step.prompt();
    }
}
