package org.helpline.config;

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
        "203.0.113.77/24, 203.0.113.1, true",
        "10.0.0.0/9, 10.127.1.1, true",
        "10.0.0.0/9, 10.128.0.0, false",
        "0.0.0.0/0, 198.51.100.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, ::1, true"
    })
    void containsItsAddresses(String network, String address, boolean inside) {
        assertThat(Network.read(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sip.example", "203.0.113.0/33", "203.0.113.0/-1", "203.0.113.0/x", "203.0.113/24", "::/129"
            })
    void isNoName(String text) {
        assertThat(Network.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.128/25, true",
        "203.0.113.128/25, 203.0.113.0/24, true",
        "203.0.113.0/25, 203.0.113.128/25, false",
        "203.0.113.9, 203.0.113.9, true",
        "203.0.113.0/24, ::/0, false",
    })
    void overlapsWhereOneIsWithinTheOther(String a, String b, boolean overlap) {
        assertThat(Network.read(a).orElseThrow().overlaps(Network.read(b).orElseThrow()))
                .isEqualTo(overlap);
    }
}
