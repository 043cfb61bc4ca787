package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', 127.0.0.1",
        "127.0.0.1, 192.0.2.9, 192.0.2.9",
        "127.0.0.1, '10.0.0.1, 192.0.2.9', 192.0.2.9", // the first was written by the asker
        "127.0.0.1, '2001:db8::9', '2001:db8::9'",
        "127.0.0.1, 'not an address', 127.0.0.1",
        "198.51.100.4, 192.0.2.9, 198.51.100.4", // nobody but a proxy on this machine is believed
    })
    void theAskerIsThePeerOrWhomAProxyOnThisMachineNames(String peer, String forwarded, String client)
            throws UnknownHostException {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (!forwarded.isEmpty()) {
            headers.add("x-forwarded-for", forwarded);
        }
        assertThat(request("/", headers, peer).client()).isEqualTo(client);
    }

    @Test
    void brokenEscapesAreNoValueAndNoError() throws UnknownHostException {
        assertThat(request("/events?after=%zz", new DefaultHttpHeaders(), "127.0.0.1")
                        .query("after"))
                .isEmpty();
        assertThat(request("/events?after=e%2D7", new DefaultHttpHeaders(), "127.0.0.1")
                        .query("after"))
                .isEqualTo("e-7");
    }

    private static Request request(String target, HttpHeaders headers, String peer) throws UnknownHostException {
        return new Request("GET", "/", target, headers, "", InetAddress.getByName(peer));
    }
}
