package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1 8080",
        "127.0.0.1:0, 127.0.0.1 0",
        "[::1]:8080, 0:0:0:0:0:0:0:1 8080",
        "*:65535, every 65535",
        "127.0.0.1:65536, none",
        "127.0.0.1, none",
        ":8080, none",
        "::1:8080, none", // ambiguous without brackets
        "127.0.0.1:http, none",
        "'', none",
    })
    void readsHostAndPort(String text, String expected) {
        String read = ListenAddress.parse(text)
                .map(a -> (a.getAddress().isAnyLocalAddress()
                                ? "every"
                                : a.getAddress().getHostAddress())
                        + " " + a.getPort())
                .orElse("none");
        assertThat(read).isEqualTo(expected);
    }
}
