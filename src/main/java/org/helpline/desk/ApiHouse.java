package org.helpline.desk;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import org.helpline.acd.Board;
import org.helpline.acd.ExpectedWait;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.desk.Endpoint.Asked;
import org.helpline.interaction.Callbacks;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.Supervision;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Queues, agents and call-backs for programs. Any thread. */
final class ApiHouse {

    static final List<String> STATES = List.of("logged-in", "logged-out", "ready", "not-ready");

    static final List<String> TAKINGS = List.of("start", "pause", "resume", "stop");

    private static final int PAST = 200;

    private final DeskPort port;
    private final Callbacks callbacks;
    private final CommandReader commands;
    private final Supervision orders;

    ApiHouse(DeskServices services, CommandReader commands) {
        this.commands = commands;
        this.port = services.port();
        this.callbacks = services.rooms().callbacks();
        this.orders = services.rooms().control().orders();
    }

    CompletionStage<Reply> me(Asked asked) {
        Token token = asked.token();
        ObjectNode me = DeskJson.object().put("name", token.name());
        token.scopes().stream().map(Scope::word).sorted().forEach(me.putArray("scopes")::add);
        token.expires().ifPresent(e -> me.put("expires", e.toString()));
        return now(Reply.json(200, me));
    }

    CompletionStage<Reply> queues(Asked asked) {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("queues");
        for (Board.QueueLine q : port.board().queues()) {
            ObjectNode queue = list.addObject()
                    .put("name", q.queue().value())
                    .put("waiting", q.waiting())
                    .put("longestWaitMs", q.longestWait().toMillis())
                    .put("offered", q.offered())
                    .put("answered", q.answered())
                    .put("answeredInTime", q.answeredInTime())
                    .put("abandoned", q.abandoned())
                    .put("sentOn", q.sentOn())
                    .put("callback", q.callback())
                    .put("promised", q.promised())
                    .put("urgent", q.urgent());
            ExpectedWait.of(q, 0)
                    .ifPresent(wait -> queue.putObject("expectedWait")
                            .put("leastMinutes", wait.least().toMinutes())
                            .put("mostMinutes", wait.most().toMinutes()));
        }
        return now(Reply.json(200, root));
    }

    CompletionStage<Reply> agents(Asked asked) {
        ObjectNode root = DeskJson.object();
        ArrayNode list = root.putArray("agents");
        for (Board.AgentLine a : port.board().agents()) {
            ObjectNode agent = list.addObject()
                    .put("id", a.agent().value())
                    .put("name", a.name())
                    .put("state", a.state())
                    .put("reason", a.reason())
                    .put("since", a.since().toString())
                    .put("reachable", a.reachable());
            a.interaction().ifPresent(i -> agent.put("call", i.value()));
            DeskJson.names(agent.putArray("queues"), a.queues());
        }
        return now(Reply.json(200, root));
    }

    CompletionStage<Reply> state(Asked asked) {
        AgentId agent = new AgentId(asked.parts().getOrDefault("id", ""));
        if (port.board().agents().stream().noneMatch(a -> a.agent().equals(agent))) {
            return now(Reply.error(404, "There is no such agent."));
        }
        return switch (command(DeskJson.read(asked.request().body()))) {
            case CommandReader.Read.Bad(String why) -> now(Reply.error(400, why));
            case CommandReader.Read.Good(Command command) ->
                port.command(agent, command).thenApply(ApiHouse::result);
        };
    }

    private CommandReader.Read command(ObjectNode body) {
        return switch (body.path("state").asString("")) {
            case "logged-in" -> new CommandReader.Read.Good(new Command.LogIn());
            case "logged-out" -> new CommandReader.Read.Good(new Command.LogOut());
            case "ready" -> new CommandReader.Read.Good(new Command.Ready());
            case "not-ready" -> commands.read(body.put("command", "not-ready"));
            default -> new CommandReader.Read.Bad("state is one of " + String.join(", ", STATES) + ".");
        };
    }

    CompletionStage<Reply> recording(Asked asked) {
        String act = DeskJson.read(asked.request().body()).path("act").asString("");
        if (!TAKINGS.contains(act)) {
            return now(Reply.error(400, "act is one of " + String.join(", ", TAKINGS) + "."));
        }
        InteractionId call = new InteractionId(asked.parts().getOrDefault("id", ""));
        Supervision.Taking what = Supervision.Taking.valueOf(act.toUpperCase(Locale.ROOT));
        return orders.carryOut("the program " + asked.token().name(), new Supervision.Order.Take(call, what))
                .thenApply(ApiHouse::result);
    }

    private static Reply result(Result result) {
        return switch (result) {
            case Result.Done _ -> Reply.json(200, DeskJson.object());
            case Result.Refused(String why) -> Reply.error(409, why);
        };
    }

    CompletionStage<Reply> callbacks(Asked asked) {
        return callbacks.list().thenApply(all -> {
            ObjectNode root = DeskJson.object();
            ArrayNode list = root.putArray("callbacks");
            CallbackJson.Reader reader = new CallbackJson.Reader(true, asked.seesPersons());
            all.forEach(line -> CallbackJson.line(list.addObject(), line, reader));
            return Reply.json(200, root);
        });
    }

    CompletionStage<Reply> pastCallbacks(Asked asked) {
        return callbacks.past(PAST).thenApply(all -> {
            ObjectNode root = DeskJson.object();
            ArrayNode list = root.putArray("callbacks");
            CallbackJson.Reader reader = new CallbackJson.Reader(true, asked.seesPersons());
            all.forEach(e -> CallbackJson.ended(list.addObject(), e, reader));
            return Reply.json(200, root);
        });
    }

    CompletionStage<Reply> bookCallback(Asked asked) {
        String source = "api:" + asked.token().name();
        return switch (CallbackJson.wanted(DeskJson.read(asked.request().body()), source)) {
            case CallbackJson.Read.Bad(String why) -> now(Reply.error(400, why));
            case CallbackJson.Read.Good(Callbacks.Wanted wanted) ->
                callbacks.book(wanted).thenApply(CallbackJson::answer);
        };
    }

    CompletionStage<Reply> changeCallback(Asked asked) {
        InteractionId id = new InteractionId(asked.parts().getOrDefault("id", ""));
        String act = DeskJson.read(asked.request().body()).path("act").asString("");
        return switch (act) {
            case "cancel" ->
                callbacks.cancel(id, "the program " + asked.token().name()).thenApply(ApiHouse::done);
            case "now" -> callbacks.now(id).thenApply(ApiHouse::done);
            default -> now(Reply.error(400, "act is cancel or now."));
        };
    }

    private static Reply done(boolean was) {
        return was ? Reply.json(200, DeskJson.object()) : Reply.error(404, "This call-back is not open any more.");
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
