package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.helpline.config.Secret;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.dialog.Headers;
import org.helpline.sip.registrar.Credentials;
import org.helpline.sip.registrar.DigestAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to challenges, as the peer would check them. */
class ClientDigestTest {

    private static final String URI = "sip:acme.example";

    private final ClientDigest digest = new ClientDigest("acme", login("4930", "auth4930"), new Random(1));

    static TrunkSettings.Login login(String user, String authUser) {
        return new TrunkSettings.Login(
                user, authUser, new Secret("letmein"), "acme.example", true, Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "WWW-Authenticate,   Authorization,       SHA-256, algorithm=SHA-256",
        "WWW-Authenticate,   Authorization,       MD5,     algorithm=MD5",
        "WWW-Authenticate,   Authorization,       MD5,     ''",
        "Proxy-Authenticate, Proxy-Authorization, MD5,     algorithm=md5",
    })
    void answersAsThePeerChecksIt(String asked, String answered, String hash, String algorithm) throws Exception {
        String parameter = algorithm.isEmpty() ? "" : "," + algorithm;
        String line = again(digest.answer(
                        challenge(asked + ": Digest realm=\"acme\",nonce=\"n1\",qop=\"auth,auth-int\",opaque=\"o\""
                                + parameter),
                        "REGISTER",
                        URI))
                .getFirst();
        assertThat(line).startsWith(answered + ": Digest ").contains("opaque=\"o\"");
        assertThat(isRight(line, hash, "REGISTER")).isTrue();
        assertThat(sent(line).nc()).isEqualTo("00000001");
        assertThat(line.contains("algorithm=")).isEqualTo(!algorithm.isEmpty());
        assertThat(Headers.of(line).encode()).as("as JAIN writes it").contains("nc=00000001", "uri=\"" + URI + "\"");
    }

