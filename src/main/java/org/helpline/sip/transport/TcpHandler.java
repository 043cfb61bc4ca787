package org.helpline.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.helpline.config.SipSettings;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one connection: frames it, answers keep-alives, closes what is silent, endless or no SIP. On the connection's loop. */
final class TcpHandler extends ChannelInboundHandlerAdapter implements StreamFramer.Out {

    private static final Logger LOG = LoggerFactory.getLogger(TcpHandler.class);
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TcpFlow flow;
    private final Router router;
    private final StreamFramer framer;
    private final Duration idle;
    private final Duration drip;
    private boolean spoken;
    private Timers.@Nullable Timer idleTimer;
    private Timers.@Nullable Timer dripTimer;

    TcpHandler(TcpFlow flow, Router router, Limits limits, SipSettings.Connections bounds) {
        this.flow = flow;
        this.router = router;
        this.framer = new StreamFramer(limits, this);
        this.idle = bounds.idle();
        this.drip = bounds.message();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        flow.opened(context.channel());
        if (router.doorkeeper().bars(flow)) {
            end("banned");
            return;
        }
        watchIdle(idle);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf content = (ByteBuf) message;
        try {
            flow.touch();
            framer.feed(ByteBufUtil.getBytes(content));
        } finally {
            content.release();
        }
        watchDrip();
    }

    private void watchDrip() {
        if (!framer.isHalfway()) {
            stop(dripTimer);
            dripTimer = null;
        } else if (dripTimer == null) {
            dripTimer = flow.home().after(drip, () -> end("a message did not come whole in time"));
        }
    }

    private void watchIdle(Duration in) {
        idleTimer = flow.home().after(in, () -> {
            Duration silent = Duration.ofNanos(flow.home().clock().nanos() - flow.lastActive());
            if (flow.isWatched()) {
                watchIdle(idle); // a call or a registered phone depends on it
            } else if (silent.compareTo(idle) >= 0) {
                end("silent");
            } else {
                watchIdle(idle.minus(silent));
            }
        });
    }

    private void end(String why) {
        LOG.debug("tcp peer={} closed: {}", flow.remote(), why);
        flow.close();
    }

    @Override
    public void message(byte[] bytes) {
        stop(dripTimer); // a new message has its own time
        dripTimer = null;
        spoken = true;
        if (router.doorkeeper().bars(flow)) {
            end("banned");
        } else {
            router.arrive(bytes, true, flow);
        }
    }

    @Override
    public void unframed(byte[] head) {
        router.arrive(head, true, flow); // the gate finds the Content-Length at fault and answers
        flow.closeAfterLastWords();
    }

    @Override
    public void ping() {
        flow.write(PONG);
    }

    @Override
    public void junk() {
        if (spoken) {
            LOG.debug("tcp peer={} closing: no SIP, or a header without end", flow.remote());
            flow.closeAfterLastWords(); // it is owed the answers to what came before
        } else {
            end("no SIP, or a header without end");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop(dripTimer);
        stop(idleTimer);
        flow.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(cause.getClass().getSimpleName());
    }

    private static void stop(Timers.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
