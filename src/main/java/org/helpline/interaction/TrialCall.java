package org.helpline.interaction;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg.RecordTerms;
import org.helpline.call.LegEvent;
import org.helpline.call.LegListener;
import org.helpline.call.Sounds;
import org.helpline.call.Sounds.Sound;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.ivr.model.Script;
import org.jspecify.annotations.Nullable;

/**
 * An agent tries the own phone: {@value #SECONDS} seconds of what it says are recorded, played back and forgotten, and how they were heard is said, in the
 * record too, and in the Reason of our BYE. No script, no queue. Confined to the call's loop.
 */
final class TrialCall implements LegListener {

    static final int SECONDS = 4;

    /** Of full scale, as the greatest sample: some 28 dB below it. */
    static final double QUIET = 0.04;

    private static final long RECORDING = 1;

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final AgentId by;
    private final CallerEvents events;
    private final Path draft;
    private long playing;
    private @Nullable Runnable next;

    TrialCall(LiveCall call, House house, CallerLeg caller, AgentId by) {
        this.call = call;
        this.house = house;
        this.caller = caller;
        this.by = by;
        this.events = new CallerEvents(call);
        this.draft = house.boxes().draft(call.id(), RECORDING);
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered e -> {
                call.tell(new CallFact.Answered(CallerEvents.LEG, e.codec(), e.rtp()));
                say(TrialWords.GREETING, () -> play(List.of(Sounds.beep()), this::listen));
            }
            case LegEvent.PlayEnded e -> played(e);
            case LegEvent.Recorded e -> recorded(e);
            default -> events.on(event); // as of any caller
        }
    }

    private void listen() {
        caller.record(RECORDING, new RecordTerms(draft, Duration.ofSeconds(SECONDS), Optional.empty()));
    }

    private void recorded(LegEvent.Recorded e) {
        if (e.length().isZero()) {
            over(TrialWords.NOTHING, "it could not be recorded: " + e.trouble());
        } else if (call.isEnding()) {
            house.boxes().discard(draft);
        } else {
            house.prompts().once(draft, caller.loop(), sound -> {
                house.boxes().discard(draft);
                sound.filter(_ -> !e.spoken().isZero())
                        .ifPresentOrElse(this::playBack, () -> over(TrialWords.NOTHING, "nothing was heard of it"));
            });
        }
    }

    private void playBack(Sound said) {
        boolean isQuiet = said.loudest() < QUIET;
        play(
                List.of(said),
                () -> over(
                        isQuiet ? TrialWords.QUIET : TrialWords.HEARD,
                        isQuiet ? "it was heard, but quietly" : "it was heard"));
    }

    private void over(TrialWords words, String how) {
        String sentence = "Test call of " + by + "'s phone: " + how + ".";
        say(words, () -> call.finish("self-served", "server", sentence));
    }

    private void say(TrialWords words, Runnable then) {
        String language = words.language(language());
        house.prompts()
                .forAgent(language, words.in(language), words.recording(), caller.loop(), sounds -> play(sounds, then));
    }

    /** That in which the first number that callers dial is answered. */
    private String language() {
        Map<String, String> numbers = new TreeMap<>(house.settings().calls().numbers());
        return numbers.values().stream()
                .flatMap(name -> house.scripts().find(name).stream())
                .findFirst()
                .map(Script::defaultLanguage)
                .orElse("");
    }

    private void play(List<Sound> sounds, Runnable then) {
        if (!call.isEnding()) {
            playing = call.scripts().newPlayId();
            next = then;
            caller.play(playing, sounds);
        }
    }

    private void played(LegEvent.PlayEnded e) {
        Runnable then = next;
        if (then != null && e.complete() && e.playId() == playing) {
            next = null;
            then.run();
        }
    }
}
