package org.helpline.desk;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Tells TLS from HTTP by the first byte of a connection, and is gone then. On the desk's event loop. */
final class FirstByte extends ByteToMessageDecoder {

    /** The content type of a TLS record that carries a handshake: RFC 8446 §5.1. No HTTP request begins with it. */
    private static final int HANDSHAKE = 22;

    private final Https https;

    FirstByte(Https https) {
        this.https = https;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!in.isReadable()) {
            return;
        }
        if (https.isSpoken() && in.getByte(in.readerIndex()) == HANDSHAKE) {
            ctx.pipeline().addAfter(ctx.name(), "tls", https.handler());
        }
        ctx.pipeline().remove(this); // what was read goes on to the next one
    }
}
