package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.helpline.call.CallTape;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.call.LegEvent;
import org.helpline.config.QueueRecording;
import org.helpline.config.QueueRecording.When;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.QueueName;
import org.jspecify.annotations.Nullable;

/**
 * The recording of what caller and agents say to each other: who begins it, the announcement before it, its pauses and its end. One at a time, from
 * the first agent to the last one whom the caller is sent on to. Confined to the call's loop.
 */
final class Taping {

    /** Below this, ids are those of {@link CallRecordings}. */
    private static final long FIRST = 1L << 32;

    private static final String RECORDING = "recorded";
    private static final String ENGLISH = "en";
    private static final Map<String, String> SENTENCES = Map.of(
            ENGLISH,
            "This call is recorded.",
            "tr",
            "Bu görüşme kaydedilmektedir.",
            "de",
            "Dieses Gespräch wird aufgezeichnet.",
            "fr",
            "Cet appel est enregistré.",
            "ru",
            "Этот разговор записывается.",
            "id",
            "Panggilan ini direkam.");

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final Set<Long> open = new LinkedHashSet<>();
    private Optional<Boolean> wish = Optional.empty();
    private @Nullable Take take;
    private long announcing;
    private String announcedFor = "";
    private boolean announced;
    private long last = FIRST;

    Taping(LiveCall call, House house, CallerLeg caller) {
        this.call = call;
        this.house = house;
        this.caller = caller;
    }

    /** A recording under way. */
    private static final class Take {
        final long number;
        final String id;
        final CallTape tape;
        final long sinceNanos;
        final Set<AgentId> agents = new LinkedHashSet<>();
        final List<CallArchive.Pause> pauses = new ArrayList<>();

        @Nullable
        AgentId pausedBy;

        Duration pausedAt = Duration.ZERO;

        Take(long number, String id, CallTape tape, long sinceNanos) {
            this.number = number;
            this.id = id;
            this.tape = tape;
            this.sinceNanos = sinceNanos;
        }
    }

    // ---- what begins and ends it

    /** What the script says of the conversations that come; empty: nothing. */
    void wanted(Optional<Boolean> recorded) {
        wish = recorded;
    }

    /** Somebody is on the phone who may talk with the caller: what the caller hears of them is recorded, if anything is. */
    void joins(Leg leg) {
        if (take != null) {
            leg.on(take.tape);
        }
    }

    /** Caller and agent hear each other. */
    void talks(Optional<AgentId> agent) {
        Take now = take;
        if (now != null) {
            agent.ifPresent(now.agents::add);
            if (now.pausedBy != null && !agent.equals(Optional.of(now.pausedBy))) {
                resume(now); // a pause ends with whoever made it
            }
            if (!goesOn()) {
                stop();
            }
        } else if (announcing == 0) {
            beginner().ifPresent(this::begin);
        }
        show();
    }

    private boolean goesOn() {
        return wish.orElse(rule().when() != When.OFF);
    }

    private QueueRecording rule() {
        return call.queue().lastQueue().map(house.settings().acd()::recording).orElse(QueueRecording.NONE);
    }

    /** Who wants every conversation recorded. */
    private Optional<String> beginner() {
        boolean byQueue = rule().when() == When.ON;
        return wish.isPresent()
                ? wish.filter(w -> w).map(_ -> "the script")
                : call.queue().lastQueue().filter(_ -> byQueue).map(q -> "queue " + q);
    }

    private void begin(String by) {
        Optional<String> text = house.settings().recordings().announcement();
        if (announced || text.isEmpty()) {
            record(by);
            return;
        }
        String language = call.scripts().language().orElse(call.callback().language());
        String sentence = text.get().isEmpty()
                ? Objects.requireNonNull(SENTENCES.get(SENTENCES.containsKey(language) ? language : ENGLISH))
                : text.get();
        String spoken = text.get().isEmpty() && !SENTENCES.containsKey(language) ? ENGLISH : language;
        long id = call.scripts().newPlayId();
        announcing = id;
        announcedFor = by;
        house.prompts().forAgent(spoken, sentence, RECORDING, call.loop(), sounds -> {
            if (announcing == id && !call.isEnding()) {
                caller.play(id, sounds);
                call.parts().talking().forEach(leg -> leg.play(id, sounds));
            }
        });
    }

    /** Something that was played to the caller has ended; whether it was an announcement of ours. */
    boolean playEnded(LegEvent.PlayEnded e) {
        if (announcing == 0 || e.playId() != announcing) {
            return false;
        }
        announcing = 0;
        if (e.complete()) {
            announced = true;
            call.tell(new CallFact.RecordingAnnounced());
            record(announcedFor);
        } else if (!call.isEnding()) {
            call.tell(new CallFact.NotRecorded("the announcement was broken off"));
        }
        show();
        return true;
    }

