package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.helpline.core.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is handed to departures comes, in order, from the port that it was handed to; in each way that this system has. */
class DeparturesTest {

    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final int PATIENCE = 20_000;
    private static final int SHORTLY = 100;

    private final NioPorts ports =
            NioPorts.keeping(Optional.empty(), Clock.system(), new Random(3), ring().isPresent());
    private final List<PortPair> opened = new ArrayList<>();

    static Optional<Departures> ring() {
        try {
            return Optional.of(new UringDepartures());
        } catch (IOException none) {
            assertThat(none).message().isNotBlank();
            return Optional.empty();
        }
    }

    static Stream<Departures> ways() {
        return Stream.concat(Stream.of(Departures.AT_ONCE), ring().stream());
    }

    @AfterEach
    void giveBack() {
        opened.forEach(PortPair::close);
        ports.close();
    }

    private PortPair pair() {
        opened.add(ports.open(LOCAL).orElseThrow());
        return opened.getLast();
    }

    private static ByteBuffer packet(int number, int bytes) {
        ByteBuffer packet =
                ByteBuffer.allocateDirect(bytes + 12).position(12); // as a relayed one: not at its beginning
        return packet.putInt(12, number).put(packet.limit() - 1, (byte) number);
    }

    private static DatagramSocket phone() throws IOException {
        DatagramSocket phone = new DatagramSocket(0, LOCAL);
        phone.setReceiveBufferSize(4 << 20);
        phone.setSoTimeout(PATIENCE);
        return phone;
    }

    private static InetSocketAddress at(DatagramSocket phone) {
        return (InetSocketAddress) phone.getLocalSocketAddress();
    }

    private static DatagramPacket next(DatagramSocket phone) throws IOException {
        DatagramPacket got = new DatagramPacket(new byte[4_096], 4_096);
        phone.receive(got);
        return got;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void eachComesFromItsOwnPortInOrder(Departures departures) throws Exception {
        try (departures;
                DatagramSocket phone = phone()) {
            List<PortPair> pairs = List.of(pair(), pair(), pair());
            for (int tick = 0; tick < 5; tick++) {
                for (int i = 0; i < 60; i++) {
                    assertThat(pairs.get(i % 3).sendRtp(departures, packet(i, 20 + 17 * i), at(phone)))
                            .isTrue();
                }
                assertThat(departures.leave()).isZero();
                for (int i = 0; i < 60; i++) {
                    DatagramPacket got = next(phone);
                    assertThat(got.getSocketAddress())
                            .isEqualTo(pairs.get(i % 3).local());
                    assertThat(got.getLength()).isEqualTo(20 + 17 * i);
                    assertThat(ByteBuffer.wrap(got.getData()).getInt()).isEqualTo(i);
                    assertThat(got.getData()[got.getLength() - 1]).isEqualTo((byte) i);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPairSendsToWhomeverItIsTold(Departures departures) throws Exception {
        try (departures;
                DatagramSocket one = phone();
                DatagramSocket other = phone()) {
            PortPair pair = pair();
            for (int i = 0; i < 20; i++) {
                pair.sendRtp(departures, packet(i, 172), at(i % 2 == 0 ? one : other));
            }
            departures.leave();
            for (int i = 0; i < 20; i++) {
                assertThat(ByteBuffer.wrap(next(i % 2 == 0 ? one : other).getData())
                                .getInt())
                        .isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void moreThanThereIsRoomForLeaveBefore(Departures departures) throws Exception {
        try (departures;
                DatagramSocket phone = phone()) {
            PortPair pair = pair();
            for (int i = 0; i < 2_500; i++) {
                pair.sendRtp(departures, packet(i, 300), at(phone));
                if (i % 500 == 499) { // what the phone can hold
                    departures.leave();
                    for (int k = i - 499; k <= i; k++) {
                        assertThat(ByteBuffer.wrap(next(phone).getData()).getInt())
                                .isEqualTo(k);
                    }
                }
            }
            for (int i = 0; i < 2_000; i++) {
                pair.sendRtp(departures, packet(i, 1_400), at(phone));
            }
            assertThat(ByteBuffer.wrap(next(phone).getData()).getInt()).isZero(); // 2.8 MB do not wait
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatCannotBeSentTakesNothingElseWithIt(Departures departures) throws Exception {
        InetSocketAddress nowhere =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {-1, -1, -1, -1}), 9); // not permitted
        try (departures;
                DatagramSocket phone = phone()) {
            PortPair pair = pair();
            pair.sendRtp(departures, packet(1, 172), at(phone));
            boolean sent = pair.sendRtp(departures, packet(2, 172), nowhere);
            boolean six = pair.sendRtp(
                    departures, packet(3, 172), new InetSocketAddress(InetAddress.getByAddress(new byte[16]), 9));
            pair.sendRtp(departures, packet(4, 172), at(phone));
            assertThat(departures.leave()).isEqualTo(sent ? 1 : 0);
            assertThat(six).isFalse();
            assertThat(ByteBuffer.wrap(next(phone).getData()).getInt()).isEqualTo(1);
            assertThat(ByteBuffer.wrap(next(phone).getData()).getInt()).isEqualTo(4);
            assertThat(departures.leave()).as("told once").isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void afterTheEndEachLeavesAtOnce(Departures departures) throws Exception {
        try (DatagramSocket phone = phone()) {
            PortPair pair = pair();
            pair.sendRtp(departures, packet(1, 172), at(phone));
            departures.close();
            departures.close();
            assertThat(pair.sendRtp(departures, packet(2, 172), at(phone))).isTrue();
            assertThat(ByteBuffer.wrap(next(phone).getData()).getInt()).isEqualTo(1);
            assertThat(ByteBuffer.wrap(next(phone).getData()).getInt()).isEqualTo(2);
        }
    }

    @Test
    void theyWaitForEachOther() throws Exception {
        Optional<Departures> ring = ring();
        if (ring.isEmpty()) {
            return; // why stands in the message that ring() has looked at; they leave at once then
        }
        try (Departures departures = ring.get();
                DatagramSocket phone = phone()) {
            PortPair pair = pair();
            pair.sendRtp(departures, packet(1, 172), at(phone));
            phone.setSoTimeout(SHORTLY);
            assertThat(comes(phone)).isFalse();
            departures.leave();
            phone.setSoTimeout(PATIENCE);
            assertThat(comes(phone)).isTrue();
        }
    }

    private static boolean comes(DatagramSocket phone) throws IOException {
        try {
            next(phone);
            return true;
        } catch (SocketTimeoutException none) {
            return false;
        }
    }
}
