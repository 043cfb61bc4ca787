package org.helpline.desk;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.helpline.core.Clock;
import org.jspecify.annotations.Nullable;

/**
 * One page that listens. Text goes out; the page itself says nothing but {@code beat}, by which we know that it lives. A page
 * that reads too slowly is cut off and resumes by number. On the desk's event loop.
 */
final class EventSocket extends SimpleChannelInboundHandler<WebSocketFrame> implements Consumer<String> {

    /** Private close code (RFC 6455 §7.4.2): the session ended, go to the login. */
    static final int SESSION_ENDED = 4401;
    /** Try again later: here, the page did not read. */
    private static final int TRY_AGAIN = 1013;

    private final DeskSession session;
    private final Beat beat;
    private final Runnable endStream = this::sessionEnded;
    private final List<Runnable> closers = new ArrayList<>();
    private @Nullable Channel channel;
    private long heardNanos;

    EventSocket(DeskSession session, Beat beat) {
        this.session = session;
        this.beat = beat;
        this.heardNanos = beat.clock.nanos();
    }

    /**
     * How often we say that we live, and how long a page may be silent.
     *
     * @param version of the pages; a page with another is old
     */
    record Beat(Clock clock, Duration every, Duration silence, String version) {}

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        session.streamOpened(endStream);
        closers.add(() -> session.streamClosed(endStream, beat.clock.nanos()));
        later(ctx);
    }

    /** The first message: our clock and version, so that timers on the page are right. */
    void hello() {
        accept(DeskJson.text(DeskJson.object()
                .put("type", "hello")
                .put("now", beat.clock.now().toEpochMilli())
                .put("version", beat.version)));
    }

    /** Sends one message. */
    @Override
    public void accept(String text) {
        if (channel == null || !channel.isActive()) {
            return;
        }
        if (channel.isWritable()) {
            channel.writeAndFlush(new TextWebSocketFrame(text)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            end(TRY_AGAIN, "not reading");
        }
    }

    /** Runs when the connection is gone. */
    void whenClosed(Runnable closer) {
        closers.add(closer);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        heardNanos = beat.clock.nanos();
        switch (frame) {
            case PingWebSocketFrame ping ->
                ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()))
                        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            case CloseWebSocketFrame close ->
                ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            default -> {} // pongs and the page's beats: hearing them is all
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closers.forEach(Runnable::run);
        closers.clear();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Unawaited.of(ctx.close()); // a broken frame or a lost connection: the page comes back by itself
    }

    private void later(ChannelHandlerContext ctx) {
        Unawaited.of(ctx.executor().schedule(() -> tick(ctx), beat.every.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void tick(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (beat.clock.nanos() - heardNanos > beat.silence.toNanos()) {
            Unawaited.of(ctx.close()); // a laptop that was shut: no FIN ever comes
            return;
        }
        accept(DeskJson.text(DeskJson.object()
                .put("type", "beat")
                .put("now", beat.clock.now().toEpochMilli())));
        later(ctx);
    }

    private void sessionEnded() {
        end(SESSION_ENDED, "session ended");
    }

    private void end(int code, String why) {
        if (channel != null) {
            channel.writeAndFlush(new CloseWebSocketFrame(code, why)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
