package org.helpline.desk;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import org.helpline.core.Clock;
import org.helpline.journal.EventTail;
import org.helpline.journal.EventTail.Span;
import org.helpline.journal.Reading;
import org.jspecify.annotations.Nullable;

/** The programs that listen, and one look a moment for what is new to them all. Confined to the desk's loop. */
final class EventStreams {

    private static final int MOST = 50;
    private static final int MOST_FRAME_BYTES = 1_024;

    private final DeskAccess.Events events;
    private final Clock clock;
    private final Executor loop;
    private final Set<EventStream> streams = new HashSet<>();
    private boolean isLooking;

    EventStreams(DeskAccess.Events events, Clock clock, Executor loop) {
        this.events = events;
        this.clock = clock;
        this.loop = loop;
    }

    /** Opens one; the answer is the refusal, or null when the connection is a WebSocket now. */
    @Nullable
    Reply open(ChannelHandlerContext ctx, FullHttpRequest http, Request request, Token token) {
        String after = request.query("after");
        List<String> types = request.query("types").isEmpty()
                ? List.of()
                : List.of(request.query("types").split(",", -1));
        if (!events.areKept()) {
            return Reply.error(409, ApiEvents.NOT_KEPT);
        }
        if (!after.matches("[0-9]{0,15}") || !EventTail.kinds().containsAll(types)) {
            return Reply.error(
                    400,
                    "after is a number of an event; types are among "
                            + String.join(
                                    ", ", EventTail.kinds().stream().sorted().toList()) + ".");
        }
        if (streams.size() >= MOST) {
            return Reply.error(503, "So many programs listen already that no more can.")
                    .with("retry-after", "30");
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(ApiDoor.EVENTS, null, false, MOST_FRAME_BYTES).newHandshaker(http);
        if (handshaker == null) {
            return Reply.error(426, "Only version 13 of WebSocket is spoken here.")
                    .with("sec-websocket-version", "13");
        }
        try {
            EventStream stream = new EventStream(
                    events,
                    new EventStream.Wish(
                            after.isEmpty() ? -1 : Long.parseLong(after), Set.copyOf(types), token.may(Scope.PERSONAL)),
                    clock,
                    loop);
            Unawaited.of(handshaker.handshake(ctx.channel(), http));
            ctx.pipeline().replace(HttpDoor.class, "events", stream);
            streams.add(stream);
            ctx.channel().closeFuture().addListener(_ -> streams.remove(stream));
            stream.begin();
            look(ctx);
            return null;
        } catch (WebSocketHandshakeException e) {
            return Reply.error(400, "This is no WebSocket handshake.");
        }
    }

    /** One look for all of them, as long as there are any. */
    private void look(ChannelHandlerContext ctx) {
        if (isLooking || streams.isEmpty()) {
            return;
        }
        isLooking = true;
        events.span()
                .whenCompleteAsync(
                        (span, _) -> {
                            if (span instanceof Reading.Read<Span>(Span there)) {
                                streams.forEach(s -> s.newest(there.newest()));
                            }
                            Unawaited.of(ctx.channel()
                                    .eventLoop()
                                    .schedule(
                                            () -> {
                                                isLooking = false;
                                                look(ctx);
                                            },
                                            EventStream.LOOK.toMillis(),
                                            TimeUnit.MILLISECONDS));
                        },
                        loop);
    }
}
