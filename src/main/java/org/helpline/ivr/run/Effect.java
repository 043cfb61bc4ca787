package org.helpline.ivr.run;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.DeclaredUntil;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Recording;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.Wanted;

/** What a running script wants done; carried out in order. */
public sealed interface Effect {

    /** Play these, instead of what plays; {@link ScriptEvent.PlayEnded} with the token follows, at once if nothing can be played. */
    record Play(long token, List<Utterance> utterances) implements Effect {}

    /** Stop what plays (barge-in). No PlayEnded follows. */
    record StopPlay() implements Effect {}

    /** Fire {@link ScriptEvent.TimerFired} after this long. */
    record StartTimer(long token, Duration after) implements Effect {}

    /** Forget the timer. */
    record CancelTimer(long token) implements Effect {}

    /**
     * Record the caller, after a tone if it says so; {@link ScriptEvent.Recorded} with the token follows.
     *
     * @param ifCut how it is kept if the server is killed before anything was decided about it; empty: it is not
     */
    record RecordCaller(long token, Recording how, Optional<KeepRecording> ifCut) implements Effect {}

    /** End the recording; {@link ScriptEvent.Recorded} follows. {@code dropped}: nobody wants what was said. */
    record StopRecord(long token, boolean dropped) implements Effect {}

    /**
     * Play the recording with the token {@code recording}; {@link ScriptEvent.PlayEnded} with {@code token} follows, at once if it cannot be
     * played.
     */
    record PlayRecording(long token, long recording) implements Effect {}

    /**
     * Keep a recording; all others are forgotten when the call ends. One that is still under way is kept when it has ended, if it is not too
     * short.
     *
     * @param place the step's, for the story
     * @param recording the token of its {@link RecordCaller}
     * @param variable the name that the script has for it, empty for none
     * @param box whose message it is; empty: it stays with the call
     * @param choices what the caller has chosen and answered
     * @param least how long it must be, up to the end of the last speech
     */
    record KeepRecording(
            String place,
            long recording,
            String variable,
            Optional<QueueName> box,
            String language,
            List<ScreenPop.Choice> choices,
            Duration least)
            implements Effect {}

    /** Compare what was keyed with a PIN; {@link ScriptEvent.StudioAnswered} with the token follows. */
    record CheckPin(long token, String name, Personal keyed) implements Effect {}

    /** Switch a notice; {@link ScriptEvent.StudioAnswered} follows. */
    record SwitchNotice(long token, String notice, boolean on) implements Effect {}

    /** Declare a calendar, in a word of {@link org.helpline.ivr.model.ScriptStep.Declare}; {@link ScriptEvent.StudioAnswered} follows. */
    record DeclareHours(long token, String calendar, String to, DeclaredUntil until) implements Effect {}

    /** Keep the recording of that token as a prompt of a script; {@link ScriptEvent.StudioAnswered} follows. */
    record KeepPrompt(long token, long recording, String script, String language, String prompt) implements Effect {}

    /** Music by name while waiting; prompts interrupt it and it goes on where it stopped. */
    record StartMusic(String name) implements Effect {}

    /** End the music. */
    record StopMusic() implements Effect {}

    /**
     * Wait in a queue.
     *
     * @param wanted which agents may be rung; the agent who is preferred is told apart
     * @param prefer an agent who is waited for
     * @param orNobody whether the script says what follows when nobody serves, so that the caller need not wait for somebody
     * @param choices what the screen pop shows
     * @param maxWait how long at most; empty: as the settings say
     * @param recorded whether the conversation is recorded; empty: as the settings say
     */
    record Enqueue(
            QueueName queue,
            int priority,
            Wanted wanted,
            Optional<Prefer> prefer,
            boolean orNobody,
            List<ScreenPop.Choice> choices,
            Optional<Duration> maxWait,
            Optional<Boolean> recorded)
            implements Effect {

        /** Recorded as the settings say. */
        public Enqueue(
                QueueName queue,
                int priority,
                Wanted wanted,
                Optional<Prefer> prefer,
                boolean orNobody,
                List<ScreenPop.Choice> choices,
                Optional<Duration> maxWait) {
            this(queue, priority, wanted, prefer, orNobody, choices, maxWait, Optional.empty());
        }
    }

    /**
     * An agent who is waited for.
     *
     * @param agent the agent's id; empty: whoever talked with the caller last
     * @param within so long since the caller joined
     */
    record Prefer(String agent, Duration within) {}

    /**
     * Keep the caller's place in the queue while they are asked for the number of a call-back: nobody is offered them. No event
     * of this stay may be told after it. To wait there again, or to be called back from there, takes the place up.
     */
    record HoldPlace() implements Effect {}

    /**
     * Call the caller back when their turn comes; {@link ScriptEvent.CallbackAnswered} with the token follows.
     *
     * @param number as it was confirmed
     */
    record RequestCallback(long token, QueueName queue, Personal number, int priority, List<ScreenPop.Choice> choices)
            implements Effect {}

    /** Leave the queue (a key was pressed). No event of this stay may be told after it; a connection that came first is undone. */
    record LeaveQueue() implements Effect {}

    /**
     * Ring an agent or a phone, once and at once. {@link ScriptEvent.Connected} follows, or {@link ScriptEvent.NotReached} with
     * the token.
     *
     * @param reach an agent or a phone
     * @param choices what the screen pop shows
     * @param forGood the script has nothing for the caller when that conversation is over
     */
    record CallOut(long token, PhoneBook.Reach reach, Duration ring, List<ScreenPop.Choice> choices, boolean forGood)
            implements Effect {

        /** One that the script is done after. */
        public CallOut(long token, PhoneBook.Reach reach, Duration ring, List<ScreenPop.Choice> choices) {
            this(token, reach, ring, choices, true);
        }
    }

    /**
     * Ask a look-up of the settings, or the customers; {@link ScriptEvent.LookedUp} with the token follows, at once if nobody can be
     * asked. The end of the call calls it off.
     *
     * @param parameters personal
     */
    record LookUp(long token, String name, Map<String, Value> parameters) implements Effect {
        /** Keeps a copy, in the order given. */
        public LookUp {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /** Keep this of the customer for the next call; an empty text is forgotten. Nothing for a withheld number. */
    record Keep(String name, Value value) implements Effect {}

    /** The language of the call from now on; {@code remember} keeps it for the customer. */
    record SetLanguage(String language, boolean remember) implements Effect {}

    /** Publish a fact. */
    record Publish(ScriptFact fact) implements Effect {}

    /** Go on with another script from its start, with {@link State#handedOn}; the last effect. */
    record TransferToScript(String script) implements Effect {}

    /** Hang up; the last effect. */
    record HangUp(String why) implements Effect {}

    /**
     * Something to be heard. Looked for in this order: the file {@code prompts/LANGUAGE/RECORDING.wav}; the text, spoken, if
     * it can be; the file {@code prompts/LANGUAGE/PROMPT.wav} (what is said of a value that nobody recorded); nothing. The
     * language {@code any} stands for sounds that are the same in every language.
     *
     * @param prompt the prompt's id
     * @param language the language to say it in
     * @param text the filled-in text, for speaking it when no recording of this id (and these values) exists
     * @param recording the file's base name looked for first under {@code prompts/LANGUAGE/}: the id, or {@code id@value} when the text has values
     */
    record Utterance(String prompt, String language, String text, String recording) {}
}
