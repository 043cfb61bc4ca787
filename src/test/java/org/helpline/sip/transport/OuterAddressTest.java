package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.config.Network;
import org.helpline.sip.dialog.FakeFlow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OuterAddressTest {

    private static final String MACHINE = "198.51.100.1";

    private final List<String> told = new ArrayList<>();
    private final OuterAddress outer =
            OuterAddress.learning(new Nearby(List.of(Network.read("10.0.0.0/8").orElseThrow())));

    OuterAddressTest() {
        outer.onChange(told::add);
    }

    private boolean seen(String machine, String local, String host, int port) {
        return seen("acme", "UDP", machine, local, host, port);
    }

    private boolean seen(String trunk, String transport, String machine, String local, String host, int port) {
        return outer.seen(
                trunk,
                new FakeFlow(transport, machine, 5060) {
                    @Override
                    public InetSocketAddress local() {
                        return new InetSocketAddress(InetAddress.ofLiteral(local), 5060);
                    }
                },
                host,
                port);
    }

    private Optional<String> towards(String peer) {
        return outer.towards(InetAddress.ofLiteral(peer), InetAddress.ofLiteral("10.0.0.5"))
                .map(InetAddress::getHostAddress);
    }

    @DisplayName(
            "P47: two answers of a trunk show our outer address, which everybody outside is told, and nobody inside")
    @Test
    void twoAnswersShowTheAddress() {
        assertThat(seen(MACHINE, "10.0.0.5", "203.0.113.9", 5060))
                .as("another answer would confirm it")
                .isTrue();
        assertThat(towards(MACHINE)).isEmpty();
        assertThat(told).isEmpty();
        assertThat(seen(MACHINE, "10.0.0.5", "203.0.113.9", 5060)).isFalse();
        assertThat(towards(MACHINE)).contains("203.0.113.9");
        assertThat(towards("198.51.100.77")).as("any peer outside").contains("203.0.113.9");
        assertThat(towards("10.1.2.3")).as("a peer inside").isEmpty();
        assertThat(towards("192.168.1.1")).as("a peer in another private net").isEmpty();
        assertThat(outer.towards(InetAddress.ofLiteral(MACHINE), InetAddress.ofLiteral("192.0.2.1")))
                .as("over a public address of ours")
                .isEmpty();
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("trunk acme sees this server at 203.0.113.9: that is named to peers outside from now on");
    }

    /** What shows nothing of use. */
    @ParameterizedTest
    @CsvSource({
        "UDP, 198.51.100.1, 192.0.2.1 , 203.0.113.9    , 5060, our own address is public",
        "UDP, 10.9.9.9    , 10.0.0.5  , 203.0.113.9    , 5060, the trunk is in the house",
        "UDP, 198.51.100.1, 10.0.0.5  , 10.0.0.5       , 5060, it sees the local address",
        "UDP, 198.51.100.1, 10.0.0.5  , 192.168.7.7    , 5060, it sees another private address",
        "UDP, 198.51.100.1, 10.0.0.5  , 224.0.0.1      , 5060, nobody is at a multicast address",
        "UDP, 198.51.100.1, 10.0.0.5  , nat.example.org, 5060, it names a name",
        "UDP, 198.51.100.1, 10.0.0.5  , 203.0.113.9    , 1024, the NAT changes ports",
        "UDP, 198.51.100.1, 10.0.0.5  , 2001:db8::9    , 5060, it is of another family",
    })
    void whatIsOfNoUse(String transport, String machine, String local, String host, int port, String why) {
        for (int i = 0; i < 3; i++) {
            seen("acme", transport, machine, local, host, port);
        }
        assertThat(outer.towards(InetAddress.ofLiteral(MACHINE), InetAddress.ofLiteral(local)))
                .as(why)
                .isEmpty();
    }

    /** The port of a connection is never the one that we listen on. */
    @Test
    void onAConnectionTheAddressAloneCounts() {
        seen("acme", "TLS", MACHINE, "10.0.0.5", "203.0.113.9", 41_000);
        seen("acme", "TLS", MACHINE, "10.0.0.5", "203.0.113.9", 41_000);
        assertThat(towards(MACHINE)).contains("203.0.113.9");
    }

    @Test
    void oneOddAnswerChangesNothing() {
        learnt(MACHINE, "203.0.113.9");
        seen(MACHINE, "10.0.0.5", "203.0.113.66", 5060);
        seen(MACHINE, "10.0.0.5", "203.0.113.9", 5060);
        seen(MACHINE, "10.0.0.5", "203.0.113.66", 5060);
        assertThat(towards(MACHINE)).contains("203.0.113.9");
        assertThat(told).hasSize(1);
        seen(MACHINE, "10.0.0.5", "203.0.113.66", 5060);
        assertThat(towards(MACHINE)).contains("203.0.113.66");
        assertThat(towards("198.51.100.77")).contains("203.0.113.66");
        assertThat(told.getLast()).contains("at 203.0.113.66, no longer at 203.0.113.9");
    }

    /** Two ways out: each trunk is told what it sees itself, others what was shown first. */
    @Test
    void eachTrunkIsToldWhatItSees() {
        learnt(MACHINE, "203.0.113.9");
        learnt("198.51.100.2", "203.0.113.200");
        assertThat(towards(MACHINE)).contains("203.0.113.9");
        assertThat(towards("198.51.100.2")).contains("203.0.113.200");
        assertThat(towards("198.51.100.77")).contains("203.0.113.9");
    }

    @Test
    void whoSeesTheLocalAddressIsToldThat() {
        learnt(MACHINE, "203.0.113.9");
        learnt("198.51.100.2", "10.0.0.5");
        assertThat(towards("198.51.100.2")).as("by a tunnel, say").isEmpty();
        learnt(MACHINE, "10.0.0.5");
        assertThat(towards(MACHINE)).isEmpty();
        assertThat(told.getLast()).contains("sees this server no longer at 203.0.113.9");
    }

    private void learnt(String machine, String host) {
        seen(machine, "10.0.0.5", host, 5060);
        seen(machine, "10.0.0.5", host, 5060);
    }
}
