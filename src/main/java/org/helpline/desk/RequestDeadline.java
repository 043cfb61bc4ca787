package org.helpline.desk;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that dawdle: a request must be whole soon after its first byte, however it trickles, and a connection
 * may rest only so long between requests. One per connection, on its event loop.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

    private final long requestMillis;
    private final long restMillis;
    private boolean isReceiving;
    private boolean isLifted;
    private @Nullable ScheduledFuture<?> due;

    RequestDeadline(long requestMillis, long restMillis) {
        this.requestMillis = requestMillis;
        this.restMillis = restMillis;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        arm(ctx, restMillis);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (!isReceiving && !isLifted) {
            isReceiving = true;
            arm(ctx, requestMillis);
        }
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        disarm();
        ctx.fireChannelInactive();
    }

    /** The request that is coming may take so long from now on. */
    void allow(ChannelHandlerContext ctx, long millis) {
        arm(ctx, millis);
    }

    /** The request is whole; time for the answer is ours. */
    void received() {
        isReceiving = false;
        disarm();
    }

    /** The answer is out; the next request may come. */
    void answered(ChannelHandlerContext ctx) {
        if (!isReceiving && !isLifted) {
            arm(ctx, restMillis);
        }
    }

    /** The connection became a WebSocket, which has its own watch. */
    void lift() {
        isLifted = true;
        disarm();
    }

    private void arm(ChannelHandlerContext ctx, long millis) {
        disarm();
        due = ctx.executor().schedule(() -> Unawaited.of(ctx.close()), millis, TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        if (due != null) {
            due.cancel(false);
        }
    }
}
