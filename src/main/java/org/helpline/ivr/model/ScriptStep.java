package org.helpline.ivr.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.BusinessHours;
import org.helpline.core.DeclaredUntil;
import org.helpline.core.Digit;
import org.helpline.core.QueueName;

/** One step of a script. */
public sealed interface ScriptStep {

    /** Where it was written. */
    Place at();

    /** A step that waits for keys. */
    sealed interface Input extends ScriptStep {
        /** What is said before listening. */
        List<Spoken> prompt();

        /** Whether a key cuts the prompt short. */
        boolean barge();

        /** Whether keys pressed before it count for it. */
        default boolean ahead() {
            return true;
        }

        /** What silence and wrong keys lead to. */
        Retries retries();
    }

    /** {@code say:} prompts, {@code play:} sounds. */
    record Say(Place at, List<Spoken> what, boolean barge) implements ScriptStep {}

    /** {@code notice:} said only while it is switched on; the prompt has the notice's name. */
    record Notice(Place at, String name) implements ScriptStep {}

    /**
     * {@code declare:} what a calendar says for now, by somebody who has given a PIN. Says how it stands after that.
     *
     * @param calendar its name
     * @param to {@code open}, {@code closed}, {@code holiday}, {@code emergency}, {@code as_written}, or {@code tell} to change nothing
     * @param says what is said of each state: open, closed, holiday, emergency
     */
    record Declare(
            Place at, String calendar, String to, DeclaredUntil until, Map<BusinessHours.State, List<Spoken>> says)
            implements ScriptStep {

        /** Takes back what was declared. */
        public static final String AS_WRITTEN = "as_written";

        /** Only says how it stands. */
        public static final String TELL = "tell";

        /** What may become of it. */
        public static final List<String> WORDS = List.of("open", "closed", "holiday", "emergency", AS_WRITTEN, TELL);
    }

    /**
     * {@code switch:} a notice, by somebody who has given a PIN.
     *
     * @param isOn what is said when it is on after that; {@code isOff} when it is off
     */
    record Switch(Place at, String notice, To to, List<Spoken> isOn, List<Spoken> isOff) implements ScriptStep {

        /** What becomes of it. */
        public enum To {
            ON("on"),
            OFF("off"),
            OTHER("other"),
            TELL("tell");

            private final String word;

            To(String word) {
                this.word = word;
            }

            /** As a script writes it. */
            public String word() {
                return word;
            }
        }
    }

    /** {@code menu:} one key, one way on. */
    record Menu(
            Place at,
            List<Spoken> prompt,
            boolean barge,
            boolean ahead,
            Map<Digit, Choice> keys,
            Optional<Dial> extensions,
            Retries retries)
            implements Input {}

    /** {@code extension:} an extension's digits, which lead to whoever has it. {@code keys}: star and hash. */
    record DialExtension(
            Place at, List<Spoken> prompt, boolean barge, Map<Digit, Choice> keys, Dial dial, Retries retries)
            implements Input {}

    /**
     * {@code directory:} a name keyed letter by letter; those that fit are read out.
     *
     * @param letters how many are enough; 0: until hash, or a pause
     * @param choose what is said of each that fits; it is {@code person}, its key {@code choice}
     * @param more what is said when there are more than {@code most}, 1 to 8: key 9 reads on
     */
    record SpellName(
            Place at,
            List<Spoken> prompt,
            boolean barge,
            int letters,
            List<Spoken> choose,
            List<Spoken> more,
            int most,
            Map<Digit, Choice> keys,
            Dial dial,
            Retries retries)
            implements Input {}

    /**
     * {@code ask:} several digits into a variable.
     *
     * @param min fewest digits, 1 or more; {@code max} most digits; reaching it ends the input
     * @param end the key that ends the input early; empty: only time ends it
     * @param between how long after a digit the next is awaited
     * @param confirm what is said to have the value confirmed (1 right, 2 again); empty: not asked
     * @param keys other keys (star, hash) and their way on
     * @param show the label in the screen pop
     * @param answer what the digits must be, and become
     * @param secret whether what is keyed is told to nobody: no record, no agent, no test's report
     * @param pin {@code pin:} whose PIN the answer must be; it is compared and not kept. Empty: an answer like any other
     */
    record Ask(
            Place at,
            List<Spoken> prompt,
            boolean barge,
            int min,
            int max,
            Optional<Digit> end,
            Duration between,
            String variable,
            String show,
            boolean secret,
            Optional<String> pin,
            boolean ahead,
            Answer answer,
            List<Spoken> confirm,
            Map<Digit, Choice> keys,
            Retries retries)
            implements Input {}

    /**
     * {@code record:} what the caller says, and {@code voicemail:}, which puts it into a queue's box.
     *
     * @param how length, tone and what ends it
     * @param variable what says how long the recording is; empty: none
     * @param box whose message it is; empty: the recording stays with the call
     * @param review what is asked afterwards (1 keep, 2 hear it, 3 record again); empty: not asked. {@code retries} are that question's
     * @param keys keys that leave, before and while the caller is recorded
     * @param nothing what it leads to when nobody has said anything: the first time, the second time …
     * @param full where the caller goes when nothing can be recorded or the box takes no more
     * @param then where the caller goes afterwards; empty: on, or goodbye after a message
     * @param asPrompt the prompt that is recorded anew, in the language of the call; empty: none
     */
    record RecordCaller(
            Place at,
            List<Spoken> prompt,
            boolean barge,
            Recording how,
            String variable,
            Optional<QueueName> box,
            List<Spoken> review,
            Map<Digit, Choice> keys,
            List<Action> nothing,
            Optional<Action> full,
            Optional<Action> then,
            Optional<String> asPrompt,
            Retries retries)
            implements Input {

        /** Whether the call ends with it unless the caller presses a key. */
        public boolean isLast() {
            return box.isPresent() && then.isEmpty();
        }
    }

