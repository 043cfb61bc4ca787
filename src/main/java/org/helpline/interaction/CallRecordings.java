package org.helpline.interaction;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.call.Arrival;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg.RecordTerms;
import org.helpline.call.LegEvent;
import org.helpline.call.LegEvent.RecordEnd;
import org.helpline.call.Sounds;
import org.helpline.core.FewMap;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Recording;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.ScriptEvent;

/**
 * What is recorded of a caller: the tone, the recording, and that it is kept or forgotten when the call is over. Outlives the scripts of the call,
 * whose tokens are told apart by the run that made them. Confined to the call's loop.
 */
final class CallRecordings {

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final Map<Long, Taken> byNumber = new FewMap<>();
    private final Map<Key, Long> numbers = new FewMap<>();
    private final Map<Long, Beep> beeps = new FewMap<>();
    private long last;

    CallRecordings(LiveCall call, House house, CallerLeg caller) {
        this.call = call;
        this.house = house;
        this.caller = caller;
    }

    /** A script's token, with the run that it belongs to. */
    private record Key(ScriptRun run, long token) {}

    /** A recording: under way until it has ended. */
    private static final class Taken {
        final ScriptRun run;
        final long token;
        final Path draft;
        final Instant at;
        long beep;
        boolean ended;
        boolean wanted = true;
        Duration length = Duration.ZERO;
        Duration spoken = Duration.ZERO;
        Optional<Effect.KeepRecording> keep = Optional.empty();
        /** How a crash keeps it; empty: not, or not any more. */
        Optional<Effect.KeepRecording> ifCut;

        Taken(ScriptRun run, Effect.RecordCaller effect, Path draft, Instant at) {
            this.run = run;
            this.token = effect.token();
            this.ifCut = effect.ifCut();
            this.draft = draft;
            this.at = at;
        }
    }

    /** What is recorded when the tone has been heard. */
    private record Beep(long number, Recording how) {}

    /** Records, after the tone; the run is told when it has ended. */
    void begin(ScriptRun run, Effect.RecordCaller effect) {
        long number = ++last;
        Taken taken = new Taken(
                run,
                effect,
                house.boxes().draft(call.id(), number),
                house.clock().now());
        byNumber.put(number, taken);
        numbers.put(new Key(run, effect.token()), number);
        if (effect.how().beep()) {
            taken.beep = call.scripts().newPlayId();
            beeps.put(taken.beep, new Beep(number, effect.how()));
            caller.play(taken.beep, List.of(Sounds.beep()));
        } else {
            record(number, effect.how());
        }
    }

    /** Something that was played has ended; whether it was a tone of ours. */
    boolean playEnded(LegEvent.PlayEnded e) {
        Beep beep = beeps.remove(e.playId());
        if (beep == null) {
            return false;
        }
        if (e.complete()) {
            record(beep.number(), beep.how());
        } else { // the call ended within the tone
            ended(new LegEvent.Recorded(beep.number(), RecordEnd.CLOSED, Duration.ZERO, Duration.ZERO, ""));
        }
        return true;
    }

    private void record(long number, Recording how) {
        Taken taken = byNumber.get(number);
        if (taken != null) {
            byNumber.values().stream().filter(t -> t != taken).forEach(this::reject); // the caller speaks anew
            taken.ifCut.ifPresent(k -> house.boxes().begin(said(taken, k), k.least()));
            caller.record(number, new RecordTerms(taken.draft, how.longest(), how.pause()));
        }
    }

    /** A crash does not keep it. */
    private void reject(Taken taken) {
        if (taken.wanted && taken.ifCut.isPresent()) {
            house.boxes().reject(taken.draft);
        }
        taken.ifCut = Optional.empty();
    }

    /** Ends it: at once if the tone has not been heard out. */
    void stop(ScriptRun run, Effect.StopRecord effect) {
        Long number = numbers.get(new Key(run, effect.token()));
        Taken taken = number == null ? null : byNumber.get(number);
        if (number == null || taken == null || taken.ended) {
            return;
        }
        if (effect.dropped()) {
            reject(taken);
        }
        if (beeps.remove(taken.beep) != null) {
            caller.stopPlay();
            ended(new LegEvent.Recorded(number, RecordEnd.STOPPED, Duration.ZERO, Duration.ZERO, ""));
        } else {
            caller.stopRecord();
        }
    }

    /** What the caller's leg says of a recording that has ended. */
    void ended(LegEvent.Recorded e) {
        Taken taken = byNumber.get(e.recordId());
        if (taken == null || taken.ended) {
            return;
        }
        taken.ended = true;
        taken.length = e.length();
        taken.spoken = e.spoken();
        if (!e.trouble().isEmpty()) {
            call.note("recording: " + e.trouble());
        }
        boolean failed = e.end() == RecordEnd.FAILED;
        taken.keep
                .filter(k -> keep(taken, k))
                .ifPresent(k -> call.tell(new ScriptFact.Kept(
                        k.place(), k.variable(), k.box().map(QueueName::value).orElse(""), taken.length)));
        if (taken.ifCut.filter(k -> taken.spoken.compareTo(k.least()) < 0).isPresent()) {
            reject(taken);
        }
        String failure = failed ? e.trouble() : "";
        taken.run.on(new ScriptEvent.Recorded(taken.token, e.length(), e.spoken(), failure));
    }

    /** Keeps a recording: now, or when it has ended. */
    void keep(ScriptRun run, Effect.KeepRecording effect) {
        Long number = numbers.get(new Key(run, effect.recording()));
        Taken taken = number == null ? null : byNumber.get(number);
        if (taken == null) {
            return;
        }
        taken.keep = Optional.of(effect);
        if (taken.ended) {
            keep(taken, effect);
        }
    }

    /** Whether it was long enough. */
    private boolean keep(Taken taken, Effect.KeepRecording effect) {
        if (taken.length.isZero() || taken.spoken.compareTo(effect.least()) < 0) {
            return false; // hung up before anything was said
        }
        taken.wanted = false;
        house.boxes().keep(said(taken, effect));
        return true;
    }

    private MessageBoxes.Said said(Taken taken, Effect.KeepRecording effect) {
        Arrival arrival = caller.arrival();
        return new MessageBoxes.Said(
                call.id(),
                taken.draft,
                taken.length,
                taken.at,
                arrival.from(),
                arrival.fromName(),
                arrival.dialled(),
                effect.variable(),
                effect.box(),
                effect.language(),
                effect.choices());
    }

    /** The file of a recording that has ended. */
    Optional<Path> file(ScriptRun run, long token) {
        Long number = numbers.get(new Key(run, token));
        return Optional.ofNullable(number == null ? null : byNumber.get(number))
                .filter(t -> t.ended && !t.length.isZero())
                .map(t -> t.draft);
    }

    /** Whether none is under way. */
    boolean isSettled() {
        return byNumber.values().stream().allMatch(t -> t.ended);
    }

    /** The call is over: what nobody keeps is forgotten. */
    void close() {
        beeps.clear();
        byNumber.values().stream().filter(t -> t.ended && t.wanted).forEach(t -> {
            reject(t);
            if (!t.length.isZero()) {
                house.boxes().discard(t.draft);
            }
        });
    }
}
