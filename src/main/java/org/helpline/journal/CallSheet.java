package org.helpline.journal;

import java.util.Set;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;
import org.helpline.store.Tx;
import org.jspecify.annotations.Nullable;

/**
 * A call record while its facts come in: a fold over the facts of one call, in order. Confined to the store's writer.
 * Instants in nanoseconds since 1970, spans in milliseconds; texts of the caller stay sealed.
 */
final class CallSheet {

    private static final String UPSERT = "insert into call_record (id, call_id, arrived, answered, connected, ended,"
            + " dialled, caller_id, key_id, caller, caller_name, script, language, queue, agent, waited_ms, talked_ms,"
            + " outcome, ended_by, reason, sip_status, direction, trunk) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
            + " on conflict (id) do update set call_id = excluded.call_id, arrived = excluded.arrived,"
            + " answered = excluded.answered, connected = excluded.connected, ended = excluded.ended,"
            + " dialled = excluded.dialled, caller_id = excluded.caller_id, key_id = excluded.key_id,"
            + " caller = excluded.caller, caller_name = excluded.caller_name, script = excluded.script,"
            + " language = excluded.language, queue = excluded.queue, agent = excluded.agent,"
            + " waited_ms = excluded.waited_ms, talked_ms = excluded.talked_ms, outcome = excluded.outcome,"
            + " ended_by = excluded.ended_by, reason = excluded.reason, sip_status = excluded.sip_status,"
            + " direction = excluded.direction, trunk = excluded.trunk,"
            // the code is that of the agent whom the record names: one who had the caller before keeps theirs in the
            // story
            + " wrap_up = case when call_record.agent = excluded.agent then call_record.wrap_up else '' end";
    private static final Set<String> READ = Set.of(
            "call.arrived",
            "call.calls-back",
            "call.dials",
            "call.tested",
            "call.refused",
            "call.answered",
            "call.bridged",
            "call.leg-ended",
            "call.ended",
            "script.started",
            "script.language-set");
    private static final long NOT_TALKING = -1;

    /** What may change after the first save; the indexes over the other columns are then left alone, at a third of the cost. */
    private static final String UPDATE =
            "update call_record set answered = ?, connected = ?, ended = ?, script = ?, language = ?,"
                    + " queue = ?, agent = ?, waited_ms = ?, talked_ms = ?, outcome = ?, ended_by = ?, reason = ?, sip_status = ?,"
                    + " wrap_up = case when agent = ? then wrap_up else '' end where id = ?";

    private final String id;
    private boolean changed;
    private boolean known; // the store has it, by this sheet
    private String callerId = "";
    private long lastNumber;
    private String callId = "";
    private long arrived = Long.MIN_VALUE;
    private @Nullable Long answered;
    private @Nullable Long connected;
    private @Nullable Long ended;
    private String dialled = "";
    private @Nullable String keyId;
    private Personal caller = Personal.NONE;
    private Personal callerName = Personal.NONE;
    private String script = "";
    private String language = "";
    private String queue = "";
    private String agent = "";
    private String bridgedWith = "";
    private long waited;

    /** Waited before, in other queues: counted there, and a part of what this one tells. */
    private long carried;

    private long talked;
    private long talkingSince = NOT_TALKING;
    private String outcome = "";
    private String endedBy = "";
    private String reason = "";
    private int sipStatus;
    private String direction = "in";
    private String trunk = "";

    CallSheet(String id) {
        this.id = id;
    }

    /** The number of the last fact that was folded in; 0 before the first. */
    long lastNumber() {
        return lastNumber;
    }

    boolean isEnded() {
        return ended != null;
    }

    /** Whether facts of this kind change a record; the others are only counted, by {@link #pass}. */
    static boolean reads(String kind) {
        return READ.contains(kind) || kind.startsWith("queue.");
    }

    /** Counts a fact that changes nothing. */
    void pass(Entry.Line line) {
        lastNumber = Math.max(lastNumber, line.number());
        if (arrived == Long.MIN_VALUE) {
            changed = true;
            arrived = line.at() - line.offset() * 1_000_000; // the INVITE, even if its own fact never came
        }
    }

    /** Folds in the next fact; its texts are sealed. */
    void add(Entry.Line line, Fact fact) {
        pass(line);
        changed = true;
        switch (fact) {
            case CallFact call -> ofCall(line, call);
            case QueueFact ofQueue -> ofQueue(line, ofQueue);
            case ScriptFact.Started started -> started(started);
            case ScriptFact.LanguageSet set -> language = set.language();
            default -> {} // tells nothing that the record shows
        }
    }

