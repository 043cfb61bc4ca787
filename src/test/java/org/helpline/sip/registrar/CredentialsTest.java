package org.helpline.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @Test
    void readsQuotedAndBareParametersInAnyOrder() {
        Credentials read = Credentials.parse(
                        "digest  realm=\"a \\\"b\\\", c\", nc=0000000A ,username = \"anna\",qop=auth,"
                                + "uri=\"sip:x\",response=\"ABC\",nonce=\"n\",cnonce=\"c\",algorithm=MD5")
                .orElseThrow();
        assertThat(read)
                .isEqualTo(new Credentials("anna", "a \"b\", c", "n", "sip:x", "abc", "MD5", "c", "auth", "0000000A"));
        assertThat(read.count()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Basic YTpi",
                "NoOneKnowsThisScheme opaque-data=here",
                "Digest username",
                "Digest username=\"open",
                "Digest username=\"a\" junk",
                "Digest username=,realm=x",
                "Digest username=\"a\",username=\"b\"",
            })
    void takesNothingMalformed(String header) {
        assertThat(Credentials.parse(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0000000g", "000000001", "00000000"})
    void aMalformedCountIsNone(String nc) {
        assertThat(new Credentials("", "", "", "", "", "", "", "auth", nc).count())
                .isZero();
    }
}
