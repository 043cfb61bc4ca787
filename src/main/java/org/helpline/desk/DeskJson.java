package org.helpline.desk;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.helpline.acd.Board.AgentLine;
import org.helpline.config.AfterCall;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.DeskPort.DeskCall;
import org.helpline.interaction.DeskPort.Guide;
import org.helpline.interaction.DeskPort.GuideStep;
import org.helpline.interaction.DeskPort.Hand;
import org.helpline.interaction.DeskPort.Snapshot;
import org.helpline.interaction.DeskPort.Supervised;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that the pages read. Times are milliseconds since 1970, durations milliseconds. Any thread. */
final class DeskJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DeskJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The object in a request's body; an empty one where the body is no JSON object. */
    static ObjectNode read(String body) {
        try {
            return MAPPER.readTree(body) instanceof ObjectNode object ? object : object();
        } catch (JacksonException e) {
            return object();
        }
    }

    /** One agent's desk: state and the call in hand with its pop. Only for that agent. */
    static ObjectNode view(Snapshot snapshot, CallMemo memo, Function<QueueName, AfterCall> after) {
        ObjectNode view = object();
        view.set("agent", agent(snapshot.agent()));
        snapshot.call().ifPresent(c -> {
            ObjectNode call = call(c, memo);
            view.set("call", call);
            AfterCall wanted = after.apply(c.pop().queue());
            wanted.codes().forEach(call.putArray("codes")::add);
            call.put("codeRequired", wanted.required());
            memo.tags().forEach(call.putArray("tags")::add);
            memo.helpSince().ifPresent(at -> call.put("helpSince", at.toEpochMilli()));
            snapshot.playbook().ifPresent(guide -> guide(call.putObject("playbook"), guide));
        });
        return view;
    }

    private static void guide(ObjectNode node, Guide guide) {
        ArrayNode steps = node.put("name", guide.name())
                .put("version", guide.version())
                .put("title", guide.title())
                .putArray("steps");
        for (GuideStep step : guide.steps()) {
            ObjectNode shown = steps.addObject()
                    .put("id", step.id())
                    .put("title", step.title())
                    .put("text", step.text())
                    .put("takesNote", step.takesNote())
                    .put("wantsNote", step.wantsNote())
                    .put("required", step.required())
                    .put("done", step.done())
                    .put("note", step.note());
            ArrayNode links = shown.putArray("links");
            step.links().forEach(l -> links.addObject().put("title", l.title()).put("url", l.url()));
        }
    }

    private static ObjectNode agent(AgentLine line) {
        ObjectNode agent = object().put("id", line.agent().value())
                .put("name", line.name())
                .put("state", line.state())
                .put("reason", line.reason())
                .put("since", line.since().toEpochMilli())
                .put("reachable", line.reachable());
        line.until().ifPresent(u -> agent.put("until", u.toEpochMilli()));
        names(agent.putArray("queues"), line.queues());
        return agent;
    }

    private static ObjectNode call(DeskCall c, CallMemo memo) {
        ObjectNode call = object().put("interaction", c.interaction().value())
                .put("phase", c.phase())
                .put("arrived", c.arrived().toEpochMilli())
                .put("waited", c.waited().toMillis())
                .put("since", c.since().toEpochMilli())
                .put("note", memo.note())
                .put("code", memo.code());
        memo.talkingSince().map(Instant::toEpochMilli).ifPresent(t -> call.put("talkingSince", t));
        memo.heldSince().map(Instant::toEpochMilli).ifPresent(t -> call.put("heldSince", t));
        memo.talkedUntil().map(Instant::toEpochMilli).ifPresent(t -> call.put("talkedUntil", t));
        hand(call, c.hand());
        call.set("pop", pop(c.pop()));
        return call;
    }

    private static void hand(ObjectNode call, Hand hand) {
        call.put("dialled", hand.dialled()).put("muted", hand.muted());
        call.putObject("recording")
                .put("phase", hand.taped().phase())
                .put("free", hand.taped().isFree());
        hand.consult().ifPresent(c -> {
            ObjectNode consult = call.putObject("consult")
                    .put("with", c.with())
                    .put("name", c.name())
                    .put("phase", c.phase())
                    .put("since", c.since().toEpochMilli())
                    .put("rung", c.rung());
            c.members().forEach(consult.putArray("members")::add);
        });
        hand.supervised().ifPresent(s -> supervised(call, s));
    }

    /** A supervisor beside the agent who has the call. */
    static void supervised(ObjectNode call, Supervised s) {
        call.putObject("supervised")
                .put("by", s.by())
                .put("name", s.name())
                .put("as", s.as())
                .put("since", s.since().toEpochMilli());
    }

    private static ObjectNode pop(ScreenPop p) {
        ObjectNode pop = object().put("number", p.number().value())
                .put("queue", p.queue().value())
                .put("language", p.language());
        ArrayNode choices = pop.putArray("choices");
        p.choices()
                .forEach(c -> choices.addObject()
                        .put("label", c.label())
                        .put("value", c.value().value()));
        ArrayNode matches = pop.putArray("matches");
        p.matches().forEach(m -> match(matches.addObject(), m));
        ArrayNode handovers = pop.putArray("handovers");
        p.handovers()
                .forEach(h -> handovers
                        .addObject()
                        .put("name", h.name())
                        .put("note", h.note().value()));
        return pop;
    }

    private static void match(ObjectNode match, ScreenPop.Match m) {
        match.put("id", m.id())
                .put("name", m.name().value())
                .put("company", m.company())
                .put("revenue", m.revenue())
                .put("satisfaction", m.satisfaction())
                .put("email", m.email().value())
                .put("notes", m.notes().value());
        m.language().ifPresent(l -> match.put("language", l));
        ArrayNode contacts = match.putArray("lastContacts");
        m.lastContacts().forEach(contacts::add);
        more(match, m.more());
    }

    private static void more(ObjectNode match, ScreenPop.More more) {
        match.put("sure", more.sure().word()).put("why", more.why());
        more.tags().forEach(match.putArray("tags")::add);
        more.flags().forEach(match.putArray("flags")::add);
        more.orders().forEach(match.putArray("orders")::add);
        ArrayNode past = match.putArray("past");
        more.past()
                .forEach(p -> past.addObject()
                        .put("interaction", p.interaction())
                        .put("at", p.at().toEpochMilli())
                        .put("kind", p.kind())
                        .put("outcome", p.outcome())
                        .put("queue", p.queue())
                        .put("agent", p.agent())
                        .put("waited", p.waited().toMillis())
                        .put("talked", p.talked().toMillis())
                        .put("code", p.code())
                        .put("score", p.score()));
    }

    static void names(ArrayNode array, List<QueueName> queues) {
        queues.forEach(q -> array.add(q.value()));
    }
}
