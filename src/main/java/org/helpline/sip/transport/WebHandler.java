package org.helpline.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.helpline.config.SipSettings;

/**
 * One WebSocket: each of its messages, text or binary, whole or in fragments, is one SIP message (RFC 7118 §5). On the connection's loop.
 */
final class WebHandler extends ChannelDuplexHandler {

    private static final byte[] PING = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TcpFlow flow;
    private final Router router;
    private final Limits limits;
    private final Patience patience;
    private final WebSocketServerHandshaker handshaker;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean isHalfway;

    WebHandler(
            TcpFlow flow,
            Router router,
            Limits limits,
            SipSettings.Connections bounds,
            WebSocketServerHandshaker handshaker) {
        this.flow = flow;
        this.router = router;
        this.limits = limits;
        this.patience = new Patience(flow, bounds);
        this.handshaker = handshaker;
    }

    /** The handshake is answered. */
    void begin() {
        patience.begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        WebSocketFrame frame = (WebSocketFrame) read;
        flow.touch();
        try {
            switch (frame) {
                case PingWebSocketFrame ping -> {
                    var _ = context.writeAndFlush(
                            new PongWebSocketFrame(ping.content().retain()));
                }
                case PongWebSocketFrame _ -> {} // it lives, which was noted above
                case CloseWebSocketFrame close -> {
                    var _ = handshaker.close(context, close.retain());
                }
                default -> part(context, frame); // text, binary, continuation: the order was checked by the decoder
            }
        } finally {
            frame.release();
        }
        patience.heard(isHalfway);
    }

    private void part(ChannelHandlerContext context, WebSocketFrame frame) {
        if (message.size() + frame.content().readableBytes() > limits.message()) {
            close(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
            return;
        }
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        message.write(bytes, 0, bytes.length);
        isHalfway = !frame.isFinalFragment();
        if (!isHalfway) {
            byte[] whole = message.toByteArray();
            message.reset();
            whole(context, whole);
        }
    }

    private void whole(ChannelHandlerContext context, byte[] bytes) {
        patience.whole();
        if (router.doorkeeper().bars(flow)) {
            patience.end("banned");
        } else if (Arrays.equals(bytes, PING)) {
            flow.write(PONG); // RFC 7118 §6, RFC 5626 §3.5.1
        } else if (Gate.looksLikeSip(bytes, Octets.skipBlanks(bytes, 0, bytes.length))) {
            router.arriveWhole(bytes, flow);
        } else if (!isBlank(bytes)) {
            close(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private void close(ChannelHandlerContext context, WebSocketCloseStatus status) {
        isHalfway = false;
        message.reset();
        var _ = handshaker.close(context, new CloseWebSocketFrame(status));
    }

    /** A browser's page takes text, which must be UTF-8; what is not goes as it is. */
    @Override
    public void write(ChannelHandlerContext context, Object written, ChannelPromise promise) {
        if (written instanceof ByteBuf bytes) {
            boolean isText = ByteBufUtil.isText(bytes, StandardCharsets.UTF_8);
            var _ = context.write(isText ? new TextWebSocketFrame(bytes) : new BinaryWebSocketFrame(bytes), promise);
        } else {
            var _ = context.write(written, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        patience.over();
        flow.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        patience.end(cause.getClass().getSimpleName()); // the decoder has sent a Close that says why, where it could
    }
}
