package org.helpline.media;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.helpline.core.Digit;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.dtmf.DigitReceiver;
import org.helpline.media.rtp.RtpHeader;

/** The way of one phone's packets to us, in virtual time: some are lost, some come twice, some late, and so swapped. */
final class RoughWay {

    /** Keys of which each comes twice on end somewhere. */
    static final String KEYS = "1234567890*#11223344556677889900";

    private static final int FRAMES_OF_A_PRESS = 5;
    private static final long NANOS_BETWEEN = 10_000_000;

    private final TestHouse house;
    private final Phone phone;
    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparingLong(Late::atMillis).thenComparingInt(Late::order));
    private long millis;
    private int sent;

    RoughWay(TestHouse house, Phone phone) {
        this.house = house;
        this.phone = phone;
    }

    /** What it does to a packet. */
    record Road(double lost, double twice, int jitterMillis, Random random) {}

    private record Late(long atMillis, int order, FakePorts.Datagram datagram) {}

    /** What the phone has just sent takes it. */
    void travel(Road on) {
        FakePorts.Datagram packet = phone.wire.rtpIn.removeLast();
        int copies = on.random.nextDouble() < on.lost ? 0 : on.random.nextDouble() < on.twice ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            late.add(new Late(millis + on.random.nextInt(on.jitterMillis + 1), sent++, packet));
        }
    }

    /** 20 ms pass. */
    void frame() {
        for (int i = 0; i < 4; i++) {
            while (!late.isEmpty() && late.element().atMillis() <= millis) {
                phone.wire.rtpIn.add(late.remove().datagram());
            }
            house.pass(5);
            millis += 5;
        }
    }

    /** How long it has been open. */
    long millis() {
        return millis;
    }

    /**
     * Presses a key.
     *
     * @param unitsPerFrame of the phone's clock
     * @param sealed is run after each packet was sent, before it travels
     */
    void press(char key, int unitsPerFrame, Runnable sealed, Road on) {
        int code = Digit.ofSymbol(key).orElseThrow().code();
        int at = phone.timestamp;
        for (int i = 1; i <= FRAMES_OF_A_PRESS + 3; i++) {
            boolean end = i > FRAMES_OF_A_PRESS;
            phone.event(i == 1, at, code, end, 160 * Math.min(i, FRAMES_OF_A_PRESS + 1));
            sealed.run();
            travel(on);
            phone.timestamp += unitsPerFrame;
            frame();
        }
    }

    /** The keys that we heard of this phone. */
    static String heardOf(Phone phone) {
        StringBuilder keys = new StringBuilder();
        phone.told(MediaEvent.DigitHeard.class)
                .forEach(d -> keys.append(d.digit().symbol()));
        return keys.toString();
    }

    /** The keys as a phone understands them that gets these packets, in the clear. */
    static String told(Iterable<byte[]> packets) {
        DigitReceiver receiver = new DigitReceiver();
        RtpHeader header = new RtpHeader();
        StringBuilder told = new StringBuilder();
        long nanos = 0;
        for (byte[] bytes : packets) {
            ByteBuffer packet = ByteBuffer.wrap(bytes);
            if (!header.read(packet, bytes.length)) {
                throw new AssertionError("no RTP was sent");
            }
            nanos += NANOS_BETWEEN;
            if (header.payloadType() == TestHouse.EVENT_TYPE) {
                receiver.on(header, packet, nanos).ifPresent(k -> told.append(k.symbol()));
            }
        }
        return told.toString();
    }
}
