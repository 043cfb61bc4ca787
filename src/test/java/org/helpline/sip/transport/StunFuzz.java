package org.helpline.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Any datagram as a STUN request: answered by little more than itself, with its own transaction, or not at all. */
public final class StunFuzz {

    private static final InetSocketAddress SENDER =
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677"), 32_853);

    private StunFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        byte[] before = data.clone();
        Stun.answer(data, SENDER).ifPresent(answer -> {
            boolean same = ByteBuffer.wrap(answer, 4, 16).equals(ByteBuffer.wrap(before, 4, 16));
            if (!same || !Stun.is(answer) || answer.length > before.length + 24) {
                throw new IllegalStateException("no answer to what came");
            }
            if (answer.length - 20 != ByteBuffer.wrap(answer).getShort(2)) {
                throw new IllegalStateException("its length is wrong");
            }
            if (Stun.answer(answer, SENDER).isPresent()) {
                throw new IllegalStateException("an answer is answered: two of us would never stop");
            }
        });
    }
}
