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
import org.helpline.core.FewSet;
import org.helpline.core.QueueName;
import org.helpline.interaction.Supervision.Taking;
import org.jspecify.annotations.Nullable;

/**
 * The recording of what caller and agents say to each other: who begins it, the announcement before it, its pauses and its end. One at a time, from
 * the first agent to the last one whom the caller is sent on to. Confined to the call's loop.
 */
final class Taping {

    /** Below this, ids are those of {@link CallRecordings}. */
    private static final long FIRST = 1L << 32;

    private static final String NOT_RECORDED = "This call is not being recorded.";
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
    private final Set<Long> open = new FewSet<>();
    private Optional<Boolean> wish = Optional.empty();
    private Optional<Boolean> order = Optional.empty();
    private String orderer = "";
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

        /** An agent, or a program; empty: it goes on. */
        String pausedBy = "";

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
            boolean isAgents = now.agents.contains(new AgentId(now.pausedBy));
            if (isAgents && !agent.map(AgentId::value).equals(Optional.of(now.pausedBy))) {
                resume(now); // a pause ends with the agent who made it
            }
            if (!goesOn()) {
                stop();
            }
        } else if (announcing == 0) {
            beginner().ifPresent(this::begin);
        } else if (!goesOn()) {
            withdraw("they came together where nothing is recorded while it was announced");
        }
        show();
    }

    private boolean goesOn() {
        return wish.or(() -> order).orElse(rule().when() != When.OFF);
    }

    private QueueRecording rule() {
        return call.queue().lastQueue().map(house.settings().acd()::recording).orElse(QueueRecording.NONE);
    }

    /** Who wants every conversation recorded. */
    private Optional<String> beginner() {
        boolean byQueue = rule().when() == When.ON;
        if (wish.isPresent()) {
            return wish.filter(w -> w).map(_ -> "the script");
        }
        return order.isPresent()
                ? order.filter(o -> o).map(_ -> orderer)
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
        call.supervisor().leg().ifPresent(leg -> leg.on(begun.tape));
        call.tell(new CallFact.RecordingBegan(begun.id, by));
    }

    /** The agents have left the caller to the script. */
    void over() {
        withdraw("the agent left while it was announced");
        stop();
    }

    /** What is being announced will not be: nobody hears the rest, and they hear each other at once. */
    private void withdraw(String why) {
        if (announcing != 0) {
            announcing = 0; // before its sound ends: nobody has broken it off
            caller.stopPlay();
            call.parts().talking().forEach(Leg::stopPlay);
            call.tell(new CallFact.NotRecorded(why));
        }
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
        Optional<String> refusal = byScript();
        if (refusal.isEmpty()) {
            order = Optional.empty();
            turn(by.value(), on);
        }
        return refusal;
    }

    private Optional<String> byScript() {
        return wish.map(recorded -> recorded
                ? "The script has this call recorded."
                : "This call is not to be recorded: the script says so, as the caller may have wished.");
    }

    private void turn(String by, boolean on) {
        if (!on) {
            withdraw(by + " stopped it while it was announced");
            stop();
        } else if (take == null && announcing == 0) {
            begin(by);
        }
        show();
    }

    // ---- what a program asks for

    /** Whatever the queue says, for the rest of the call; why not, in a sentence. */
    Optional<String> order(String by, Taking what) {
        if (call.parts().talking().isEmpty()) {
            return Optional.of("No agent talks in this call now.");
        }
        return switch (what) {
            case START -> order(by, true);
            case STOP -> order(by, false);
            case PAUSE -> paused(by, true);
            case RESUME -> paused(by, false);
        };
    }

    private Optional<String> order(String by, boolean on) {
        boolean isSo = on == (take != null || announcing != 0);
        Optional<String> refusal = wish.equals(Optional.of(on)) ? Optional.empty() : byScript();
        if (refusal.isEmpty() && isSo) {
            refusal = Optional.of(on ? "This call is being recorded already." : NOT_RECORDED);
        }
        if (refusal.isEmpty()) {
            order = Optional.of(on);
            orderer = by;
            turn(by, on);
        }
        return refusal;
    }

    /** All is silence from now on, for what nobody may keep; or it goes on. */
    Optional<String> pause(AgentId by, boolean on) {
        return call.agent().talksWith(by) ? paused(by.value(), on) : Optional.of(CallControl.NOT_YOURS);
    }

    private Optional<String> paused(String by, boolean on) {
        Take now = take;
        if (now == null) {
            return Optional.of(NOT_RECORDED);
        }
        if (on && now.pausedBy.isEmpty()) {
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
        String by = now.pausedBy;
        if (!by.isEmpty()) {
            now.pausedBy = "";
            now.pauses.add(new CallArchive.Pause(now.pausedAt, since(now), by));
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
        String phase = now == null ? announcing == 0 ? "" : "announced" : now.pausedBy.isEmpty() ? "on" : "paused";
        return new DeskPort.Taped(phase, isFree);
    }

    /** Whether none is under way. */
    boolean isSettled() {
        return open.isEmpty();
    }
}
