package org.helpline.interaction;

import java.util.Map;
import java.util.Optional;
import org.helpline.call.CallerLeg;
import org.helpline.call.LegEvent;
import org.helpline.core.AgentId;
import org.helpline.core.FewMap;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.ScriptEvent;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of one call, one after the other: which has the caller now, what the next one knows, and the keys pressed before it
 * listens. Confined to the call's loop.
 */
final class CallScripts {

    private final House house;
    private final LiveCall call;
    private final CallerLeg caller;
    private final Lookup lookup;
    private final Map<String, Value> written = new FewMap<>(); // by agents, in this call
    private final KeysAhead keysAhead = new KeysAhead();
    private @Nullable ScriptRun run;
    private int started;
    private long plays;

    CallScripts(House house, LiveCall call, CallerLeg caller, Lookup lookup) {
        this.house = house;
        this.call = call;
        this.caller = caller;
        this.lookup = lookup;
    }

    /** Whether a script has ever had the caller. */
    boolean haveBegun() {
        return run != null;
    }

    /** Starts the first one as soon as it is known who calls. */
    void startWhenKnown(String name) {
        keysAhead.begin(); // a key while the caller is looked up counts for the first question
        lookup.whenKnown(() -> start(name));
    }

    /** Goes on with a script from its start; what an earlier one of the call has learnt goes with it. */
    void start(String name) {
        if (call.isEnding()) {
            return;
        }
        // a call keeps the versions that it began with, also where it comes back to
        Optional<Script> found = Optional.ofNullable(run)
                .map(before -> before.handedOn().pinned().get(name))
                .or(() -> house.scripts().find(name));
        if (found.isEmpty()) {
            call.finish("failed", "server", "The script " + name + " is not loaded; see bin/helpline script check.");
        } else if (++started > house.limits().scriptsPerCall()) {
            call.finish(
                    "failed",
                    "script",
                    "The scripts sent the call around more than " + (started - 1)
                            + " times; bin/helpline script check tells which call one another without an end.");
        } else {
            if (run != null) {
                run.stop();
            }
            // most callers have nothing kept, and then the script need not be walked
            if (lookup.isRecalling() && KeptUse.of(found.get(), house.scripts()::find)) {
                keysAhead.begin();
                lookup.whenRecalled(() -> start(found.get()));
            } else {
                start(found.get());
            }
        }
    }

    private void start(Script next) {
        CallContext context = run == null
                ? CallContext.of(caller.arrival().from(), caller.arrival().dialled(), lookup.language())
                : run.handedOn();
        ScriptRun.start(
                house, next, call, caller, context.keeping(lookup.kept()).written(written), r -> run = r);
        keysAhead.end(this::on);
    }

    /** The script in which the customer asked to be called back has them again, in the queue or with its agent. */
    void startIn(CallbackWish wish) {
        if (wish.script().isEmpty()) {
            return; // booked by people or programs: no script asked
        }
        house.scripts()
                .find(wish.script())
                .ifPresentOrElse(
                        found -> ScriptRun.startIn(house, found, call, caller, asked(wish), wish.queue(), r -> run = r),
                        () -> call.note(
                                "The script " + wish.script() + " is no longer there; the call-back goes on without."));
    }

    private CallContext asked(CallbackWish wish) {
        return new CallContext(
                wish.number(),
                wish.shown(),
                Optional.empty(),
                Optional.of(wish.language()),
                Map.of(),
                lookup.kept(),
                wish.choices(),
                Map.of(),
                0);
    }

    /** Something that the script may wait for. */
    void on(ScriptEvent event) {
        if (!keysAhead.takes(event) && run != null) {
            run.on(event);
        }
    }

    /** What the caller's leg says of its playing. */
    void playEnded(LegEvent.PlayEnded e) {
        if (run != null) {
            run.playEnded(e);
        }
    }

    /** Waits in a queue that an agent has transferred the caller to. */
    void waitIn(QueueName queue, Optional<AgentId> only) {
        if (run != null) {
            run.waitIn(queue, only);
        }
    }

    /** Whether what the caller keys must not be told. */
    boolean isSecret() {
        return run != null && run.isSecret();
    }

    /** Whether there is more for the caller than goodbye. */
    boolean hasMoreToSay() {
        return run != null && run.hasMoreToSay();
    }

    /** The language of the script that has the caller; empty before the first. */
    Optional<String> language() {
        return Optional.ofNullable(run).map(ScriptRun::language);
    }

    /** A number for something to play, new over all scripts of the call. */
    long newPlayId() {
        return ++plays;
    }

    /** The caller shall be greeted in it the next time. */
    void rememberLanguage(String language) {
        String number = caller.arrival().from().value();
        if (!number.isEmpty()) {
            house.customers().rememberLanguage(number, language);
        }
    }

    /** An agent wrote something: the next script has it, in this call or in the caller's next one. */
    void written(String name, Value value) {
        written.put(name, value);
        keep(name, value);
    }

    /** Keeps a value of this caller for the next call; a withheld number keeps nothing, and nothing is overwritten unread. */
    void keep(String name, Value value) {
        Personal number = caller.arrival().from();
        if (!number.isEmpty() && !lookup.isRecalled()) {
            String why = "it is not kept, since what was kept before could not be read";
            call.tell(new ScriptFact.Undecided(name, why));
            call.note(name + ": " + why);
        } else if (!number.isEmpty()) {
            house.customers().keep(number.value(), name, value);
        }
    }

    /** The caller is gone: what was being recorded is kept. */
    void end() {
        if (run != null) {
            run.on(new ScriptEvent.CallerGone());
            run.stop();
        }
    }
}