    /**
     * {@code language: {ask: …}}: the prompt is said in every language of {@code keys}, in their order.
     *
     * @param remember keep it for the customer
     * @param always ask even a caller whose language is remembered
     */
    record ChooseLanguage(
            Place at,
            List<Spoken> prompt,
            boolean barge,
            Map<Digit, String> keys,
            boolean remember,
            boolean always,
            Retries retries)
            implements Input {}

    /** {@code language: tr}: the language from here on. */
    record SetLanguage(Place at, String language) implements ScriptStep {}

    /** {@code set:} variables, in order. */
    record SetVariables(Place at, Map<String, Assigned> values) implements ScriptStep {}

    /** {@code when:} a fork; an absent branch goes on with the next step. */
    record When(Place at, Condition condition, Optional<Action> then, Optional<Action> otherwise)
            implements ScriptStep {}

    /**
     * {@code queue:} wait for an agent.
     *
     * @param priority higher is served first, 0 to 10, unless {@code wanted} works it out
     * @param wanted which agents may be rung
     * @param pop lines for the agent's screen, by label
     * @param recorded whether the conversation is recorded; empty: as the queue's settings say
     * @param after where to go on when the agent has left
     */
    record JoinQueue(
            Place at,
            QueueName queue,
            int priority,
            Wanted wanted,
            Map<String, Template> pop,
            SendOn sendOn,
            Optional<Boolean> recorded,
            Optional<Action> after)
            implements ScriptStep {

        /** Any agent of the queue, with no more on the screen than the caller chose. */
        public JoinQueue(Place at, QueueName queue, int priority, SendOn sendOn, Optional<Action> after) {
            this(at, queue, priority, Wanted.ANYBODY, Map.of(), sendOn, Optional.empty(), after);
        }
    }

    /** {@code transfer:} rings one person, at once or not at all. */
    record Transfer(Place at, Whom whom, Ringing ringing) implements ScriptStep {}

    /** Whom a transfer rings; values are filled in when it is done. */
    sealed interface Whom {
        /** An agent by id. */
        record Agent(Template id) implements Whom {}

        /** Whatever the extension leads to. */
        record Extension(Template number) implements Whom {}

        /** A number outside, by a trunk. */
        record Outside(Template number) implements Whom {}
    }

    /**
     * {@code callback:} the caller is called back when their turn comes, and need not wait on the phone.
     *
     * @param number the number to offer; the caller is asked for one when it gives none
     * @param ask asks for a number and has it confirmed
     * @param promise said when the call-back is promised; {@code there} when one was promised before
     * @param refused said when the number must not be called; then another is asked for
     * @param failed where to go when there can be no call-back; empty: the human
     * @param then where to go after the promise; empty: goodbye
     */
    record Callback(
            Place at,
            QueueName queue,
            Template number,
            Ask ask,
            List<Spoken> promise,
            List<Spoken> there,
            List<Spoken> refused,
            int priority,
            Optional<Action> failed,
            Optional<Action> then)
            implements ScriptStep {}

    /**
     * {@code look_up:} asks the customers, or another program that the settings name.
     *
     * @param name of the look-up
     * @param with its parameters
     * @param variable where the answer's fields go
     * @param meanwhile what is said if the answer does not come at once
     * @param music what is heard after that
     * @param none if nothing is known; {@code failed} if nobody could tell
     */
    record LookUp(
            Place at,
            String name,
            Map<String, Assigned> with,
            String variable,
            List<Spoken> meanwhile,
            String music,
            Action none,
            Action failed)
            implements ScriptStep {}

    /** {@code go:} another section. */
    record Go(Place at, String section) implements ScriptStep {}

    /** {@code script:} another script from its start. */
    record ToScript(Place at, String script) implements ScriptStep {}

    /**
     * {@code do:} run a section or another script and come back.
     *
     * @param with what the other script takes, by name
     * @param result the variable for what it gives back; empty: nothing is kept
     */
    record Do(Place at, Routine routine, Map<String, Assigned> with, String result) implements ScriptStep {}

    /** What {@link Do} runs. */
    sealed interface Routine {
        /** Its name. */
        String name();

        /** A section of the same script, with the same variables. */
        record Section(String name) implements Routine {}

        /** Another script, with variables of its own. */
        record Script(String name) implements Routine {}
    }

    /** {@code return}: back from what {@link Do} runs; {@code value} is given back. */
    record Return(Place at, Optional<Assigned> value) implements ScriptStep {}

    /**
     * {@code split:} calls by percentage; what is left over goes on with the next step.
     *
     * @param byCaller the same caller gets the same side
     */
    record Split(Place at, List<Side> sides, boolean byCaller) implements ScriptStep {

        /** The side of a draw from 0 to 99; empty: the next step. */
        public Optional<Side> side(int draw) {
            int from = 0;
            for (Side side : sides) {
                from += side.percent();
                if (draw < from) {
                    return Optional.of(side);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * A side of a {@link Split}.
     *
     * @param label {@code 20%} or {@code else}
     * @param percent 0 to 100
     */
    record Side(String label, int percent, Action action) {
        /** The same with another share. */
        public Side of(int share) {
            return new Side(label, share, action);
        }
    }

    /** {@code hangup}. */
    record HangUp(Place at) implements ScriptStep {}

    /** {@code human}: what the script declares once. */
    record Human(Place at) implements ScriptStep {}

    /** {@code again}: say the prompt again and listen. */
    record Again(Place at) implements ScriptStep {}

    /** {@code next}: leave the question and go on with the step after it. */
    record Next(Place at) implements ScriptStep {}
}