    private void ofCall(Entry.Line line, CallFact fact) {
        switch (fact) {
            case CallFact.Arrived first -> arrived(line, first);
            case CallFact.CallsBack first -> {
                known = false;
                arrived = line.at();
                callId = first.callback();
                dialled = first.shown();
                keyId = line.keyId();
                caller = first.to();
                queue = first.queue().value();
                direction = "callback";
            }
            case CallFact.Dials first -> {
                known = false;
                arrived = line.at();
                dialled = first.shown();
                keyId = line.keyId();
                caller = first.to();
                queue = first.queue().value().equals("direct")
                        ? ""
                        : first.queue().value();
                agent = first.by().value();
                direction = "out";
            }
            case CallFact.Tested _ -> {
                known = false;
                direction = "test";
            }
            case CallFact.Refused refused -> {
                sipStatus = refused.status();
                reason = refused.reason();
            }
            case CallFact.Answered answer -> {
                if (answer.leg().equals("caller") && answered == null) {
                    answered = line.at();
                    sipStatus = 200;
                }
            }
            case CallFact.Bridged on -> {
                bridgedWith = on.agentLeg();
                agent = bridgedWith.startsWith("agent:") ? bridgedWith.substring("agent:".length()) : agent;
                connected = connected == null ? Long.valueOf(line.at()) : connected;
                talkingSince = talkingSince == NOT_TALKING ? line.offset() : talkingSince;
            }
            case CallFact.LegEnded leg ->
                // others may have been rung beside whoever talks
                stopTalking(line, leg.leg().equals("caller") || leg.leg().equals(bridgedWith));
            case CallFact.Ended end -> ended(line, end);
            default -> {} // keys, holds and media: the story tells them
        }
    }

    private void arrived(Entry.Line line, CallFact.Arrived first) {
        known = false; // what it says has its place in the full statement alone
        arrived = line.at();
        callId = first.callId();
        dialled = first.dialled();
        keyId = line.keyId();
        caller = first.from();
        callerName = first.fromName();
        trunk = first.trunk();
    }

    private void started(ScriptFact.Started started) {
        script = script.isEmpty() ? started.script() : script; // the one that answered; later ones are in the story
        language = started.language();
    }

    private void ofQueue(Entry.Line line, QueueFact fact) {
        switch (fact) {
            case QueueFact.Joined joined -> {
                queue = joined.queue().value();
                carried = joined.carried().toMillis();
                stopTalking(line, true); // sent back to a queue: waiting is not talking
            }
            case QueueFact.Connected to -> {
                agent = to.agent().value();
                waited += to.waited().toMillis() - carried;
            }
            case QueueFact.Abandoned gone -> waited += gone.waited().toMillis() - carried;
            case QueueFact.SentOn on -> waited += on.waited().toMillis() - carried;
            case QueueFact.NotQueued not -> queue = not.queue().value();
            case QueueFact.Relaxed _, QueueFact.Decided _, QueueFact.Offered _, QueueFact.PopCompleted _ -> {}
            case QueueFact.OfferAccepted _, QueueFact.OfferEnded _ -> {}
            case QueueFact.Returned _, QueueFact.CutOff _ -> {} // where they stood is no wait of this call
            case QueueFact.CallbackBooked _ -> {}
            case QueueFact.CallbackAsleep _, QueueFact.CallbackAwake _, QueueFact.CallbackOver _ -> {}
            case QueueFact.CallbackPromised _, QueueFact.CallbackStands _, QueueFact.CallbackRefused _ -> {}
            case QueueFact.CallbackReached _, QueueFact.CallbackMissed _ -> {} // waiting is told with Connected
        }
    }

    private void stopTalking(Entry.Line line, boolean really) {
        if (really && talkingSince != NOT_TALKING) {
            talked += line.offset() - talkingSince;
            talkingSince = NOT_TALKING;
        }
    }

    private void ended(Entry.Line line, CallFact.Ended end) {
        stopTalking(line, !end.outcome().equals("cut")); // how long it was talked before a cut is not known
        ended = line.at();
        outcome = end.outcome();
        endedBy = end.by();
        reason = end.reason();
        if (answered == null && sipStatus == 0 && outcome.equals("abandoned")) {
            sipStatus = 487; // the caller's CANCEL is what ended the INVITE: RFC 3261 §9.2
        }
    }

    /** Whose call it is; empty until it is known. */
    String callerId() {
        return callerId;
    }

    /** The queue that the caller was in last; empty for none. */
    String queue() {
        return queue;
    }

    /** The agent who talked with the caller last; empty for none. */
    String agent() {
        return agent;
    }

    @Nullable
    String keyId() {
        return keyId;
    }

    /** Whether it says more than when it was saved last. */
    boolean hasChanged() {
        return changed;
    }

    /** Saves it. If the transaction fails, the sheet is not to be used any more. */
    void save(Tx tx, String whose) {
        boolean same = known && callerId.equals(whose);
        callerId = whose;
        if (!same || update(tx) == 0) {
            insert(tx);
        }
        known = true;
        changed = false;
    }

    private int update(Tx tx) {
        return tx.execute(
                UPDATE, answered, connected, ended, script, language, queue, agent, waited, talked, outcome, endedBy,
                reason, sipStatus, agent, id);
    }

    private void insert(Tx tx) {
        tx.execute(
                UPSERT,
                id,
                callId,
                arrived,
                answered,
                connected,
                ended,
                dialled,
                callerId,
                keyId,
                caller.value(),
                callerName.value(),
                script,
                language,
                queue,
                agent,
                waited,
                talked,
                outcome,
                endedBy,
                reason,
                sipStatus,
                direction,
                trunk);
    }
}
