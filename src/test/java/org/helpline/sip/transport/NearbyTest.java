package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.helpline.config.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearbyTest {

    /** P47: in docker and behind a 1:1 NAT, with one setting. Own address, what is advertised, the peer, what it sees. */
    @ParameterizedTest
    @CsvSource({
        "172.17.0.2/16 , 203.0.113.9 , 198.51.100.7, 203.0.113.9",
        "172.17.0.2/16 , 203.0.113.9 , 172.17.0.5  , 172.17.0.2",
        "172.17.0.2/16 , 192.168.1.10, 192.168.1.77, 192.168.1.10",
        "10.0.1.5/24   , 203.0.113.9 , 10.0.9.9    , 10.0.1.5",
        "10.0.1.5/24   , 10.0.200.1  , 10.0.9.9    , 10.0.200.1",
        "10.0.1.5/24   , 10.0.200.1  , 10.0.1.6    , 10.0.1.5",
        "10.0.1.5/24   , 203.0.113.9 , 192.168.1.7 , 203.0.113.9",
        "10.0.1.5/24   , 203.0.113.9 , 127.0.0.1   , 10.0.1.5",
        "10.0.1.5/24   ,             , 198.51.100.7, 10.0.1.5",
        "198.51.100.2/24, sip.example.org, 198.51.100.7, sip.example.org",
    })
    void whoIsBeyondTheNatSeesTheAdvertisedAddress(String own, String advertised, String peer, String seen) {
        Network card = Network.read(own).orElseThrow();
        Optional<InetAddress> outer =
                Optional.ofNullable(advertised).flatMap(Network::read).map(Network::base);
        Nearby nearby = Nearby.guess(List.of(new Nearby.Own(card.base(), card.bits())), outer);
        OwnHost host = new OwnHost(advertised == null ? "" : advertised, nearby, OuterAddress.none());
        assertThat(host.towards(InetAddress.ofLiteral(peer), new InetSocketAddress(card.base(), 5060)))
                .isEqualTo(seen);
    }
}
