package org.helpline.desk;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One browser connection: requests in, {@link Routes}' answers out, one at a time. On the desk's event loop. */
final class HttpDoor extends SimpleChannelInboundHandler<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final String POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self';"
            + " frame-ancestors 'none'; require-trusted-types-for 'script'";

    /** What pages may use of the machine that they are seen on: an agent's microphone and loudspeakers, and nothing else. */
    private static final String POWERS = "microphone=(self), speaker-selection=(self), camera=(), display-capture=(),"
            + " geolocation=(), accelerometer=(), gyroscope=(), magnetometer=(), midi=(), usb=(), serial=(), hid=(), payment=()";

    /** The policy of a page that connects to these places beside ourselves: URLs between blanks. */
    static String policy(String connects) {
        return POLICY + "; connect-src 'self' " + connects;
    }

    private final Routes routes;
    private final EventDoor events;
    private final RequestDeadline deadline;
    private final Https https;
    private boolean isBusy;

    HttpDoor(Routes routes, EventDoor events, RequestDeadline deadline, Https https) {
        this.https = https;
        this.routes = routes;
        this.events = events;
        this.deadline = deadline;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case FullHttpRequest http -> whole(ctx, http);
            case UploadDoor.Uploaded u -> {
                deadline.received();
                answer(ctx, routes.uploaded(u.request(), u.file()), u.keepAlive(), false);
            }
            case UploadDoor.Refused r -> refuse(ctx, r.reply());
            default -> throw new IllegalStateException("nothing else comes here: " + message);
        }
    }

    private void whole(ChannelHandlerContext ctx, FullHttpRequest http) {
        deadline.received();
        if (isBusy) {
            Unawaited.of(ctx.close()); // pipelined: no browser does it, and answers must not overtake each other
            return;
        }
        boolean isHead = http.method().name().equals("HEAD");
        if (http.decoderResult().isFailure()) {
            send(ctx, unreadable(http.decoderResult().cause()), false, isHead);
            return;
        }
        Request request = request(ctx, http, http.content().toString(StandardCharsets.UTF_8));
        boolean isUpgrade = http.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (request.path().equals("/events") && http.headers().contains(HttpHeaderNames.UPGRADE)) {
            upgrade(ctx, events.open(ctx, http, request));
        } else if (request.path().equals(ApiDoor.EVENTS) && isUpgrade) {
            upgrade(ctx, routes.openStream(ctx, http, request));
        } else {
            answer(ctx, routes.answer(request), HttpUtil.isKeepAlive(http), isHead);
        }
    }

    private void upgrade(ChannelHandlerContext ctx, @Nullable Reply refusal) {
        if (refusal == null) {
            deadline.lift();
        } else {
            send(ctx, refusal, false, false);
        }
    }

    private void answer(ChannelHandlerContext ctx, CompletionStage<Reply> stage, boolean keepAlive, boolean isHead) {
        isBusy = true;
        stage.whenComplete((reply, failure) -> ctx.executor().execute(() -> {
            if (failure != null) {
                LOG.error("a request failed", failure);
            }
            Reply told = reply == null ? Reply.error(500, "Something went wrong here. Please try again.") : reply;
            isBusy = false;
            send(ctx, told, keepAlive, isHead);
        }));
    }

    private void send(ChannelHandlerContext ctx, Reply reply, boolean keepAlive, boolean isHead) {
        var written = ctx.writeAndFlush(response(reply, keepAlive, isHead, strict(ctx)));
        if (keepAlive) {
            deadline.answered(ctx);
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** The last answer of a connection, which ends when the rest of the request has come or its time is over. */
    private static void refuse(ChannelHandlerContext ctx, Reply reply) {
        Unawaited.of(ctx.writeAndFlush(response(reply, false, false, Optional.empty())));
    }

    private Optional<String> strict(ChannelHandlerContext ctx) {
        return Https.isSecure(ctx.channel()) ? https.strict() : Optional.empty();
    }

    private static FullHttpResponse response(Reply reply, boolean keepAlive, boolean isHead, Optional<String> strict) {
        byte[] body = reply.body();
        FullHttpResponse http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        reply.headers().forEach(h -> http.headers().add(h.getKey(), h.getValue()));
        guard(http);
        http.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        strict.ifPresent(s -> http.headers().set("strict-transport-security", s));
        if (!keepAlive) {
            http.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return http;
    }

    private static void guard(FullHttpResponse http) {
        if (!http.headers().contains("content-security-policy")) {
            http.headers().set("content-security-policy", POLICY); // a reply may carry a stricter one
        }
        http.headers()
                .set("x-content-type-options", "nosniff")
                .set("x-frame-options", "DENY")
                // not no-referrer: under it browsers send "Origin: null" with a form
                .set("referrer-policy", "same-origin")
                .set("cross-origin-opener-policy", "same-origin")
                .set("cross-origin-resource-policy", "same-origin")
                .set("permissions-policy", POWERS);
    }

    static Request request(ChannelHandlerContext ctx, HttpRequest http, String body) {
        String method = http.method().name();
        return new Request(
                method.equals("HEAD") ? "GET" : method,
                path(http.uri()),
                http.uri(),
                http.headers(),
                body,
                ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress(),
                Https.isSecure(ctx.channel()));
    }

    static String path(String uri) {
        try {
            return new QueryStringDecoder(uri).path();
        } catch (IllegalArgumentException e) {
            return ""; // a broken percent escape names no page: 404
        }
    }

    private static Reply unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> Reply.error(414, "The address is too long.");
            case TooLongHttpHeaderException _ -> Reply.error(431, "The headers are too long.");
            default -> Reply.error(400, "This is no HTTP request.");
        };
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, @Nullable Throwable cause) {
        // a browser that does not trust our certificate (yet) ends the handshake: SSLException is an IOException
        boolean isTheirs = cause instanceof IOException || (cause != null && cause.getCause() instanceof IOException);
        if (!isTheirs) {
            LOG.error("a connection failed and was closed", cause);
        }
        Unawaited.of(ctx.close());
    }
}
