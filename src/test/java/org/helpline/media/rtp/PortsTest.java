package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.helpline.core.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {

    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private final Random random = new Random(5);

    @ParameterizedTest
    @CsvSource({"10000,10009,5", "10000,10008,4", "10001,10009,4", "10000,10001,1", "65534,65535,1"})
    void aRangeHoldsItsEvenPortsWithTheirNeighbours(int first, int last, int pairs) {
        PortRange range = new PortRange(first, last, random, 0);
        Set<Integer> taken = new HashSet<>();
        for (OptionalInt p = range.take(0); p.isPresent(); p = range.take(0)) {
            taken.add(p.getAsInt());
        }
        assertThat(taken).hasSize(pairs).allMatch(p -> p % 2 == 0 && p >= first && p < last);
    }

    @ParameterizedTest
    @CsvSource({"10000,10000", "10001,10002", "10002,10000"})
    void aRangeWithoutAPairIsRefused(int first, int last) {
        assertThatThrownBy(() -> new PortRange(first, last, random, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPortRestsBeforeItIsUsedAgain() {
        PortRange range = new PortRange(10_000, 10_001, random, 0);
        int port = range.take(0).orElseThrow();
        range.give(port, 100);
        long rested = 100 + PortRange.REST.toNanos();
        assertThat(range.take(rested - 1)).isEmpty();
        assertThat(range.take(rested)).hasValue(port);
    }

    @Test
    void theLongestRestedIsUsedFirst() {
        PortRange range = new PortRange(10_000, 10_019, random, 0);
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            first.add(range.take(0).orElseThrow());
        }
        first.forEach(p -> range.give(p, 0));
        for (int p : first) {
            assertThat(range.take(PortRange.REST.toNanos())).hasValue(p);
        }
    }

    @Test
    void theOrderIsNotTheNumbers() {
        PortRange range = new PortRange(10_000, 10_199, random, 0);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            order.add(range.take(0).orElseThrow());
        }
        assertThat(order).isNotEqualTo(order.stream().sorted().toList());
    }

    @Test
    void systemChosenPairsAreEvenAndOdd() {
        NioPorts ports = new NioPorts(Optional.empty(), Clock.system());
        for (int i = 0; i < 20; i++) {
            PortPair pair = ports.open(LOCAL).orElseThrow();
            assertThat(pair.local().getPort()).isPositive();
            assertThat(pair.local().getPort() % 2).isZero();
            int rtcp = pair.local().getPort() + 1;
            assertThatThrownBy(() -> new DatagramSocket(new InetSocketAddress(LOCAL, rtcp)).close())
                    .isInstanceOf(BindException.class);
            pair.close();
        }
    }

    @Test
    void aPortThatAnotherProgramHoldsIsPassedOver() throws Exception {
        try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(LOCAL, 0))) {
            int even = other.getLocalPort() & ~1;
            PortRange range =
                    new PortRange(even, even + 1, random, Clock.system().nanos());
            NioPorts ports = new NioPorts(Optional.of(range), Clock.system());
            assertThat(ports.open(LOCAL)).isEmpty();
            assertThat(range.take(Clock.system().nanos())).as("it rests").isEmpty();
        }
    }

    @Test
    void anAddressThatIsOursOnlyFromOutsideIsToldButNotBound() throws Exception {
        NioPorts ports = new NioPorts(Optional.empty(), Clock.system());
        InetAddress outside = InetAddress.getByName("203.0.113.5");
        PortPair pair = ports.open(outside).orElseThrow();
        assertThat(pair.local().getAddress()).isEqualTo(outside);
        pair.close();
    }
}