    private void record(String by) {
        if (call.parts().talking().isEmpty()) {
            return; // they have gone meanwhile
        }
        long number = ++last;
        String id = call.id() + "-" + (number - FIRST);
        Optional<QueueName> queue = call.queue().lastQueue();
        CallArchive.Beginning what =
                new CallArchive.Beginning(id, call.id(), queue, caller.arrival().from(), by);
        house.archive()
                .begin(what)
                .flatMap(terms ->
                        caller.tape(number, terms, house.settings().calls().maxLength()))
                .ifPresentOrElse(
                        tape -> begun(new Take(number, id, tape, house.clock().nanos()), by), () -> {
                            call.tell(new CallFact.NotRecorded("it cannot be kept"));
                            call.note("the conversation cannot be recorded: it cannot be kept");
                        });
    }

    private void begun(Take begun, String by) {
        take = begun;
        open.add(begun.number);
        call.agent().talker().ifPresent(begun.agents::add);
        call.parts().talking().forEach(leg -> leg.on(begun.tape));
        call.tell(new CallFact.RecordingBegan(begun.id, by));
    }

    /** The agents have left the caller to the script. */
    void over() {
        announcing = 0;
        stop();
    }

    private void stop() {
        Take ending = take;
        if (ending != null) {
            resume(ending);
            caller.stopTape();
            show();
        }
    }

    /** What the caller's leg says of a recording that has ended; whether it was one of a conversation. */
    boolean ended(LegEvent.Recorded e) {
        if (!open.remove(e.recordId())) {
            return false;
        }
        Take ended = take;
        if (ended != null && ended.number == e.recordId()) {
            resume(ended);
            take = null;
            kept(ended, e);
            show();
        }
        return true;
    }

    private void kept(Take ended, LegEvent.Recorded e) {
        Duration length = e.length();
        call.tell(new CallFact.RecordingEnded(ended.id, length, e.trouble()));
        if (!e.trouble().isEmpty()) {
            call.note("recording=" + ended.id + " " + e.trouble());
        }
        house.archive()
                .ended(new CallArchive.Ending(
                        ended.id, length, List.copyOf(ended.agents), List.copyOf(ended.pauses), e.trouble()));
    }

    // ---- what the agent's desk asks for

    /** Begins, or ends; why not, in a sentence. */
    Optional<String> record(AgentId by, boolean on) {
        if (!call.agent().talksWith(by)) {
            return Optional.of(CallControl.NOT_YOURS);
        }
        if (rule().when() != When.BY_AGENT) {
            return Optional.of("In this queue agents neither begin a recording nor end one.");
        }
        if (wish.isPresent()) {
            return Optional.of(
                    wish.get()
                            ? "The script has this call recorded."
                            : "This call is not to be recorded: the script says so, as the caller may have wished.");
        }
        if (!on) {
            over();
        } else if (take == null && announcing == 0) {
            begin(by.value());
        }
        show();
        return Optional.empty();
    }

    /** All is silence from now on, for what nobody may keep; or it goes on. */
    Optional<String> pause(AgentId by, boolean on) {
        Take now = take;
        if (!call.agent().talksWith(by)) {
            return Optional.of(CallControl.NOT_YOURS);
        }
        if (now == null) {
            return Optional.of("This call is not being recorded.");
        }
        if (on && now.pausedBy == null) {
            now.pausedBy = by;
            now.pausedAt = since(now);
            caller.pauseTape(true);
            call.tell(new CallFact.RecordingPaused(now.id, by, true));
        } else if (!on) {
            resume(now);
        }
        show();
        return Optional.empty();
    }

    private void resume(Take now) {
        AgentId by = now.pausedBy;
        if (by != null) {
            now.pausedBy = null;
            now.pauses.add(new CallArchive.Pause(now.pausedAt, since(now), by.value()));
            caller.pauseTape(false);
            call.tell(new CallFact.RecordingPaused(now.id, by, false));
        }
    }

    private Duration since(Take now) {
        return Duration.ofNanos(house.clock().nanos() - now.sinceNanos);
    }

    /** Tells the desk of whoever has the caller. */
    private void show() {
        call.agent().talker().ifPresent(a -> house.desk().recorded(a, call, shown()));
    }

    private DeskPort.Taped shown() {
        boolean isFree = rule().when() == When.BY_AGENT && wish.isEmpty();
        Take now = take;
        String phase = now == null ? announcing == 0 ? "" : "announced" : now.pausedBy == null ? "on" : "paused";
        return new DeskPort.Taped(phase, isFree);
    }

    /** Whether none is under way. */
    boolean isSettled() {
        return open.isEmpty();
    }
}
