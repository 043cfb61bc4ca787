package org.helpline.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestAlgorithmTest {

    /** RFC 7616 §3.9.1 with both algorithms, RFC 2617 §3.5. */
    @ParameterizedTest
    @CsvSource({
        "SHA_256, http-auth@example.org, Circle of Life, 7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v,"
                + " f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ,"
                + " 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        "MD5, http-auth@example.org, Circle of Life, 7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v,"
                + " f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ, 8ca523f5e9506fed4657c9700eebdbec",
        "MD5, testrealm@host.com, Circle Of Life, dcd98b7102dd2f0e8b11d0f600bfb0c093, 0a4f113b,"
                + " 6629fae49393a05397450978507c4ef1",
    })
    void hashesAsTheRfcsExamplesDo(
            DigestAlgorithm algorithm, String realm, String password, String nonce, String cnonce, String expected) {
        Credentials given = new Credentials(
                "Mufasa", realm, nonce, "/dir/index.html", "", algorithm.token(), cnonce, "auth", "00000001");
        assertThat(algorithm.response(given, password, "GET")).isEqualTo(expected);
    }

    @Test
    void noAlgorithmMeansMd5AndAnUnknownOneNone() {
        assertThat(DigestAlgorithm.of("")).contains(DigestAlgorithm.MD5);
        assertThat(DigestAlgorithm.of("sha-256")).contains(DigestAlgorithm.SHA_256);
        assertThat(DigestAlgorithm.of("SHA-512-256")).isEmpty();
    }
}
