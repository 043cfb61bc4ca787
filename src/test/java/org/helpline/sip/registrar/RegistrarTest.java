package org.helpline.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.config.Secret;
import org.helpline.config.SipSettings;
import org.helpline.core.AgentId;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.helpline.sip.AgentPhones.Phone;
import org.helpline.sip.SavedRegistration;
import org.helpline.sip.dialog.FakeFlow;
import org.helpline.sip.dialog.FakeServerTransaction;
import org.helpline.sip.dialog.RegisterTaker;
import org.helpline.sip.dialog.Wire;
import org.helpline.sip.guard.Source;
import org.helpline.sip.transport.Counters;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.RefusalLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrarTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    private final SameThreadLoop edge =
            new SameThreadLoop("sip-0", new ManualClock(Instant.parse("2026-11-22T10:00:00Z")));
    private final List<String> changes = new ArrayList<>();
    private final Registrar registrar = registrar();
    private final FakeFlow flow = new FakeFlow("UDP", "192.0.2.50", 40_000);
    private int cseq = 1;

    private Registrar registrar() {
        SipSettings settings = new SipSettings(
                List.of(),
                true,
                "",
                1,
                "helpline",
                List.of("SHA-256", "MD5"),
                8192,
                0,
                0,
                0,
                new SipSettings.Connections(1, 1, Duration.ZERO, Duration.ZERO),
                Map.of("anna", new Secret("letmein"), "ben", new Secret("other")),
                Map.of());
        return new Registrar(
                edge,
                settings,
                new SecureRandom(),
                List.of(),
                ip -> ip,
                (agent, contact, registered, why) ->
                        changes.add(agent + " " + contact + (registered ? " + " : " - ") + why),
                new RefusalLog(edge, new Counters(), _ -> {}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "MD5"})
    void registersAfterAChallenge(String algorithm) {
        SIPResponse challenge = send(flow, "anna", "", contact());
        assertThat(challenge.getStatusCode()).isEqualTo(401);
        assertThat(Wire.text(challenge))
                .contains("algorithm=SHA-256,qop=\"auth\"", "algorithm=MD5,qop=\"auth\"", "realm=\"helpline\"")
                .doesNotContain("stale");

        SIPResponse ok = send(flow, "anna", credentials("anna", "letmein", algorithm, nonce(challenge), 1), contact());

        assertThat(ok.getStatusCode()).isEqualTo(200);
        assertThat(Wire.text(ok)).contains("Contact: <sip:anna@10.0.0.5:5060>;expires=3600");
        assertThat(registrar.of(ANNA)).hasSize(1);
        assertThat(changes).containsExactly("anna sip:anna@10.0.0.5:5060 + registered");
    }

    @Test
    void whoIsGoneOrHasAnotherSecretIsRegisteredNoLongerAndTheOthersStay() {
        register("anna", "letmein", contact());
        register("ben", "other", contact().replace("anna", "ben"));
        AgentId ben = new AgentId("ben");
        registrar.change(Map.of("anna", new Secret("letmein"), "carl", new Secret("new one")), List.of());
        assertThat(registrar.of(ANNA)).hasSize(1);
        assertThat(registrar.of(ben)).isEmpty();
        assertThat(changes).last().asString().endsWith("- no longer in the settings");
        assertThat(register("ben", "other", contact()).getStatusCode()).isEqualTo(401);
        assertThat(register("carl", "new one", contact()).getStatusCode()).isEqualTo(200);

        registrar.change(Map.of("anna", new Secret("changed")), List.of());
        assertThat(registrar.of(ANNA)).isEmpty();
        assertThat(changes).anyMatch(c -> c.endsWith("- its secret was changed"));
        assertThat(register("anna", "letmein", contact()).getStatusCode()).isEqualTo(401);
        assertThat(register("anna", "changed", contact()).getStatusCode()).isEqualTo(200);
    }

    @Test
    void offersSha256FirstWithOneNewNonceEachTime() {
        String first = Wire.text(send(flow, "anna", "", contact()));
        String second = Wire.text(send(flow, "anna", "", contact()));
        assertThat(first.indexOf("SHA-256")).isLessThan(first.indexOf("MD5"));
        assertThat(nonce(first)).isNotEqualTo(nonce(second));
    }

    @Test
    void aPhoneBehindANatIsReachedOverTheFlowItRegisteredOn() {
        register("anna", "letmein", contact());
        Phone phone = registrar.of(ANNA).getFirst();
        assertThat(((PhoneRoute) phone.route()).to()).isEqualTo(new Destination.OverFlow(flow));
        assertThat(phone.contact()).isEqualTo("sip:anna@10.0.0.5:5060");
    }

    @Test
    void anUnknownUserIsAnsweredLikeAKnownOne() {
        for (String user : List.of("anna", "nobody", "Anna", "anna'--", "")) {
            SIPResponse plain = send(flow, user, "", contact());
            SIPResponse wrong = send(flow, user, credentials(user, "guess", "SHA-256", nonce(plain), 1), contact());
            assertThat(plain.getStatusCode()).isEqualTo(401);
            assertThat(wrong.getStatusCode()).isEqualTo(401);
            assertThat(shape(wrong)).isEqualTo(shape(send(flow, "anna", "", contact())));
        }
    }

    @Test
    void wrongPasswordsAreThrottledWhileAnotherSourceIsServed() {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            SIPResponse challenge = send(flow, "anna", "", contact());
            answers.add(send(flow, "anna", credentials("anna", "guess" + i, "MD5", nonce(challenge), 1), contact())
                    .getStatusCode());
        }
        assertThat(answers).startsWith(401, 401).endsWith(403, 403).doesNotContain(200, 500);
        SIPResponse right =
                send(flow, "anna", credentials("anna", "letmein", "MD5", nonce(challenge(flow)), 1), contact());
        assertThat(right.getStatusCode()).isEqualTo(403);

        FakeFlow elsewhere = new FakeFlow("UDP", "192.0.2.60", 5060);
        String credentials = credentials("anna", "letmein", "MD5", nonce(challenge(elsewhere)), 1);
        assertThat(send(elsewhere, "anna", credentials, contact()).getStatusCode())
                .isEqualTo(200);

        edge.advance(Duration.ofMinutes(1));
        assertThat(register("anna", "letmein", contact()).getStatusCode()).isEqualTo(200);
    }

    @Test
    void aColleaguesWrongPasswordBehindTheSameNatLocksNoRegisteredPhoneOut() {
        register("anna", "letmein", contact());
        for (int i = 0; i < 80; i++) {
            send(flow, "ben", credentials("x" + i, "guess", "MD5", nonce(challenge(flow)), 1), contact());
        }
        assertThat(register("anna", "letmein", contact()).getStatusCode()).isEqualTo(200);
        assertThat(register("ben", "other", contact()).getStatusCode()).isEqualTo(403);
    }

    @Test
    void wrongPasswordsUnderAForgedSenderLockNobodyOut() {
        FakeFlow attacker = new FakeFlow("UDP", "203.0.113.9", 5060);
        for (int i = 0; i < 80; i++) {
            String heardElsewhere = nonce(challenge(attacker)); // a nonce of ours, but none that was sent to the phone
            send(flow, "anna", credentials("anna", "guess", "MD5", heardElsewhere, 1), contact());
        }
        assertThat(register("anna", "letmein", contact()).getStatusCode()).isEqualTo(200);
    }

    @Test
    void aNonceThatWasFetchedElsewhereProvesNothingOfTheSender() {
        FakeFlow attacker = new FakeFlow("UDP", "203.0.113.9", 5060);
        String heardElsewhere = nonce(challenge(attacker));
        SIPResponse answer = send(flow, "anna", credentials("anna", "letmein", "MD5", heardElsewhere, 1), contact());
        assertThat(answer.getStatusCode()).isEqualTo(401);
        assertThat(Wire.text(answer)).contains("stale=true");
    }

    /** Whoever guesses without a nonce of ours learns nothing more than who guesses with one. */
    @Test
    void guessesThatAnswerNoChallengeAreNotHeardForLong() {
        String none = new Nonces(new SecureRandom()).make("elsewhere", Source.of(InetAddress.getLoopbackAddress()), 0);
        for (int i = 0; i < 20; i++) {
            send(flow, "anna", credentials("anna", "guess" + i, "MD5", none, 1), contact());
        }
        SIPResponse right = send(flow, "anna", credentials("anna", "letmein", "MD5", none, 1), contact());
        assertThat(Wire.text(right)).as("nothing tells that this one was right").doesNotContain("stale");
    }

    @Test
    void anIpv6CustomerWhoGuessesFromEachOfTheirAddressesIsOneSource() {
        List<Integer> answers = new ArrayList<>();
        for (int i = 1; i < 30; i++) {
            FakeFlow one = new FakeFlow("UDP", "2001:db8:0:7:" + i + "::1", 5060);
            answers.add(send(one, "anna", credentials("anna", "guess" + i, "MD5", nonce(challenge(one)), 1), contact())
                    .getStatusCode());
        }
        assertThat(answers).endsWith(403, 403);
    }

    @Test
    void aReplayIsRefusedAndTheNextCountIsTaken() {
        String nonce = nonce(challenge(flow));
        String first = credentials("anna", "letmein", "SHA-256", nonce, 1);
        assertThat(send(flow, "anna", first, contact()).getStatusCode()).isEqualTo(200);
        SIPResponse replay = send(flow, "anna", first, contact());
        assertThat(replay.getStatusCode()).isEqualTo(401);
        assertThat(Wire.text(replay)).contains("stale=true");
        assertThat(send(flow, "anna", credentials("anna", "letmein", "SHA-256", nonce, 2), contact())
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void anAgedNonceIsStale() {
        String nonce = nonce(challenge(flow));
        edge.advance(Nonces.LIFE.plusSeconds(1));
        SIPResponse stale = send(flow, "anna", credentials("anna", "letmein", "SHA-256", nonce, 1), contact());
        assertThat(stale.getStatusCode()).isEqualTo(401);
        assertThat(Wire.text(stale)).contains("stale=true");
    }

    @Test
    void aNonceOfAnotherCallIdIsStaleForWhoKnowsThePassword() {
        String nonce = new Nonces(new SecureRandom()).make("elsewhere", Source.of(InetAddress.getLoopbackAddress()), 0);
        SIPResponse foreign = send(flow, "anna", credentials("anna", "letmein", "MD5", nonce, 1), contact());
        assertThat(foreign.getStatusCode()).isEqualTo(401);
        assertThat(Wire.text(foreign)).contains("stale=true");
    }

    @Test
    void anAgentCannotRegisterForAnother() {
        String credentials = credentials("ben", "other", "MD5", nonce(challenge(flow)), 1);
        assertThat(send(flow, "anna", credentials, contact()).getStatusCode()).isEqualTo(403);
        assertThat(registrar.of(ANNA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization: NoOneKnowsThisScheme opaque-data=here",
        "Authorization: Digest",
        "Authorization: Digest username=",
        "Authorization: Digest username=\"anna\"",
    })
    void aMalformedAuthorizationIsChallenged(String header) {
        assertThat(send(flow, "anna", header + "\n", contact()).getStatusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "'Expires: 10', 423",
        "'Expires: 30', 200",
        "'Expires: 99999', 200",
        "'Expires: 99999999999999', 200",
        "'Expires: soon', 200",
    })
    void theExpiryHasBounds(String header, int status) {
        SIPResponse response = register("anna", "letmein", header + "\n" + contact());
        assertThat(response.getStatusCode()).isEqualTo(status);
        if (status == 423) {
            assertThat(Wire.text(response)).contains("Min-Expires: 30");
        }
        long life = registrar.export().stream()
                .mapToLong(s -> s.expiresAtSeconds() - edge.clock().now().getEpochSecond())
                .findFirst()
                .orElse(0);
        assertThat(life).isLessThanOrEqualTo(7200);
    }

    @Test
    void aRegistrationExpires() {
        register("anna", "letmein", "Expires: 60\n" + contact());
        edge.advance(Duration.ofSeconds(59));
        assertThat(registrar.of(ANNA)).hasSize(1);
        edge.advance(Duration.ofSeconds(1));
        assertThat(registrar.of(ANNA)).isEmpty();
        assertThat(registrar.size()).isZero();
        assertThat(changes).endsWith("anna sip:anna@10.0.0.5:5060 - expired");
        assertThat(edge.pendingTimers()).isZero();
    }

    @Test
    void aRefreshKeepsItAndIsNotTold() {
        register("anna", "letmein", "Expires: 60\n" + contact());
        edge.advance(Duration.ofSeconds(50));
        register("anna", "letmein", "Expires: 60\n" + contact());
        edge.advance(Duration.ofSeconds(50));
        assertThat(registrar.of(ANNA)).hasSize(1);
        assertThat(changes).hasSize(1);
    }

    @Test
    void severalPhonesRingNewestFirstAndTheOldestMakesRoom() {
        for (int i = 1; i <= 6; i++) {
            register("anna", "letmein", "Contact: <sip:anna@10.0.0." + i + ">\n");
        }
        assertThat(registrar.of(ANNA).stream().map(Phone::contact))
                .containsExactly(
                        "sip:anna@10.0.0.6",
                        "sip:anna@10.0.0.5",
                        "sip:anna@10.0.0.4",
                        "sip:anna@10.0.0.3",
                        "sip:anna@10.0.0.2");
        assertThat(changes).endsWith("anna sip:anna@10.0.0.1 - replaced by a newer phone");
    }

    @Test
    void unregistersOneOrAll() {
        register("anna", "letmein", "Contact: <sip:anna@10.0.0.1>,<sip:anna@10.0.0.2>,<sip:anna@10.0.0.3>\n");
        register("anna", "letmein", "Contact: <sip:anna@10.0.0.2>;expires=0\n");
        assertThat(registrar.of(ANNA)).hasSize(2);
        SIPResponse all = register("anna", "letmein", "Expires: 0\nContact: *\n");
        assertThat(all.getStatusCode()).isEqualTo(200);
        assertThat(registrar.of(ANNA)).isEmpty();
        assertThat(edge.pendingTimers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contact: *\n",
                "Expires: 60\nContact: *\n",
                "Expires: 0\nContact: *\nContact: <sip:a@10.0.0.1>\n",
                "Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E\n",
                "Contact: <mailto:anna@10.0.0.1>\n",
            })
    void aMalformedContactIs400(String contact) {
        assertThat(register("anna", "letmein", contact).getStatusCode()).isEqualTo(400);
    }

    @Test
    void aQueryListsWhatIsThere() {
        register("anna", "letmein", contact());
        edge.advance(Duration.ofSeconds(10));
        assertThat(Wire.text(register("anna", "letmein", ""))).contains("<sip:anna@10.0.0.5:5060>;expires=3590");
    }

    @Test
    void anOldRegisterComesTooLate() {
        register("anna", "letmein", contact());
        cseq = 1; // so that this one repeats the number of the one before
        assertThat(register("anna", "letmein", "Expires: 0\n" + contact()).getStatusCode())
                .isEqualTo(500);
        assertThat(registrar.of(ANNA)).hasSize(1);
    }

    @Test
    void aClosedConnectionTakesItsPhoneAway() {
        FakeFlow tcp = new FakeFlow("TCP", "192.0.2.50", 40_001);
        String credentials = credentials("anna", "letmein", "MD5", nonce(challenge(tcp)), 1);
        send(tcp, "anna", credentials, contact());
        assertThat(registrar.of(ANNA)).hasSize(1);
        tcp.close();
        edge.run();
        assertThat(registrar.of(ANNA)).isEmpty();
        assertThat(changes).endsWith("anna sip:anna@10.0.0.5:5060 - its connection closed");
    }

    @Test
    void anInstanceThatMovedReplacesItself() {
        register("anna", "letmein", "Contact: <sip:anna@10.0.0.5:1111>;+sip.instance=\"<urn:uuid:1>\"\n");
        register("anna", "letmein", "Contact: <sip:anna@10.0.0.5:2222>;+sip.instance=\"<urn:uuid:1>\"\n");
        assertThat(registrar.of(ANNA).stream().map(Phone::contact)).containsExactly("sip:anna@10.0.0.5:2222");
    }

    @Test
    void registrationsSurviveARestart() {
        register("anna", "letmein", "Expires: 120\n" + contact());
        edge.advance(Duration.ofSeconds(20));
        List<SavedRegistration> saved = registrar.export();

        Registrar next = registrar();
        next.seed(saved);
        assertThat(next.of(ANNA).stream().map(Phone::contact)).containsExactly("sip:anna@10.0.0.5:5060");
        PhoneRoute route = (PhoneRoute) next.of(ANNA).getFirst().route();
        assertThat(route.to()).isEqualTo(new Destination.ToAddress("UDP", flow.remote()));
        edge.advance(Duration.ofSeconds(100));
        assertThat(next.of(ANNA)).isEmpty();
    }

    private SIPResponse register(String user, String password, String more) {
        String credentials = credentials(user, password, "SHA-256", nonce(challenge(flow)), 1);
        return send(flow, user, credentials, more);
    }

    @Test
    void severalFlowsOfOnePhoneAreOnePhoneAndTheNewestIsCalled() { // RFC 5626 §6, §7
        FakeFlow first = new FakeFlow("TCP", "192.0.2.50", 40_001);
        FakeFlow second = new FakeFlow("TCP", "192.0.2.50", 40_002);
        SIPResponse one = registerFlow(first, 1);
        registerFlow(second, 2);
        assertThat(Wire.text(one))
                .contains(
                        "Require: outbound\r\n", "Flow-Timer: 120\r\n", ";+sip.instance=\"<urn:uuid:1>\"", ";reg-id=1");
        assertThat(registrar.of(ANNA)).hasSize(1);
        assertThat(flowOf(registrar.of(ANNA).getFirst())).isEqualTo(second);
        registerFlow(first, 1); // a refresh makes it the newest
        assertThat(flowOf(registrar.of(ANNA).getFirst())).isEqualTo(first);
        first.close();
        edge.run();
        assertThat(flowOf(registrar.of(ANNA).getFirst())).isEqualTo(second); // the other one takes over
        assertThat(registrar.export()).hasSize(1);
    }

    @Test
    void aNewFlowWithTheSameNumberReplacesTheOld() {
        registerFlow(new FakeFlow("TCP", "192.0.2.50", 40_001), 1);
        FakeFlow anew = new FakeFlow("TCP", "192.0.2.51", 40_009);
        registerFlow(anew, 1);
        assertThat(registrar.export()).hasSize(1);
        assertThat(flowOf(registrar.of(ANNA).getFirst())).isEqualTo(anew);
    }

    @Test
    void overUdpNothingIsPromisedThatIsNotKept() { // a phone would ask by STUN whether we are there
        SIPResponse ok = registerFlow(flow, 1);
        assertThat(Wire.text(ok)).doesNotContain("outbound", "Flow-Timer", "reg-id");
        assertThat(registrar.of(ANNA)).hasSize(1);
    }

    private SIPResponse registerFlow(FakeFlow from, int number) {
        String more = "Supported: path, outbound\nContact: <sip:anna@10.0.0.5:5060;transport=tcp;ob>;reg-id=" + number
                + ";+sip.instance=\"<urn:uuid:1>\"\n";
        return send(from, "anna", credentials("anna", "letmein", "MD5", nonce(challenge(from)), 1), more);
    }

    private static Object flowOf(Phone phone) {
        return ((Destination.OverFlow) ((PhoneRoute) phone.route()).to()).flow();
    }

    private static final Secret PASS = new Secret("a pass of the desk");

    private final FakeFlow window = new FakeFlow("WS", "192.0.2.50", 40_100);

    private int byPass(FakeFlow from, Secret pass) {
        String more = "Contact: <sip:anna@" + from.remote().getPort() + ".invalid;transport=ws>\n";
        String credentials = credentials("anna", pass.value(), "SHA-256", nonce(challenge(from)), 1);
        return send(from, "anna", credentials, more).getStatusCode();
    }

    @Test
    void aBrowserRegistersByItsAgentsPassAndTheDeskPhoneByItsSecretStill() {
        assertThat(byPass(window, PASS)).as("none was given").isEqualTo(401);
        registrar.give(ANNA, PASS);
        assertThat(byPass(window, PASS)).isEqualTo(200);
        assertThat(register("anna", "letmein", contact()).getStatusCode()).isEqualTo(200);
        assertThat(registrar.of(ANNA)).hasSize(2);
        assertThat(byPass(window, new Secret("a guess"))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "TLS"})
    void aPassIsGoodForBrowsersAlone(String transport) {
        registrar.give(ANNA, PASS);
        assertThat(byPass(new FakeFlow(transport, "192.0.2.50", 40_100), PASS)).isEqualTo(401);
    }

    @Test
    void aPassIsGoodForItsOwnAgentAndForAgentsAlone() {
        registrar.give(new AgentId("ben"), PASS);
        assertThat(byPass(window, PASS)).isEqualTo(401);
        String bens = credentials("ben", PASS.value(), "SHA-256", nonce(challenge(window)), 1);
        assertThat(send(window, "anna", bens, contact()).getStatusCode()).isEqualTo(403);
    }

    @Test
    void anotherWindowThatBecomesThePhoneEndsTheEarlierOne() {
        registrar.give(ANNA, PASS);
        byPass(window, PASS);
        Secret next = new Secret("another pass");
        registrar.give(ANNA, next);
        assertThat(window.isClosed()).isTrue();
        assertThat(registrar.of(ANNA)).isEmpty();
        assertThat(changes).last().asString().endsWith("- another window is the phone now");

        FakeFlow other = new FakeFlow("WSS", "192.0.2.51", 40_200);
        assertThat(byPass(other, PASS)).isEqualTo(401);
        assertThat(byPass(other, next)).isEqualTo(200);
    }

    @Test
    void aPassThatIsTakenBackEndsItsWindowAndNoOtherPhone() {
        registrar.give(ANNA, PASS);
        byPass(window, PASS);
        register("anna", "letmein", contact());
        registrar.endPass(ANNA);
        assertThat(window.isClosed()).isTrue();
        assertThat(registrar.of(ANNA).stream().map(Phone::contact)).containsExactly("sip:anna@10.0.0.5:5060");
        assertThat(byPass(new FakeFlow("WS", "192.0.2.50", 40_101), PASS)).isEqualTo(401);
        registrar.endPass(ANNA);
        assertThat(registrar.of(ANNA)).hasSize(1);
    }

    @Test
    void aPassLivesByUse() {
        registrar.give(ANNA, PASS);
        byPass(window, PASS);
        for (int i = 0; i < 3; i++) {
            edge.advance(Passes.LIFE.minusSeconds(1));
            assertThat(byPass(window, PASS)).isEqualTo(200);
        }
        edge.advance(Passes.LIFE);
        assertThat(byPass(window, PASS)).isEqualTo(401);
    }

    @Test
    void aPassThatIsNotUsedExpires() {
        registrar.give(ANNA, PASS);
        edge.advance(Passes.LIFE);
        assertThat(byPass(window, PASS)).isEqualTo(401);
    }

    /** Whose call it is; empty: nobody's whom we know. */
    private String calls(FakeFlow from, Secret pass) {
        String bare = """
                INVITE sip:*43@192.0.2.1 SIP/2.0
                Via: SIP/2.0/WS x.invalid;branch=z9hG4bKcall
                From: <sip:anna@x.invalid>;tag=f
                To: <sip:*43@192.0.2.1>
                Call-ID: call-1
                CSeq: 1 INVITE
                Max-Forwards: 70
                """;
        RegisterTaker.Caller asked = caller(from, bare);
        String nonce = nonce(asked.headers().getFirst());
        return caller(from, bare + credentials("INVITE", "anna", pass.value(), "SHA-256", nonce, 1))
                .user();
    }

    private RegisterTaker.Caller caller(FakeFlow from, String invite) {
        List<RegisterTaker.Caller> told = new ArrayList<>();
        FakeServerTransaction transaction = new FakeServerTransaction(Wire.request(invite, ""), from);
        registrar.onCall(transaction.request(), transaction, edge, told::add);
        edge.run();
        return told.getFirst();
    }

    @Test
    void aBrowserCallsByItsPassOverTheConnectionThatItRegisteredOnAndNoOther() {
        registrar.give(ANNA, PASS);
        assertThat(calls(window, PASS)).as("not registered yet").isEmpty();
        byPass(window, PASS);
        assertThat(calls(window, PASS)).isEqualTo("anna");
        assertThat(calls(window, new Secret("a guess"))).isEmpty();
        assertThat(calls(new FakeFlow("WS", "192.0.2.50", 40_101), PASS)).isEmpty();
        assertThat(calls(flow, new Secret("letmein"))).isEqualTo("anna");
    }

    private SIPResponse challenge(FakeFlow from) {
        return send(from, "anna", "", contact());
    }

    private SIPResponse send(FakeFlow from, String user, String authorization, String more) {
        cseq++;
        FakeServerTransaction transaction = new FakeServerTransaction(
                Wire.request("""
                        REGISTER sip:192.0.2.1 SIP/2.0
                        Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK%d;rport
                        From: <sip:%s@192.0.2.1>;tag=f
                        To: <sip:%s@192.0.2.1>
                        Call-ID: reg-1
                        CSeq: %d REGISTER
                        Max-Forwards: 70
                        """.formatted(cseq, escaped(user), escaped(user), cseq) + authorization + more, ""), from);
        registrar.onRegister(transaction.request(), transaction, edge);
        edge.run();
        return transaction.last();
    }

    private static String escaped(String user) {
        return user.isEmpty() ? "x" : user;
    }

    private static String contact() {
        return "Contact: <sip:anna@10.0.0.5:5060>\n";
    }

    private static String credentials(String user, String password, String algorithm, String nonce, int count) {
        return credentials("REGISTER", user, password, algorithm, nonce, count);
    }

    private static String credentials(
            String method, String user, String password, String algorithm, String nonce, int count) {
        String nc = String.format("%08x", count);
        Credentials blank = new Credentials(user, "helpline", nonce, "sip:192.0.2.1", "", algorithm, "c", "auth", nc);
        String response = DigestAlgorithm.of(algorithm).orElseThrow().response(blank, password, method);
        return "Authorization: Digest username=\"" + user + "\",realm=\"helpline\",nonce=\"" + nonce
                + "\",uri=\"sip:192.0.2.1\",response=\"" + response + "\",algorithm=" + algorithm
                + ",cnonce=\"c\",qop=auth,nc=" + nc + "\n";
    }

    private static String nonce(SIPResponse challenge) {
        return nonce(Wire.text(challenge));
    }

    private static String nonce(String challenge) {
        Matcher matcher = NONCE.matcher(challenge);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** A challenge without what differs from one to the next. */
    private static String shape(SIPResponse challenge) {
        return Wire.text(challenge)
                .replaceAll("nonce=\"[^\"]+\"", "nonce")
                .replaceAll("(?m)^(Via|From|To|CSeq):.*$", "$1");
    }
}