    /** The example of RFC 7616 §3.9.1, which gives the two hashes. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void agreesWithTheExampleOfTheStandard(String hash, String expected) {
        Credentials given = new Credentials(
                "Mufasa",
                "http-auth@example.org",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "/dir/index.html",
                "",
                hash,
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "auth",
                "00000001");
        assertThat(DigestAlgorithm.of(hash).orElseThrow().response(given, "Circle of Life", "GET"))
                .isEqualTo(expected);
    }

    @Test
    void takesTheFirstThatItKnowsOfSeveral() throws Exception {
        List<String> lines = again(digest.answer(
                challenge(
                        "WWW-Authenticate: Digest realm=\"acme\",nonce=\"n0\",qop=\"auth\",algorithm=SHA-512-256",
                        "WWW-Authenticate: Digest realm=\"acme\",nonce=\"n1\",qop=\"auth\",algorithm=SHA-256",
                        "WWW-Authenticate: Digest realm=\"acme\",nonce=\"n2\",qop=\"auth\",algorithm=MD5"),
                "REGISTER",
                URI));
        assertThat(lines).singleElement().asString().contains("nonce=\"n1\"", "algorithm=SHA-256");
    }

    @Test
    void aProxyAndTheServerBehindItAreBothAnswered() throws Exception {
        again(digest.answer(challenge(proxy("edge", "p1")), "INVITE", URI));
        List<String> lines = again(digest.answer(challenge(www("acme", "n1", "")), "INVITE", URI));
        assertThat(lines).hasSize(2);
        assertThat(sent(lines.getFirst()).count()).isEqualTo(2);
        assertThat(sent(lines.getLast()).count()).isEqualTo(1);
    }

    @Test
    void countsTheUsesOfANonceInLaterRequests() throws Exception {
        again(digest.answer(challenge(www("acme", "n1", "")), "REGISTER", URI));
        digest.accepted();
        String second = digest.lines("REGISTER", URI).getFirst();
        assertThat(sent(second).nc()).isEqualTo("00000002");
        assertThat(isRight(second, "MD5", "REGISTER")).isTrue();
    }

    @Test
    void anAgedNonceIsNoRefusedPassword() throws Exception {
        again(digest.answer(challenge(www("acme", "n1", "")), "REGISTER", URI));
        assertThat(again(digest.answer(challenge(www("acme", "n2", ",stale=true")), "REGISTER", URI)))
                .singleElement()
                .asString()
                .contains("n2");
        digest.accepted();
        digest.lines("REGISTER", URI);
        // some say nothing of stale: a nonce that was used before may have aged
        assertThat(again(digest.answer(challenge(www("acme", "n3", "")), "REGISTER", URI)))
                .singleElement()
                .asString()
                .contains("n3");
    }

    @Test
    void aRefusedPasswordIsToldAndNothingWeakerIsTried() throws Exception {
        String both = "WWW-Authenticate: Digest realm=\"acme\",nonce=\"%s\",qop=\"auth\",algorithm=%s";
        again(digest.answer(challenge(both.formatted("n1", "SHA-256"), both.formatted("n1", "MD5")), "REGISTER", URI));
        ClientDigest.Answer answer = digest.answer(challenge(both.formatted("n2", "MD5")), "REGISTER", URI);
        assertThat(answer).isInstanceOfSatisfying(ClientDigest.Answer.GiveUp.class, no -> {
            assertThat(no.password()).isTrue();
            assertThat(no.sentence()).startsWith("acme refused the password of user 4930 (logging in as auth4930)");
        });
    }

    @Test
    void aPeerThatAskedForShaGetsNoMd5() throws Exception {
        again(digest.answer(challenge(www("acme", "n1", ",algorithm=SHA-256")), "REGISTER", URI));
        ClientDigest.Answer answer =
                digest.answer(challenge(www("acme", "n2", ",algorithm=MD5,stale=true")), "REGISTER", URI);
        assertThat(((ClientDigest.Answer.GiveUp) answer).sentence()).contains("SHA-256 before and now for MD5");
    }

    @Test
    void endlessStalenessEnds() throws Exception {
        again(digest.answer(challenge(www("acme", "n0", "")), "REGISTER", URI));
        for (int i = 1; i <= 3; i++) {
            again(digest.answer(challenge(www("acme", "n" + i, ",stale=true")), "REGISTER", URI));
        }
        assertThat(digest.answer(challenge(www("acme", "n4", ",stale=true")), "REGISTER", URI))
                .isInstanceOf(ClientDigest.Answer.GiveUp.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WWW-Authenticate: Digest realm=\"acme\",nonce=\"n\",qop=\"auth\",algorithm=AKAv1-MD5 | AKAv1-MD5",
                "WWW-Authenticate: Digest realm=\"acme\",nonce=\"n\",qop=\"auth-int\" | auth-int",
                "WWW-Authenticate: Basic realm=\"acme\" | without a digest challenge",
                "WWW-Authenticate: Digest realm=\"acme\" | without a digest challenge"
            })
    void saysWhatItCannotAnswer(String header, String word) throws Exception {
        ClientDigest.Answer answer = digest.answer(challenge(header), "REGISTER", URI);
        assertThat(answer).isInstanceOfSatisfying(ClientDigest.Answer.GiveUp.class, no -> {
            assertThat(no.password()).isFalse();
            assertThat(no.sentence()).contains(word);
        });
    }

    @Test
    void aManyHeadedChallengeDoesNotGrowTheRequest() throws Exception {
        for (int i = 0; i < 20; i++) {
            digest.answer(challenge(www("realm" + i, "n", "")), "REGISTER", URI);
        }
        assertThat(digest.lines("REGISTER", URI).size()).isLessThanOrEqualTo(8);
    }

    private static String www(String realm, String nonce, String more) {
        return "WWW-Authenticate: Digest realm=\"" + realm + "\",nonce=\"" + nonce + "\",qop=\"auth\"" + more;
    }

    private static String proxy(String realm, String nonce) {
        return www(realm, nonce, "").replace("WWW-Authenticate", "Proxy-Authenticate");
    }

    private static List<String> again(ClientDigest.Answer answer) {
        assertThat(answer).isInstanceOf(ClientDigest.Answer.Again.class);
        return ((ClientDigest.Answer.Again) answer).lines();
    }

    private static Credentials sent(String line) {
        return Credentials.parse(line.substring(line.indexOf(':') + 1)).orElseThrow();
    }

    private static boolean isRight(String line, String hash, String method) {
        Credentials sent = sent(line);
        String expected = DigestAlgorithm.of(hash).orElseThrow().response(sent, "letmein", method);
        return sent.response().equals(expected) && sent.username().equals("auth4930");
    }

    static SIPResponse challenge(String... headers) throws Exception {
        String text = "SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\n"
                + "To: <sip:a@b>;tag=2\r\nCall-ID: c\r\nCSeq: 1 REGISTER\r\n"
                + String.join("\r\n", headers) + "\r\nContent-Length: 0\r\n\r\n";
        return (SIPResponse)
                new StringMsgParser().parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null);
    }
}
