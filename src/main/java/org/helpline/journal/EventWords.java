package org.helpline.journal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.helpline.core.AgentFact;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;
import org.helpline.core.ServerFact;

/**
 * Which facts programs are told, and in which words. Names and fields here are a promise to programs: they stay as they are when facts
 * change, and only become more.
 */
final class EventWords {

    /** The kinds of facts that are told; each is told under its own name. */
    static final Set<String> KINDS = Set.of(
            "call.arrived",
            "call.refused",
            "call.ended",
            "call.transferred",
            "queue.joined",
            "queue.not-queued",
            "queue.offered",
            "queue.connected",
            "queue.abandoned",
            "queue.sent-on",
            "queue.callback-promised",
            "queue.callback-booked",
            "queue.callback-reached",
            "queue.callback-missed",
            "agent.state-changed",
            "agent.wrap-up-coded",
            "agent.noted",
            "script.rated",
            "server.started",
            "server.stopped");

    private final Map<String, Object> plain = new LinkedHashMap<>();
    private final Map<String, Object> personal = new LinkedHashMap<>();

    private EventWords() {}

    /** The fields of an event; those of {@code personal} tell who a caller is. */
    record Fields(Map<String, Object> plain, Map<String, Object> personal) {}

    /** The fields of a fact; none of one that is not told. */
    static Fields of(Fact fact) {
        EventWords words = new EventWords();
        switch (fact) {
            case CallFact f -> words.call(f);
            case QueueFact f -> words.queue(f);
            case AgentFact f -> words.agent(f);
            case ScriptFact.Rated f ->
                words.put("question", f.question()).put("score", f.score()).put("most", f.most());
            case ServerFact.Started f -> words.put("version", f.version());
            case ServerFact.Stopped f -> words.put("why", f.why());
            default -> {} // the rest is our own affair
        }
        return new Fields(words.plain, words.personal);
    }

    private void call(CallFact fact) {
        switch (fact) {
            case CallFact.Arrived f ->
                put("dialled", f.dialled())
                        .put("trunk", f.trunk())
                        .person("caller", f.from())
                        .person("callerName", f.fromName());
            case CallFact.Refused f -> put("status", f.status()).put("reason", f.reason());
            case CallFact.Ended f ->
                put("outcome", f.outcome()).put("endedBy", f.by()).put("reason", f.reason());
            case CallFact.Transferred f -> put("agent", f.by().value()).put("to", f.to());
            case CallFact.Moved f -> put("by", f.by()).put("to", f.to());
            default -> {} // steps that the call's story tells
        }
    }

    private void queue(QueueFact fact) {
        switch (fact) {
            case QueueFact.Joined f -> put("queue", f.queue().value()).put("position", f.position());
            case QueueFact.NotQueued f -> put("queue", f.queue().value()).put("why", f.why());
            case QueueFact.Offered f ->
                put("queue", f.queue().value()).put("agent", f.agent().value()).span("waitedMs", f.waited());
            case QueueFact.Connected f ->
                put("queue", f.queue().value()).put("agent", f.agent().value()).span("waitedMs", f.waited());
            case QueueFact.Abandoned f -> put("queue", f.queue().value()).span("waitedMs", f.waited());
            case QueueFact.SentOn f ->
                put("queue", f.queue().value()).put("why", f.why()).span("waitedMs", f.waited());
            case QueueFact.CallbackPromised f ->
                put("queue", f.queue().value()).put("callback", f.callback()).person("caller", f.number());
            case QueueFact.CallbackBooked f ->
                put("queue", f.queue().value())
                        .put("callback", f.callback())
                        .put("source", f.source())
                        .person("caller", f.number());
            case QueueFact.CallbackReached f ->
                put("queue", f.queue().value()).put("callback", f.callback()).span("waitedMs", f.waited());
            case QueueFact.CallbackMissed f ->
                put("queue", f.queue().value())
                        .put("callback", f.callback())
                        .put("why", f.why())
                        .put("attempts", f.attempts());
            default -> {} // steps that the call's story tells
        }
    }

    private void agent(AgentFact fact) {
        switch (fact) {
            case AgentFact.StateChanged f ->
                put("agent", f.agent().value()).put("state", f.state()).put("reason", f.reason());
            case AgentFact.WrapUpCoded f -> put("agent", f.agent().value()).put("code", f.code());
            case AgentFact.Noted f -> put("agent", f.agent().value()).person("note", f.note());
            default -> {} // the desk's own affair
        }
    }

    private EventWords put(String name, Object value) {
        plain.put(name, value);
        return this;
    }

    private EventWords span(String name, Duration value) {
        return put(name, value.toMillis());
    }

    private EventWords person(String name, Personal value) {
        personal.put(name, value.value());
        return this;
    }
}
