package org.helpline.media.ice;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the answers to binding requests: RFC 8489 §6.3.1, RFC 8445 §7.3.1.1. One thread. */
final class StunWriter {

    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000A;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int HUNDRED = 100;
    private static final int LONGEST = 128;

    private final byte[] bytes = new byte[LONGEST];
    private final ByteBuffer message = ByteBuffer.wrap(bytes);

    /** Where the request came from. */
    int success(StunReader request, InetSocketAddress source, StunKey key, ByteBuffer to) {
        begin(SUCCESS, request);
        byte[] address = source.getAddress().getAddress();
        message.putShort((short) XOR_MAPPED_ADDRESS).putShort((short) (4 + address.length));
        message.putShort((short) (source.getAddress() instanceof Inet6Address ? 2 : 1));
        message.putShort((short) (source.getPort() ^ StunReader.COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            message.put((byte) (address[i] ^ bytes[4 + i])); // cookie and transaction: §14.2
        }
        return end(key, to);
    }

    /** That we do not control. */
    int roleConflict(StunReader request, StunKey key, ByteBuffer to) {
        begin(ERROR, request);
        error(487, "Role Conflict");
        return end(key, to);
    }

    /** That an attribute is not known. */
    int unknown(StunReader request, StunKey key, ByteBuffer to) {
        begin(ERROR, request);
        error(420, "Unknown Attribute");
        message.putShort((short) UNKNOWN_ATTRIBUTES).putShort((short) 2);
        message.putShort((short) request.unknown()).putShort((short) 0);
        return end(key, to);
    }

    private void begin(int type, StunReader request) {
        message.clear().putShort((short) type).putShort((short) 0).putInt(StunReader.COOKIE);
        request.transaction(bytes, message.position());
        message.position(StunReader.HEADER);
    }

    private void error(int code, String phrase) {
        byte[] words = phrase.getBytes(StandardCharsets.US_ASCII);
        message.putShort((short) ERROR_CODE).putShort((short) (4 + words.length));
        message.putShort((short) 0)
                .put((byte) (code / HUNDRED))
                .put((byte) (code % HUNDRED))
                .put(words);
        while (message.position() % 4 != 0) {
            message.put((byte) 0);
        }
    }

    private int end(StunKey key, ByteBuffer to) {
        int at = message.position();
        message.putShort((short) StunReader.MESSAGE_INTEGRITY)
                .putShort((short) StunReader.MAC)
                .put(key.code(bytes, at));
        int last = message.position();
        message.putShort(2, (short) (last + 8 - StunReader.HEADER));
        message.putShort((short) StunReader.FINGERPRINT).putShort((short) 4);
        message.putInt(StunReader.fingerprint(bytes, last));
        to.clear().put(bytes, 0, message.position()).flip();
        return to.limit();
    }
}
