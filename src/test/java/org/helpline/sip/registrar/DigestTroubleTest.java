package org.helpline.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTroubleTest {

    private static final InetAddress SOURCE = InetAddress.ofLiteral("192.0.2.50");

    private final DigestTrouble trouble = new DigestTrouble(List.of(DigestAlgorithm.SHA_256), "anna"::equals);

    @Test
    void aPhoneThatNeverAnswersTheChallengeIsToldOnceWithTheRemedy() {
        assertThat(trouble.onChallenge("anna", SOURCE, List.of()))
                .as("every phone begins so")
                .isEmpty();
        assertThat(trouble.onChallenge("anna", SOURCE, List.of()))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("agent=anna from 192.0.2.50", "never answers", "offered: SHA-256")
                        .contains("set sip.digests = MD5"));
        assertThat(trouble.onChallenge("anna", SOURCE, List.of())).isEmpty();
    }

    @Test
    void aPhoneThatAnswersWithAnotherDigestIsTold() {
        trouble.onChallenge("anna", SOURCE, List.of());
        assertThat(trouble.onChallenge("anna", SOURCE, answer("MD5")))
                .hasValueSatisfying(words -> assertThat(words).contains("digest that is not offered"));
    }

    @Test
    void aWrongPasswordIsNoTroubleWithTheDigest() {
        trouble.onChallenge("anna", SOURCE, List.of());
        assertThat(trouble.onChallenge("anna", SOURCE, answer("SHA-256"))).isEmpty();
        assertThat(trouble.onChallenge("anna", SOURCE, List.of())).isEmpty();
    }

    @Test
    void whoRegisteredInBetweenBeginsAnew() {
        for (int day = 0; day < 3; day++) {
            assertThat(trouble.onChallenge("anna", SOURCE, List.of())).isEmpty();
            trouble.onRegistered("anna");
        }
    }

    @Test
    void namesOfNobodyFillNoLog() {
        for (int again = 0; again < 3; again++) {
            assertThat(trouble.onChallenge("mallory", SOURCE, List.of())).isEmpty();
        }
    }

    private static List<Credentials> answer(String algorithm) {
        return List.of(Credentials.parse("Digest username=\"anna\",realm=\"helpline\",algorithm=" + algorithm)
                .orElseThrow());
    }
}
