package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.helpline.config.Secret;
import org.helpline.core.AgentId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneAddressTest {

    /** {@code open} and {@code tls} are ports, 0 for none. */
    private record Doors(int open, int tls) implements BrowserPhones {
        @Override
        public List<InetSocketAddress> doors(boolean byTls) {
            int port = byTls ? tls : open;
            return port == 0 ? List.of() : List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        @Override
        public void give(AgentId agent, Secret pass) {}

        @Override
        public void end(AgentId agent) {}

        @Override
        public String testCall() {
            return "";
        }
    }

    @ParameterizedTest
    @CsvSource({
        // setting, open, tls, HTTPS, host, where
        "auto, 4000, 0, false, 127.0.0.1:8080, ws://127.0.0.1:4000/",
        "auto, 4000, 0, false, LocalHost:8080, ws://localhost:4000/",
        "auto, 4000, 0, false, [::1]:8080, ws://[::1]:4000/",
        "auto, 4000, 0, true, 127.0.0.1:8080, ws://127.0.0.1:4000/",
        "auto, 4000, 8443, true, 127.0.0.1:8080, wss://127.0.0.1:8443/",
        "auto, 4000, 8443, false, 127.0.0.1:8080, ws://127.0.0.1:4000/",
        "auto, 4000, 8443, true, desk.example.org, wss://desk.example.org:8443/",
        "auto, 4000, 0, true, desk.example.org, sip.wss-listen",
        "auto, 0, 0, false, localhost:8080, sip.wss-listen",
        "auto, 4000, 8443, false, 192.0.2.7:8080, https",
        "auto, 4000, 8443, false, localhost.example.org, https",
        "auto, 4000, 8443, true, x;script-src *, desk.phone",
        "auto, 4000, 8443, true, '', desk.phone",
        "no, 4000, 8443, true, localhost, desk.phone",
        "wss://desk.example.org/sip, 4000, 0, true, desk.example.org, wss://desk.example.org/sip",
        "wss://desk.example.org/sip, 4000, 0, false, 192.0.2.7, https",
    })
    void aPageSpeaksSipOnTheHostOfItsOwnAddress(
            String setting, int open, int tls, boolean isSecure, String host, String where) {
        DefaultHttpHeaders headers = new DefaultHttpHeaders();
        headers.set("host", host);
        Request request = new Request(
                "POST", "/api/phone", "/api/phone", headers, "", InetAddress.getLoopbackAddress(), isSecure);
        switch (new PhoneAddress(setting, new Doors(open, tls)).of(request)) {
            case PhoneAddress.Where.At(String url) -> assertThat(url).isEqualTo(where);
            case PhoneAddress.Where.Nowhere(String why) -> assertThat(why).contains(where);
        }
    }
}
