package org.helpline.desk;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.helpline.access.AuditLine.Act;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import org.jspecify.annotations.Nullable;

/** Programs at the desk's door: who they are, whether they may, and who answers. Confined to the desk's loop. */
final class ApiDoor {

    static final String ROOT = "/api/v1/";
    static final String EVENTS = ROOT + "events";
    static final String DESCRIPTION = ROOT + "openapi.json";
    private static final int PER_SECOND = 20;

    private final DeskAccess access;
    private final List<Endpoint> endpoints;
    private final LoginThrottle sources;
    private final RequestRate rate;
    private final EventStreams streams;

    ApiDoor(DeskServices services, CommandReader commands, Executor loop) {
        this.streams = new EventStreams(services.access().events(), services.clock(), loop);
        this.access = services.access();
        this.endpoints = ApiTable.of(services, commands);
        this.sources = new LoginThrottle(services.clock(), 10, Duration.ofMinutes(10));
        this.rate = new RequestRate(services.clock(), PER_SECOND);
    }

    /** Who asks, or why nobody. */
    sealed interface Known {
        /** A program. */
        record Program(Token token) implements Known {}

        /** Nobody that we know. */
        record Nobody(Reply reply) implements Known {}
    }

    /** The answer to a program's request. */
    CompletionStage<Reply> answer(Request request) {
        if (request.path().equals(DESCRIPTION) && request.method().equals("GET")) {
            return now(Reply.json(200, OpenApi.of(endpoints)));
        }
        return switch (who(request)) {
            case Known.Nobody(Reply reply) -> now(reply);
            case Known.Program(Token token) -> answer(token, request);
        };
    }

    /** The program of a request, which counts as one of its requests. */
    Known who(Request request) {
        String source = request.client();
        Duration wait = sources.remaining(source);
        if (!wait.isZero()) {
            return nobody(429, "Too many wrong tokens came from here. Please wait.", wait.toSeconds() + 1);
        }
        String header = request.header("authorization");
        Optional<Token> token = header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? access.tokens().find(header.substring(7).strip())
                : Optional.empty();
        if (token.isEmpty()) {
            if (!header.isEmpty()) {
                sources.failed(source);
            }
            return new Known.Nobody(
                    Reply.error(401, "Show a token: Authorization: Bearer hl_…; bin/helpline tokens makes them.")
                            .with("www-authenticate", "Bearer"));
        }
        return rate.allows(token.get().name())
                ? new Known.Program(token.get())
                : nobody(429, "A program may ask " + PER_SECOND + " times a second.", 1);
    }

    /** Lets a program listen; the answer is the refusal, or null when the connection is a WebSocket now. */
    @Nullable
    Reply openStream(ChannelHandlerContext ctx, FullHttpRequest http, Request request) {
        return switch (who(request)) {
            case Known.Nobody(Reply reply) -> reply;
            case Known.Program(Token token) -> {
                Optional<Reply> refusal = lacks(token, Scope.EVENTS_READ);
                yield refusal.isPresent() ? refusal.get() : streams.open(ctx, http, request, token);
            }
        };
    }

    private static Known nobody(int status, String why, long seconds) {
        return new Known.Nobody(Reply.error(status, why).with("retry-after", Long.toString(seconds)));
    }

    /** Why a program may not; empty if it may. */
    static Optional<Reply> lacks(Token token, Scope scope) {
        return token.may(scope)
                ? Optional.empty()
                : Optional.of(Reply.error(403, "This token is not good for " + scope.word() + "."));
    }

    private CompletionStage<Reply> answer(Token token, Request request) {
        List<Endpoint> here = endpoints.stream()
                .filter(e -> e.match(request.path()).isPresent())
                .toList();
        Optional<Endpoint> endpoint =
                here.stream().filter(e -> e.method().equals(request.method())).findFirst();
        if (endpoint.isEmpty()) {
            return now(
                    here.isEmpty()
                            ? Reply.error(
                                    404, "There is nothing at this address; " + DESCRIPTION + " lists what there is.")
                            : Reply.error(405, "This address does not take that.")
                                    .with(
                                            "allow",
                                            here.stream().map(Endpoint::method).collect(Collectors.joining(", "))));
        }
        Map<String, String> parts = endpoint.get().match(request.path()).orElseThrow();
        CompletionStage<Reply> answer = endpoint.get()
                .scope()
                .flatMap(s -> lacks(token, s))
                .map(ApiDoor::now)
                .orElseGet(() -> endpoint.get().handler().answer(new Endpoint.Asked(token, parts, request)));
        return request.method().equals("POST") ? answer.thenApply(reply -> told(token, request, reply)) : answer;
    }

    private Reply told(Token token, Request request, Reply reply) {
        access.audit()
                .accept(new Act(
                        "token:" + token.name(),
                        "api " + request.client(),
                        request.path(),
                        Witness.what(request),
                        Witness.result(reply.status())));
        return reply;
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
