package org.helpline.media;

import java.util.Arrays;
import org.helpline.media.TestHouse.Phone;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;

/**
 * Datagrams on the ports of three legs, one after the other: two talk or three are mixed, and whatever comes, no leg fails and each sends only to its own
 * phone. A datagram is a byte that says where it comes from, to whom and how many ticks later, one for its length, and its bytes.
 */
public final class LegFuzz {

    private static final int MOST = 4_096;
    private static final AudioCodec[] AGENTS = {AudioCodec.PCMA, AudioCodec.G722, AudioCodec.OPUS, AudioCodec.PCMU};
    private static final String ELSEWHERE = "203.0.113.66";

    private LegFuzz() {}

    /** One input of the fuzzer; its first byte says who talks with whom, and in which codec. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2 || data.length > MOST) {
            return;
        }
        TestHouse house = new TestHouse();
        Phone caller = house.phone(4000);
        Phone agent = house.phoneBeside(caller, 6000);
        Phone third = house.phoneBeside(caller, 8000);
        caller.agree(AudioCodec.PCMU, Direction.SENDRECV);
        agent.agree(AGENTS[data[0] >> 1 & 3], Direction.SENDRECV);
        third.agree(AudioCodec.PCMU, Direction.SENDRECV);
        if ((data[0] & 1) == 0) {
            caller.leg.bridge(agent.leg);
        } else {
            MediaMix mix = house.engine.mix(caller.leg);
            caller.leg.mix(mix, MixPart.FULL);
            agent.leg.mix(mix, MixPart.FULL);
            third.leg.mix(mix, MixPart.FULL);
        }
        house.pass(5);
        for (int at = 1; at + 1 < data.length; ) {
            int how = data[at];
            int length = Math.min(data[at + 1] & 0xff, data.length - at - 2);
            byte[] bytes = Arrays.copyOfRange(data, at + 2, at + 2 + length);
            arrive((how & 1) == 0 ? caller : agent, (how & 2) != 0, (how & 4) != 0, bytes);
            house.pass(5 * (how >> 3 & 7));
            at += 2 + length;
        }
        house.pass(100);
        check(caller, agent, third);
    }

    private static void arrive(Phone phone, boolean isStranger, boolean isRtcp, byte[] bytes) {
        int port = phone.address.getPort() + (isRtcp ? 1 : 0);
        String host = isStranger ? ELSEWHERE : phone.address.getAddress().getHostAddress();
        (isRtcp ? phone.wire.rtcpIn : phone.wire.rtpIn).add(new FakePorts.Datagram(bytes, TestHouse.at(host, port)));
    }

    private static void check(Phone... phones) {
        for (Phone phone : phones) {
            if (phone.wire.closed) {
                throw new IllegalStateException("a leg failed");
            }
            for (FakePorts.Datagram d : phone.wire.rtpOut) {
                if (!d.address().equals(phone.address)) {
                    throw new IllegalStateException("sent elsewhere");
                }
                TestHouse.Packet.of(d);
            }
        }
    }
}
