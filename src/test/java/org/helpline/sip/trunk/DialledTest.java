package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.helpline.sip.dialog.Invites;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that a registrar sends to our account. */
class DialledTest {

    @ParameterizedTest
    @CsvSource({
        "4930, +4930123, '',                                      +4930123",
        "4930, +4930123, P-Called-Party-ID: <sip:+4930777@acme>,  +4930777",
        "4930, '',       '',                                      4930",
        "4930, 4930,     '',                                      4930",
        "100,  +4930123, '',                                      100",
        "100,  +4930123, P-Called-Party-ID: <sip:+4930777@acme>,  100",
    })
    void theNumberIsInToWhereTheRequestUriIsOurAccount(String uri, String to, String more, String dialled)
            throws Exception {
        String at = to.isEmpty() ? "" : to + "@";
        String text = "INVITE sip:" + uri + "@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\n"
                + "From: <sip:a@b>;tag=1\r\nTo: <sip:" + at + "acme.example>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n"
                + (more.isEmpty() ? "" : more + "\r\n") + "Content-Length: 0\r\n\r\n";
        SIPRequest invite = (SIPRequest)
                new StringMsgParser().parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null);
        assertThat(Invites.user(Dialled.of(List.of(Providers.registering("acme", "192.0.2.9", 0, 300)), invite)))
                .isEqualTo(dialled);
    }
}
