package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressTest {

    @ParameterizedTest
    @CsvSource({
        "            , 198.51.100.7, 10.0.0.5   , 10.0.0.5",
        "203.0.113.9 , 198.51.100.7, 10.0.0.5   , 203.0.113.9",
        "203.0.113.9 , 10.0.0.20   , 10.0.0.5   , 10.0.0.5",
        "203.0.113.9 , 127.0.0.1   , 127.0.0.1  , 127.0.0.1",
        "172.16.0.1  , 10.0.0.20   , 192.168.0.5, 172.16.0.1",
        "203.0.113.9 , 2001:db8::7 , 2001:db8::5, 2001:db8::5",
    })
    void namesTheOuterAddressToThoseOutside(String advertised, String peer, String local, String named) {
        OwnAddress own = new OwnAddress(Optional.ofNullable(advertised).map(InetAddress::ofLiteral));
        assertThat(own.towards(InetAddress.ofLiteral(peer), new InetSocketAddress(local, 20_000)))
                .isEqualTo(new InetSocketAddress(named, 20_000));
    }
}
