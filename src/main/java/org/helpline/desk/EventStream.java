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
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.helpline.core.Clock;
import org.helpline.journal.EventTail.Span;
import org.helpline.journal.PublicEvent;
import org.helpline.journal.Reading;
import org.jspecify.annotations.Nullable;

/**
 * One program that listens. It holds no more of what happened than one batch that is being written: the rest stays in the store until the
 * program has read that, so one that reads slowly or not at all costs nothing but its connection, and that is ended with a sentence. On the
 * desk's event loop.
 */
final class EventStream extends SimpleChannelInboundHandler<WebSocketFrame> {

    static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration SLOWEST = Duration.ofSeconds(15);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);
    private static final Duration PING = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(65);
    private static final int BATCH = 200;
    private static final int TRY_AGAIN = 1013;
    private static final int AGAINST_THE_RULES = 1008;

    private final DeskAccess.Events events;
    private final Wish wish;
    private final Clock clock;
    private final Executor loop;
    private @Nullable Channel channel;
    private long told;
    private boolean isReady;
    private boolean isReading;
    private long stuckSinceNanos;
    private long heardNanos;
    private long pingedNanos;

    EventStream(DeskAccess.Events events, Wish wish, Clock clock, Executor loop) {
        this.events = events;
        this.wish = wish;
        this.clock = clock;
        this.loop = loop;
        this.heardNanos = clock.nanos();
        this.pingedNanos = heardNanos;
    }

    /**
     * What a program wants to hear.
     *
     * @param after the last number that it knows; -1: only what is new
     * @param types none: all
     */
    record Wish(long after, Set<String> types, boolean withPersons) {}

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
    }

    /** Says where it begins, and what the program has missed for good. */
    void begin() {
        events.span()
                .whenCompleteAsync(
                        (span, _) -> {
                            if (span instanceof Reading.Read<Span>(Span there)) {
                                begin(there);
                            } else {
                                end(TRY_AGAIN, "The store is in trouble.");
                            }
                        },
                        loop);
    }

    private void begin(Span there) {
        if (wish.after > there.newest()) {
            end(AGAINST_THE_RULES, "There is no event " + wish.after + "; the newest is " + there.newest() + ".");
            return;
        }
        told = wish.after < 0 ? there.newest() : wish.after;
        write(DeskJson.text(DeskJson.object()
                .put("type", "hello")
                .put("after", told)
                .put("oldest", there.oldest())
                .put("newest", there.newest())));
        if (told + 1 < there.oldest()) {
            write(DeskJson.text(
                    DeskJson.object().put("type", "gap").put("from", told + 1).put("to", there.oldest() - 1)));
            told = there.oldest() - 1;
        }
        isReady = true;
        newest(there.newest());
    }

    /** There are events up to {@code number}: reads on if it is time. */
    void newest(long number) {
        Channel to = channel;
        if (!isReady || to == null || !to.isActive()) {
            return;
        }
        long now = clock.nanos();
        if (!to.isWritable()) {
            stuck(to, now);
            return;
        }
        stuckSinceNanos = 0;
        if (now - heardNanos > SILENCE.toNanos()) {
            Unawaited.of(to.close()); // a machine that is gone: no FIN ever comes
            return;
        }
        if (now - pingedNanos > PING.toNanos()) {
            pingedNanos = now;
            to.writeAndFlush(new PingWebSocketFrame()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        if (told < number && !isReading) {
            read(number);
        }
    }

    private void stuck(Channel to, long now) {
        if (stuckSinceNanos == 0) {
            stuckSinceNanos = now;
        } else if (now - stuckSinceNanos > SLOWEST.toNanos()) {
            isReady = false;
            end(TRY_AGAIN, "You read too slowly: come again with after=" + told + ".");
            // the sentence stands behind what is stuck and may never get out
            Unawaited.of(to.eventLoop()
                    .schedule(() -> Unawaited.of(to.close()), LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void read(long newest) {
        isReading = true;
        events.after(told, BATCH)
                .whenCompleteAsync(
                        (list, _) -> {
                            isReading = false;
                            if (list instanceof Reading.Read<List<PublicEvent>>(List<PublicEvent> batch)) {
                                tell(batch);
                                if (batch.size() == BATCH) {
                                    newest(newest); // there is more, if the program has room for it
                                }
                            }
                        },
                        loop);
    }

    private void tell(List<PublicEvent> batch) {
        Channel to = channel;
        for (PublicEvent event : batch) {
            if (to != null && (wish.types.isEmpty() || wish.types.contains(event.type()))) {
                to.write(new TextWebSocketFrame(event.json(wish.withPersons)))
                        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            }
            told = event.number();
        }
        if (to != null) {
            to.flush();
        }
    }

    private void write(String text) {
        Channel to = channel;
        if (to != null) {
            to.writeAndFlush(new TextWebSocketFrame(text)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private void end(int code, String why) {
        Channel to = channel;
        if (to != null) {
            to.writeAndFlush(new CloseWebSocketFrame(code, why)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        heardNanos = clock.nanos();
        switch (frame) {
            case PingWebSocketFrame ping ->
                ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()))
                        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            case CloseWebSocketFrame close ->
                ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            default -> {} // pongs, and words that nobody asked for
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Unawaited.of(ctx.close()); // a broken frame or a lost connection: the program comes back by its number
    }
}
