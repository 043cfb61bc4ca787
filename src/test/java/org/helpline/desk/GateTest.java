package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    private final Gate gate = new Gate(List.of("https://desk.example.com", "http://intranet:8080"));

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, true",
        "127.0.0.1, true",
        "localhost:8080, true",
        "LOCALHOST:8080, true",
        "[::1]:8080, true",
        "192.0.2.7:8080, true",
        "[2001:db8::7], true",
        "desk.example.com, true",
        "intranet:8080, true",
        "evil.example.net:8080, false", // a name that an attacker points at us
        "127.0.0.1.evil.example.net, false",
        "localhost.evil.example.net, false",
        "desk.example.com.evil.example.net, false",
        "evil.example.net#desk.example.com, false",
        "'', false",
        "'a b', false",
        "':8080', false",
    })
    void answersToAddressesAndConfiguredNamesOnly(String host, boolean ours) {
        assertThat(gate.isOurHost(host)).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1:8080, true",
        "HTTP://LocalHost:8080, localhost:8080, true",
        "https://desk.example.com, desk.example.com, true",
        "https://desk.example.com, 127.0.0.1:8080, true", // behind a proxy that rewrites Host
        "http://127.0.0.1:9090, 127.0.0.1:8080, false", // another program on this machine
        "https://127.0.0.1:8080, 127.0.0.1:8080, false",
        "http://localhost:8080, 127.0.0.1:8080, false",
        "http://evil.example.net, 127.0.0.1:8080, false",
        "https://desk.example.com.evil.net, desk.example.com, false",
        "http://desk.example.com, 127.0.0.1:8080, false",
        "null, 127.0.0.1:8080, false",
        "'', 127.0.0.1:8080, false",
        "'http://', '', false",
    })
    void commandsComeFromOurOwnPagesOnly(String origin, String host, boolean allowed) {
        assertThat(gate.isAllowedOrigin(origin, host)).isEqualTo(allowed);
    }
}
