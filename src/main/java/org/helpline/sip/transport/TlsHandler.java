package org.helpline.sip.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;
import org.helpline.tls.TlsFaults;

/** Hears how the TLS handshake of one connection ended, and tells in plain words where it failed. On the connection's loop. */
final class TlsHandler extends ChannelInboundHandlerAdapter {

    private final TcpFlow flow;
    private final RefusalLog refusals;
    private final Counters counters;

    TlsHandler(TcpFlow flow, RefusalLog refusals, Counters counters) {
        this.flow = flow;
        this.refusals = refusals;
        this.counters = counters;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done && !done.isSuccess()) {
            failed(done.cause());
        }
        context.fireUserEventTriggered(event);
    }

    /** In TLS 1.3 a server says only after the client's handshake that it wants another certificate: RFC 8446 §4.4.2.4. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
            failed(cause.getCause());
        }
        context.fireExceptionCaught(cause);
    }

    private void failed(Throwable cause) {
        if (flow.fault().isPresent()) {
            return;
        }
        String words = TlsFaults.inWords(cause, flow.tls().isPresent());
        flow.broke(words);
        counters.unsecured.increment();
        flow.tls().ifPresentOrElse(to -> refusals.unreached(to, words), () -> refusals.unsecured(flow, words));
    }
}
