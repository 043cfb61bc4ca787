package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.helpline.sip.LoopbackPhone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider of the other tests does what they rely on. */
@Tag("clients")
class KamailioTest {

    @Test
    void registersItsUsersOnly(@TempDir Path dir) throws Exception {
        try (Kamailio provider =
                Kamailio.start(dir, Kamailio.Options.at("127.0.0.2").user("anna", "letmein", "+4930123"))) {
            try (LoopbackPhone phone =
                    new LoopbackPhone("UDP", java.net.InetAddress.getByName("127.0.0.2"), provider.port())) {
                phone.send(phone.request("OPTIONS", "sip:acme.example", 1, "", ""));
                assertThat(phone.awaitFinal("OPTIONS")).startsWith("SIP/2.0 200");
                phone.send(phone.request("REGISTER", "sip:acme.example", 2, "", ""));
                assertThat(phone.awaitFinal("REGISTER"))
                        .startsWith("SIP/2.0 401")
                        .contains("realm=\"acme.example\"");
                phone.send(phone.request("INVITE", "sip:+4930123@acme.example", 3, "", ""));
                assertThat(phone.awaitFinal("INVITE")).startsWith("SIP/2.0 480");
                phone.send(phone.request("INVITE", "sip:+4999@acme.example", 4, "", ""));
                assertThat(phone.awaitFinal("INVITE")).startsWith("SIP/2.0 407");
            }
            provider.awaitLog("challenged REGISTER", 1);
        }
    }
}
