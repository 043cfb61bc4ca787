package org.helpline.ivr.run;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Doing.Meanwhile;

/**
 * A look-up under way. A quick answer is not talked over: what is said meanwhile begins when the answer has not come within a
 * second, and is then heard to its end; after it, or after two seconds if nothing is said, there is music.
 */
final class Enquiring {

    /** How long the caller waits before something is said. */
    static final Duration BEFORE_WORDS = Duration.ofSeconds(1);

    /** How long the caller waits in silence if nothing is said. */
    static final Duration BEFORE_MUSIC = Duration.ofSeconds(2);

    private Enquiring() {}

    static void ask(Turn turn, ScriptStep.LookUp step) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        step.with()
                .forEach((name, to) ->
                        parameters.put(name, turn.worked(step, name, to).orElse(Value.NOTHING)));
        if (step.name().equals(LookUpShape.CUSTOMER)) {
            parameters.computeIfAbsent(LookUpShape.NUMBER, _ -> turn.held(BuiltIn.CALLER));
        }
        long token = turn.newToken();
        turn.effects.add(new Effect.LookUp(token, step.name(), parameters));
        long timer = turn.newToken();
        boolean speaks = !step.meanwhile().isEmpty() && turn.ahead.isEmpty();
        turn.effects.add(new Effect.StartTimer(timer, speaks ? BEFORE_WORDS : BEFORE_MUSIC));
        turn.doing = new Doing.LookingUp(
                step, token, turn.environment.now(), new Meanwhile.Silence(timer), Optional.empty());
    }

    static void answered(Turn turn, long token, LookUpAnswer answer) {
        if (!(turn.doing instanceof Doing.LookingUp asking) || asking.token() != token) {
            return; // an answer to something else
        }
        if (asking.meanwhile() instanceof Meanwhile.Words) {
            turn.doing = asking.answered(answer); // what has begun is heard out
        } else {
            goOn(turn, asking, answer);
        }
    }

    /** The silence has lasted long enough. */
    static void timeOut(Turn turn, Doing.LookingUp asking) {
        List<Effect.Utterance> words =
                turn.ahead.isEmpty() ? turn.phrases().say(asking.step().meanwhile(), turn.language) : List.of();
        Optional<Doing.Playing> playing = turn.play(words);
        if (playing.isPresent()) {
            turn.doing = asking.hearing(new Meanwhile.Words(playing.get()));
        } else {
            music(turn, asking);
        }
    }

    static void playEnded(Turn turn, Doing.LookingUp asking) {
        asking.answer().ifPresentOrElse(answer -> goOn(turn, asking, answer), () -> music(turn, asking));
    }

    /** A key cuts what is said meanwhile; it has been kept for the next question. */
    static void key(Turn turn, Doing.LookingUp asking) {
        if (asking.meanwhile() instanceof Meanwhile.Words words) {
            turn.stop(words.playing());
            playEnded(turn, asking);
        }
    }

    private static void music(Turn turn, Doing.LookingUp asking) {
        turn.effects.add(new Effect.StartMusic(asking.step().music()));
        turn.doing = asking.hearing(new Meanwhile.Music());
    }

    private static void goOn(Turn turn, Doing.LookingUp asking, LookUpAnswer answer) {
        switch (asking.meanwhile()) {
            case Meanwhile.Silence s -> turn.effects.add(new Effect.CancelTimer(s.timer()));
            case Meanwhile.Music _ -> turn.effects.add(new Effect.StopMusic());
            case Meanwhile.Words _ -> {}
        }
        ScriptStep.LookUp step = asking.step();
        turn.publish(fact(step, asking.since(), turn.environment.now(), answer));
        turn.doing = new Doing.Running();
        switch (answer) {
            case LookUpAnswer.Found found -> turn.variables.put(step.variable(), found.fields());
            case LookUpAnswer.None _ -> branch(turn, step, step.none());
            case LookUpAnswer.Failed _ -> branch(turn, step, step.failed());
        }
    }

    /** What an earlier answer said must not pass for this one's. */
    private static void branch(Turn turn, ScriptStep.LookUp step, Action action) {
        turn.variables.remove(step.variable());
        turn.frame = Frame.of(action, turn.frame);
    }

    private static ScriptFact fact(ScriptStep.LookUp step, Instant since, Instant now, LookUpAnswer answer) {
        String why = answer instanceof LookUpAnswer.Failed failed ? failed.why() : "";
        Personal told = answer instanceof LookUpAnswer.Found found ? new Personal(found.asTest()) : Personal.NONE;
        long millis = Math.max(0, Duration.between(since, now).toMillis());
        return new ScriptFact.LookedUp(step.at().name(), step.name(), answer.word(), millis, why, told);
    }
}
