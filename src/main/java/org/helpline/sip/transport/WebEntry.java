package org.helpline.sip.transport;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.helpline.config.Network;
import org.helpline.config.SipSettings;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request that begins a connection of SIP over WebSocket (RFC 7118 §4): answered once, then the connection is a WebSocket or
 * closed. On the connection's loop.
 */
final class WebEntry extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final int MOST_LINE_BYTES = 2_048;
    private static final int MOST_HEADER_BYTES = 8 * 1_024;

    private final TcpFlow flow;
    private final Router router;
    private final Limits limits;
    private final SipSettings.Connections bounds;
    private final WebOrigins origins;
    private final Duration time;
    private final RefusalLog refusals;
    private Timers.@Nullable Timer deadline;

    WebEntry(
            TcpFlow flow,
            Router router,
            Limits limits,
            SipSettings.Connections bounds,
            WebOrigins origins,
            Duration time,
            RefusalLog refusals) {
        this.flow = flow;
        this.router = router;
        this.limits = limits;
        this.bounds = bounds;
        this.origins = origins;
        this.time = time;
        this.refusals = refusals;
    }

    /** Puts it at the end of a connection's pipeline, with what reads HTTP before it. */
    void enter(Channel channel) {
        HttpDecoderConfig config =
                new HttpDecoderConfig().setMaxInitialLineLength(MOST_LINE_BYTES).setMaxHeaderSize(MOST_HEADER_BYTES);
        channel.pipeline()
                .addLast(new HttpServerCodec(config))
                .addLast(new HttpObjectAggregator(MOST_LINE_BYTES, true))
                .addLast(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        flow.opened(context.channel());
        if (router.doorkeeper().bars(flow)) {
            flow.close();
            return;
        }
        deadline = flow.home().after(time, flow::close);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        flow.touch();
        String fault = fault(request);
        if (!fault.isEmpty()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, fault);
        } else if (!origins.allows(header(request, "origin"), header(request, "host"))) {
            refuse(
                    context,
                    HttpResponseStatus.FORBIDDEN,
                    "Pages of " + printable(header(request, "origin"))
                            + " may not open a WebSocket here; sip.ws-origins can allow it.");
        } else {
            shakeHands(context, request);
        }
    }

    private void shakeHands(ChannelHandlerContext context, FullHttpRequest request) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.message())
                .allowExtensions(false)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("/", "sip", config).newHandshaker(request);
        if (handshaker == null) {
            refuse(context, HttpResponseStatus.UPGRADE_REQUIRED, "Only version 13 of WebSocket is spoken here.");
            return;
        }
        try {
            var _ = handshaker.handshake(context.channel(), request);
        } catch (WebSocketHandshakeException e) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "This is no WebSocket handshake.");
            return;
        }
        stopWaiting();
        proxiedFor(request).ifPresent(flow::speaksFor);
        WebHandler handler = new WebHandler(flow, router, limits, bounds, handshaker);
        context.pipeline().replace(this, "sip", handler);
        handler.begin();
    }

    /**
     * Whom a proxy on this machine speaks for: it has written the last of the addresses (X-Forwarded-For), the client those before. It is known by nothing but
     * where it is, so this says where sound goes, and never who somebody is.
     */
    private Optional<InetAddress> proxiedFor(FullHttpRequest request) {
        if (!flow.remote().getAddress().isLoopbackAddress()) {
            return Optional.empty();
        }
        String all = String.join(",", request.headers().getAll("x-forwarded-for"));
        return Network.read(all.substring(all.lastIndexOf(',') + 1).strip()).map(Network::base);
    }

    /** What is wrong with the request, in a sentence; empty if nothing. */
    private static String fault(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        if (request.decoderResult().isFailure()) {
            return "This is no HTTP request.";
        }
        boolean upgrades = request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!upgrades) {
            return "SIP is spoken here, over WebSocket (RFC 7118), and nothing else.";
        }
        return headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "sip", true)
                ? ""
                : "Sec-WebSocket-Protocol must offer sip: RFC 7118 section 4.1.";
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status, String sentence) {
        refusals.unsecured(flow, "its WebSocket handshake was answered " + status.code() + ": " + sentence);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                Unpooled.wrappedBuffer(ByteBufUtil.writeUtf8(context.alloc(), sentence + "\n")));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        }
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static String header(FullHttpRequest request, String name) {
        return request.headers().get(name, "");
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?").substring(0, Math.min(text.length(), 100));
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        flow.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        flow.close();
    }
}
