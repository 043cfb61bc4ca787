package org.helpline.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.helpline.config.SipSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one connection: frames it, answers keep-alives, closes what is silent, endless or no SIP. On the connection's loop. */
final class TcpHandler extends ChannelInboundHandlerAdapter implements StreamFramer.Out {

    private static final Logger LOG = LoggerFactory.getLogger(TcpHandler.class);
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TcpFlow flow;
    private final Router router;
    private final StreamFramer framer;
    private final Patience patience;
    private boolean spoken;

    TcpHandler(TcpFlow flow, Router router, Limits limits, SipSettings.Connections bounds) {
        this.flow = flow;
        this.router = router;
        this.framer = new StreamFramer(limits, this);
        this.patience = new Patience(flow, bounds);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        flow.opened(context.channel());
        if (router.doorkeeper().bars(flow)) {
            patience.end("banned");
            return;
        }
        patience.begin();
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
        patience.heard(framer.isHalfway());
    }

    @Override
    public void message(byte[] bytes) {
        patience.whole();
        spoken = true;
        if (router.doorkeeper().bars(flow)) {
            patience.end("banned");
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
            LOG.debug("{} peer={} closing: no SIP, or a header without end", flow.transport(), flow.remote());
            flow.closeAfterLastWords(); // it is owed the answers to what came before
        } else {
            patience.end("no SIP, or a header without end");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        patience.over();
        flow.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        patience.end(cause.getClass().getSimpleName());
    }
}
