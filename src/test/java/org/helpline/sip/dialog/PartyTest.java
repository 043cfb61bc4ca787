package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.header.From;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            <sip:ada@192.0.2.7:5060>                                | <sip:ada@192.0.2.7:5060>
            sip:ada@192.0.2.7                                       | <sip:ada@192.0.2.7>
            Ada <sip:ada@192.0.2.7>                                 | "Ada" <sip:ada@192.0.2.7>
            "Ada, \\"the <one>\\"" <sip:ada@192.0.2.7>              | "Ada, \\"the <one>\\"" <sip:ada@192.0.2.7>
            <sips:+49%2030;isub=1@[2001:db8::1]:5061;transport=tcp> | <sips:+49%2030;isub=1@[2001:db8::1]:5061;transport=tcp>
            <sip:192.0.2.7;lr;x=%41?Subject=a%20b>                  | <sip:192.0.2.7;lr;x=%41?Subject=a%20b>
            <tel:+4930123;phone-context=example.com>                | <tel:+4930123;phone-context=example.com>
            <urn:service:sos>                                       | <urn:service:sos>
            """)
    void isWrittenAsItCame(String came, String written) {
        From header = (From) Headers.of("From: " + came);
        From again = new From();
        again.setAddress(Party.of(header.getAddress()).address());
        assertThat(again.encode()).isEqualTo("From: " + written + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"sip:ada@[::1", "http:"})
    void whatCannotBeReadAgainIsWrittenAsItIs(String uri) {
        assertThat(new Party("", uri).address()).hasToString("<" + uri + ">");
    }
}
