package org.helpline.ivr.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Value;

/** A running script, between two events. Immutable; its text never shows what the caller keyed. */
public final class State {

    private static final Value HIDDEN = Value.text(Questions.HIDDEN.value());

    final Script script;
    final CallContext context;
    final String language;
    final boolean languageChosen;
    final boolean trusted;
    final Map<String, Value> variables;
    final List<ScreenPop.Choice> choices;
    final Map<String, Script> pinned;
    final String ahead;
    final Swallow swallow;
    final Frame frame;
    final Doing doing;
    final long lastToken;
    final int steps;

    State(Turn turn) {
        this.script = turn.script;
        this.context = turn.context;
        this.language = turn.language;
        this.languageChosen = turn.languageChosen;
        this.trusted = turn.trusted;
        this.variables = Map.copyOf(turn.variables);
        this.choices = List.copyOf(turn.choices);
        this.pinned = Map.copyOf(turn.pinned);
        this.ahead = turn.ahead;
        this.swallow = turn.swallow;
        this.frame = turn.frame;
        this.doing = turn.doing;
        this.lastToken = turn.lastToken;
        this.steps = turn.steps;
    }

    /** An end key that comes late, after the last digit completed the answer, means nothing. */
    record Swallow(String key, Instant until) {}

    /** The script that runs. */
    public Script script() {
        return script;
    }

    /** The language of the call. */
    public String language() {
        return language;
    }

    /** How many steps the call has taken, earlier scripts included. */
    public int stepsTaken() {
        return steps;
    }

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return doing instanceof Doing.Over;
    }

    /** Whether nothing is left to say but goodbye. */
    public boolean isLeaving() {
        return doing instanceof Doing.Leaving || doing instanceof Doing.Over;
    }

    /** Whether an agent and the caller talk. */
    public boolean isTalking() {
        return doing instanceof Doing.Talking;
    }

    /** Whether the caller is in a queue or has asked for one. */
    public boolean isInQueue() {
        return doing instanceof Doing.Waiting || doing instanceof Doing.Joining;
    }

    /** The person who is rung for the caller; empty while nobody is. */
    public Optional<Calling> calling() {
        return doing instanceof Doing.Calling c
                ? Optional.of(new Calling(c.token(), c.reach(), c.how().ring()))
                : Optional.empty();
    }

    /** Somebody is rung: {@code token} is that of {@link Effect.CallOut}. */
    public record Calling(long token, PhoneBook.Reach reach, Duration ring) {

        /** An agent's id, an extension or a number. */
        public String who() {
            return switch (reach) {
                case PhoneBook.Reach.Agent a -> a.agent().value();
                case PhoneBook.Reach.Phone p -> p.extension();
                case PhoneBook.Reach.Outside o -> o.number();
                case PhoneBook.Reach.Queue q -> q.queue().value();
                case PhoneBook.Reach.Script s -> s.script();
            };
        }
    }

    /** Whether the caller is asked for keys: a prompt of a question plays, or a key is awaited. */
    public boolean isAsking() {
        return doing instanceof Doing.Prompting || doing instanceof Doing.Listening;
    }

    /** Whether the caller is recorded. */
    public boolean isRecording() {
        return doing instanceof Doing.Recording;
    }

    /** What has been asked of others and not been answered yet; empty for nothing. */
    public Optional<String> lookUp() {
        return doing instanceof Doing.LookingUp l ? Optional.of(l.step().name()) : Optional.empty();
    }

    /** Whether a queue has been asked and has not answered yet. */
    public boolean isJoining() {
        return doing instanceof Doing.Joining;
    }

    /** The queue that the caller is in, has asked for, or was served from. */
    public Optional<QueueName> queue() {
        return switch (doing) {
            case Doing.Joining j -> Optional.of(j.stay().queue());
            case Doing.Waiting w -> Optional.of(w.stay().queue());
            case Doing.Talking t ->
                Optional.of(t.stay().queue()).filter(q -> !q.value().isEmpty());
            case Doing.Running _, Doing.Saying _, Doing.Prompting _, Doing.Listening _ -> Optional.empty();
            case Doing.Recording _, Doing.Rehearing _, Doing.Studio _ -> Optional.empty();
            case Doing.LookingUp _, Doing.Booking _ -> Optional.empty();
            case Doing.Calling _, Doing.Leaving _, Doing.Over _ -> Optional.empty();
        };
    }

    /** The number that a call-back has been asked for, while the answer is awaited. */
    public Optional<String> booking() {
        return doing instanceof Doing.Booking
                ? Value.find(variables, BuiltIn.CALLBACK).map(Value::written)
                : Optional.empty();
    }

    /** The token of the request for a call-back, while the answer is awaited. */
    public Optional<Long> bookingToken() {
        return doing instanceof Doing.Booking b ? Optional.of(b.token()) : Optional.empty();
    }

    /** What a waiting caller hears and may press; empty for one who does not wait. */
    public Optional<QueueWait> hears() {
        return doing instanceof Doing.Waiting w ? Optional.of(w.stay().hears()) : Optional.empty();
    }

    /** Whether the script, or one that runs it, asks for anything that nobody may see. */
    public boolean hasSecrets() {
        boolean secret = !script.secrets().isEmpty();
        for (Frame f = frame; !(f instanceof Frame.Bottom); f = f.below()) {
            secret |= f instanceof Frame.Routine r
                    && r.outer().filter(o -> !o.script().secrets().isEmpty()).isPresent();
        }
        return secret;
    }

    /** What has been set, by name: personal, for the eyes of a designer who tries the script; secrets are not shown. */
    public Map<String, Value> variables() {
        Map<String, Value> shown = new HashMap<>(variables);
        script.secrets().forEach(name -> shown.computeIfPresent(name, (_, _) -> HIDDEN));
        return shown;
    }

    /** What the caller has chosen, oldest first. */
    public List<ScreenPop.Choice> choices() {
        return choices;
    }

    /** Its own and, under them, those of the scripts that it was run by. */
    private Map<String, Value> allVariables() {
        Map<String, Value> all = new HashMap<>(variables);
        for (Frame f = frame; !(f instanceof Frame.Bottom); f = f.below()) {
            if (f instanceof Frame.Routine r) {
                r.outer().ifPresent(outer -> outer.variables().forEach(all::putIfAbsent));
            }
        }
        return all;
    }

    /** What the next script of this call begins with, after {@link Effect.TransferToScript}. */
    public CallContext handedOn() {
        return new CallContext(
                context.caller(),
                context.dialled(),
                context.remembered(),
                Optional.of(language),
                allVariables(),
                context.kept(),
                choices,
                pinned,
                steps);
    }

    @Override
    public String toString() {
        return "State[script=" + script.name() + ", language=" + language + ", steps=" + steps + ", " + doing + "]";
    }
}
