package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9, true",
        "203.0.113.9, 203.0.113.8, false",
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.77/23, 203.0.112.1, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::, false",
    })
    void hasTheAddressesThatBeginWithItsBits(String network, String address, boolean has) {
        assertThat(Network.read(network).orElseThrow().has(InetAddress.ofLiteral(address)))
                .isEqualTo(has);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.128/25, true",
        "203.0.113.128/25, 203.0.113.0/24, true",
        "203.0.113.0/25, 203.0.113.128/25, false",
        "203.0.113.0/24, ::/0, false",
    })
    void overlapsWhereOneIsWithinTheOther(String a, String b, boolean overlap) {
        assertThat(Network.read(a).orElseThrow().overlaps(Network.read(b).orElseThrow()))
                .isEqualTo(overlap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.example", "203.0.113.256", "203.0.113.0/33", "203.0.113/24", "2001:db8::/129", "1/2/3", "", "/24", "203.0.113.0/x", "localhost"})
    void nothingElseIsOne(String text) {
        assertThat(Network.read(text)).isEmpty();
    }
}
