package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sockets that are kept from one call to another. */
class RestingPairsTest {

    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final int TIGHT = 4 * RestingPairs.SPARE; // ports of the least range of which any pair is kept
    private static final Duration BARELY = PortRange.REST.minusNanos(1);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final NioPorts ports = NioPorts.keeping(Optional.empty(), clock, new Random(7), false);

    @AfterEach
    void close() {
        ports.close();
    }

    private List<PortPair> open(int count) {
        List<PortPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(ports.open(LOCAL).orElseThrow());
        }
        return pairs;
    }

    /** How many of a pair's two sockets are open: what is closed sends nothing. Its port may be another program's by now. */
    private static int open(PortPair pair) {
        return (pair.sendRtp(ByteBuffer.allocate(1), pair.local()) ? 1 : 0)
                + (pair.sendRtcp(ByteBuffer.allocate(1), pair.local()) ? 1 : 0);
    }

    @Test
    void aPairThatHasRestedIsLentAgain() {
        List<PortPair> former = open(200);
        former.forEach(PortPair::close);
        assertThat(former).allMatch(pair -> open(pair) == 2);
        clock.move(BARELY);
        PortPair early = ports.open(LOCAL).orElseThrow();
        assertThat(former).as("it still rests").doesNotContain(early);
        clock.move(Duration.ofNanos(1));
        PortPair again = ports.open(LOCAL).orElseThrow();
        assertThat(former).contains(again);
        early.close();
        again.close();
    }

    @Test
    void whatCameForTheFormerCallIsNotHeardInTheNext() throws Exception {
        List<PortPair> former = open(200);
        former.forEach(PortPair::close);
        try (DatagramSocket late = new DatagramSocket(0, LOCAL)) {
            for (PortPair pair : former) {
                for (int port : new int[] {pair.local().getPort(), pair.local().getPort() + 1}) {
                    late.send(new DatagramPacket(new byte[172], 172, LOCAL, port));
                    late.send(new DatagramPacket(new byte[172], 172, LOCAL, port));
                }
            }
        }
        clock.move(PortRange.REST);
        PortPair again = ports.open(LOCAL).orElseThrow();
        assertThat(former).contains(again);
        assertThat(again.receiveRtp(ByteBuffer.allocate(500))).isNull();
        assertThat(again.receiveRtcp(ByteBuffer.allocate(500))).isNull();
        again.close();
    }

    @Test
    void whoeverHasJustCalledDoesNotKnowTheNextCallersPort() {
        List<PortPair> few = open(RestingPairs.SPARE - 1);
        few.forEach(PortPair::close);
        clock.move(PortRange.REST);
        PortPair next = ports.open(LOCAL).orElseThrow();
        assertThat(few).as("few rest: another port").doesNotContain(next);
        next.close();
    }

    @Test
    void theNextPortIsNotTheOneThatCameBackFirst() {
        Set<Integer> places = new HashSet<>();
        List<PortPair> order = open(400);
        order.forEach(PortPair::close);
        clock.move(PortRange.REST);
        for (int i = 0; i < 40; i++) {
            PortPair taken = ports.open(LOCAL).orElseThrow();
            places.add(order.indexOf(taken) - i);
        }
        assertThat(places).as("not in the order in which they came back").hasSizeGreaterThan(4);
    }

    @Test
    void thoseThatNobodyNeedsAreClosed() {
        List<PortPair> former = open(200);
        former.forEach(PortPair::close);
        clock.move(RestingPairs.LONGEST.minusSeconds(1));
        ports.sweep();
        assertThat(former).allMatch(pair -> open(pair) == 2);
        clock.move(RestingPairs.SWEEP);
        ports.sweep();
        assertThat(former).allMatch(pair -> open(pair) == 0);
    }

    @Test
    void withTheServerAllAreClosed() {
        List<PortPair> former = open(200);
        PortPair lent = former.getLast();
        former.subList(0, 199).forEach(PortPair::close);
        ports.close();
        lent.close();
        assertThat(former).allMatch(pair -> open(pair) == 0);
    }

    @Test
    void theLastPortsOfARangeAreLentThoughFewRest() {
        List<PortPair> all = new ArrayList<>();
        NioPorts tight = allOfARange(all);
        all.getFirst().close();
        assertThat(tight.open(LOCAL)).as("it rests").isEmpty();
        clock.move(PortRange.REST);
        assertThat(tight.open(LOCAL)).hasValue(all.getFirst());
        assertThatThrownBy(() -> new DatagramSocket(new InetSocketAddress(
                                LOCAL, all.getLast().local().getPort()))
                        .close())
                .isInstanceOf(BindException.class);
        all.forEach(PortPair::close);
        tight.close();
    }

    /** Ports of a range of which no other program has one, all of them lent; below those that systems give to whoever asks for any. */
    private NioPorts allOfARange(List<PortPair> lent) {
        for (int first = 10_000; first < 32_000; first += TIGHT) {
            PortRange range = new PortRange(first, first + TIGHT - 1, new Random(1), clock.nanos());
            int free = leaveWhatIsFree(range);
            NioPorts ports = NioPorts.keeping(Optional.of(range), clock, new Random(7), false);
            for (Optional<PortPair> one = ports.open(LOCAL); one.isPresent(); one = ports.open(LOCAL)) {
                lent.add(one.get());
            }
            if (lent.size() == free && free > 1) {
                return ports;
            }
            ports.close(); // another program was faster
            lent.forEach(PortPair::close);
            lent.clear();
        }
        throw new AssertionError("every range has hardly a free port, or they are taken at this very moment");
    }

    /** Takes out of the range what another program has. @return how many are left, rested */
    private int leaveWhatIsFree(PortRange range) {
        List<Integer> free = new ArrayList<>();
        for (OptionalInt port = range.take(clock.nanos()); port.isPresent(); port = range.take(clock.nanos())) {
            int even = port.getAsInt();
            if (isFree(even) && isFree(even + 1)) {
                free.add(even);
            }
        }
        free.forEach(port -> range.give(port, clock.nanos()));
        clock.move(PortRange.REST);
        return free.size();
    }

    private static boolean isFree(int port) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOCAL, port))) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Max open files            1024                 1048576              files, 128",
        "Max open files            20000                20000                files, 2048",
        "Max open files            1048576              1048576              files, 4096",
        "Max open files            unlimited            unlimited            files, 4096",
        "'', 128",
    })
    void aQuarterOfTheFilesMayBeKeptOpen(String limits, int pairs) {
        assertThat(OpenFiles.pairs("Max file locks  unlimited  unlimited locks\n" + limits + "\n"))
                .isEqualTo(pairs);
    }
}
