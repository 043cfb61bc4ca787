package org.helpline.desk;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets pages listen: checks who asks and from where, then turns the connection into an {@link EventSocket}. */
final class EventDoor {

    private static final int MOST_FRAME_BYTES = 1_024;

    private final Gate gate;
    private final Sessions sessions;
    private final Duty duty;
    private final Feeds feeds;
    private final Boards boards;
    private final Bulletin bulletin;
    private final EventSocket.Beat beat;

    EventDoor(
            Gate gate,
            Sessions sessions,
            Duty duty,
            Feeds feeds,
            Boards boards,
            Bulletin bulletin,
            EventSocket.Beat beat) {
        this.bulletin = bulletin;
        this.gate = gate;
        this.sessions = sessions;
        this.duty = duty;
        this.feeds = feeds;
        this.boards = boards;
        this.beat = beat;
    }

    /** Opens a stream; the answer is the refusal, or null when the connection is a WebSocket now. */
    @Nullable
    Reply open(ChannelHandlerContext ctx, FullHttpRequest http, Request request) {
        // a WebSocket is not under the same-origin rule, so this check is all that keeps other sites' pages out
        if (!gate.isOurHost(request.header("host")) || !gate.isAllowedOrigin(request)) {
            return Reply.error(403, "This came from another site's page.");
        }
        Optional<DeskSession> session = request.cookie(Doorway.SESSION_COOKIE).flatMap(sessions::find);
        if (session.isEmpty()) {
            return Reply.error(401, "You are no longer logged in.");
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("/events", null, false, MOST_FRAME_BYTES).newHandshaker(http);
        if (handshaker == null) {
            return Reply.error(426, "Only version 13 of WebSocket is spoken here.")
                    .with("sec-websocket-version", "13");
        }
        try {
            EventSocket socket = new EventSocket(session.orElseThrow(), beat);
            Unawaited.of(handshaker.handshake(ctx.channel(), http));
            ctx.pipeline().replace(HttpDoor.class, "events", socket);
            join(socket, session.orElseThrow(), request);
            return null;
        } catch (WebSocketHandshakeException e) {
            return Reply.error(400, "This is no WebSocket handshake.");
        }
    }

    private void join(EventSocket socket, DeskSession session, Request request) {
        socket.hello();
        boolean wantsDesk = !request.query("only").equals("board"); // a wall screen gets no pop
        if (wantsDesk && duty.agent(session).isPresent()) {
            AgentFeed feed = feeds.open(session.agent());
            feed.attach(socket, request.query("after"));
            socket.whenClosed(() -> feed.detach(socket));
        }
        bulletin.attach(socket);
        socket.whenClosed(() -> bulletin.detach(socket));
        boolean whole = session.account().role().supervises();
        boards.attach(socket, whole ? Optional.empty() : Optional.of(session.agent()));
        socket.whenClosed(() -> boards.detach(socket));
    }
}
