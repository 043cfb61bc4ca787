package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Personal;
import org.helpline.sip.OutCall;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegEvent.ReferNews;
import org.helpline.sip.SipLegEvent.ReferNews.Stage;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.trunk.ClientDigest;
import org.helpline.sip.trunk.Target;
import org.helpline.sip.trunk.TrunkCall;
import org.helpline.sip.trunk.Trunks;
import org.helpline.sip.trunk.WaysOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls by trunk in virtual time: the test plays the providers. */
class CallsByTrunkTest {

    private static final String CONTACT = "Contact: <sip:gw@198.51.100.1:5060>\n";

    private final Bench bench = new Bench();
    private final FakeWays ways = new FakeWays();

    /** Trunks whose targets are 198.51.100.N. */
    private static final class FakeWays implements WaysOut {
        final Map<String, TrunkSettings> trunks = new LinkedHashMap<>();
        final Map<String, Integer> machines = new HashMap<>();
        final Map<String, String> unusable = new HashMap<>();
        final Set<String> barred = new HashSet<>();
        final List<String> failed = new ArrayList<>();
        int out;
        final List<String> asked = new ArrayList<>();

        FakeWays with(TrunkSettings trunk, int targets) {
            trunks.put(trunk.name(), trunk);
            machines.put(trunk.name(), targets);
            return this;
        }

        @Override
        public List<TrunkSettings> trunks() {
            return List.copyOf(trunks.values());
        }

        @Override
        public Optional<String> unusable(String trunk) {
            return Optional.ofNullable(unusable.get(trunk));
        }

        @Override
        public List<Target> targets(String trunk) {
            return IntStream.range(0, machines.getOrDefault(trunk, 0))
                    .mapToObj(i -> new Target(
                            new Destination.OverFlow(new FakeFlow("UDP", "198.51.100." + (i + 1), 5060)),
                            trunk + (i + 1) + ".example"))
                    .toList();
        }

        @Override
        public void failed(Target target, String why) {
            failed.add(target.host() + " " + why);
        }

        @Override
        public Leave out(String trunk, String number) {
            if (barred.contains(trunk)) {
                return new Barred(403, "its 100 calls of today are used up.");
            }
            out++;
            return new Granted(() -> out--);
        }

        @Override
        public Optional<Onward> onward(String trunk, String number) {
            asked.add(trunk + " " + number);
            return Optional.of(new Onward("sip:" + number + "@" + trunk + ".example", () -> asked.add("back")));
        }

        @Override
        public boolean joins(String trunk, String number) {
            return number.startsWith("+49");
        }

        @Override
        public Optional<ClientDigest> login(TrunkSettings trunk) {
            return trunk.login().map(l -> new ClientDigest(trunk.name(), l, new Random(1)));
        }
    }

    private SipLeg call(String... trunks) {
        OutCall call = new OutCall(
                "+491701234567",
                List.of(trunks),
                new Personal("+4930123"),
                new Personal("Ada"),
                false,
                Optional.of("+4930999"),
                Bench.OUR_SDP);
        SipLeg leg = TrunkCall.start(bench.core, ways, bench.loop, call, bench.events::add);
        assertThat(bench.events).isEmpty();
        bench.pass(Duration.ZERO);
        return leg;
    }

    private List<String> tries() {
        return bench.events.stream()
                .filter(SipLegEvent.Tried.class::isInstance)
                .map(e -> ((SipLegEvent.Tried) e).sentence())
                .toList();
    }

    private String to() {
        return bench.wire.last().to.address().getHostString();
    }

    @Test
    void theTrunkIsCalledByItsNameAndAtItsMachine() {
        ways.with(Trunks.plain("acme"), 1);
        call("acme");

        assertThat(to()).isEqualTo("198.51.100.1");
        assertThat(Wire.text(bench.wire.last().request))
                .startsWith("INVITE sip:+491701234567@acme.example SIP/2.0\r\n")
                .contains("To: <sip:+491701234567@acme.example>\r\n");
        bench.wire.last().answer(100, "", "", "");
        bench.wire.last().answer(180, "gw", CONTACT, "");
        bench.wire.last().answer(200, "gw", CONTACT, Wire.SDP);
        assertThat(bench.events)
                .containsExactly(
                        new SipLegEvent.Provisional(180, Optional.empty()),
                        new SipLegEvent.Tried("acme", "acme1.example", 200, "trunk acme took the call"),
                        new SipLegEvent.Answered(Optional.of(Wire.SDP)));
    }

    @Test
    void aSilentMachineIsFollowedByTheNextOneAndItsLateAnswerIsHungUp() {
        ways.with(Trunks.plain("acme"), 2);
        call("acme");
        FakeTransactions.Sent first = bench.wire.last();
        bench.pass(Duration.ofSeconds(2));

        assertThat(first.cancelled).isTrue();
        assertThat(to()).isEqualTo("198.51.100.2");
        assertThat(ways.failed).containsExactly("acme1.example did not answer within 2 s");
        FakeTransactions.Sent second = bench.wire.last();
        second.answer(200, "b", CONTACT, Wire.SDP);
        assertThat(tries())
                .containsExactly("trunk acme: acme1.example did not answer within 2 s", "trunk acme took the call");

        first.answer(200, "a", CONTACT, Wire.SDP);
        assertThat(bench.wire.acks).hasSize(2);
        assertThat(bench.wire.methods()).containsExactly("INVITE", "INVITE", "BYE");
        assertThat(bench.events.getLast()).isEqualTo(new SipLegEvent.Answered(Optional.of(Wire.SDP)));
    }

    @Test
    void aMachineThatIsTryingIsGivenTime() {
        ways.with(Trunks.plain("acme"), 2);
        call("acme");
        bench.wire.last().answer(100, "", "", "");
        bench.pass(Duration.ofSeconds(20));
        assertThat(bench.wire.methods()).containsExactly("INVITE");
    }

    @Test
    void theOnlyMachineIsGivenAllTheTimeThatAnInviteHas() {
        ways.with(Trunks.plain("acme"), 1);
        call("acme");
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.wire.last().cancelled).isFalse();
        bench.wire.last().user.onFailed("No answer came within 32 s.");
        assertThat(bench.events)
                .containsExactly(
                        new SipLegEvent.Tried(
                                "acme",
                                "acme1.example",
                                0,
                                "trunk acme: acme1.example could not be reached: No answer came within 32 s"),
                        new SipLegEvent.Failed(
                                "trunk acme: acme1.example could not be reached: No answer came within 32 s."
                                        + " Look at it by bin/helpline trunks; ask the provider, or try another server or"
                                        + " transport in trunks.ini."));
        assertThat(ways.out).isZero();
    }

    /** P44: next trunk not tried when the first is unregistered or disabled. */
    @ParameterizedTest
    @ValueSource(strings = {"disabled", "unregistered", "no machine", "no allowance", "password", "no password", "503"})
    void theNextTrunkIsTriedWhenTheFirstCannotBeUsed_P44(String trouble) {
        TrunkSettings acme = trouble.equals("password") ? Trunks.withLogin("acme") : Trunks.plain("acme");
        ways.with(trouble.equals("disabled") ? Trunks.disabled("acme") : acme, trouble.equals("no machine") ? 0 : 2)
                .with(Trunks.plain("beta"), 1);
        if (trouble.equals("unregistered")) {
            ways.unusable.put("acme", "the provider refused the password.");
        }
        if (trouble.equals("no allowance")) {
            ways.barred.add("acme");
        }
        call();
        switch (trouble) {
            case "no password" -> challenge();
            case "password" -> {
                challenge();
                challenge();
            }
            case "503" -> {
                bench.wire.last().answer(503, "a", "", "");
                bench.wire.last().answer(503, "a", "", "");
            }
            default -> {}
        }
        assertThat(Wire.text(bench.wire.last().request)).startsWith("INVITE sip:+491701234567@beta.example SIP/2.0");
        bench.wire.last().answer(200, "b", CONTACT, Wire.SDP);
        assertThat(tries()).last().isEqualTo("trunk beta took the call");
        assertThat(tries().getFirst())
                .startsWith("trunk acme")
                .contains(
                        switch (trouble) {
                            case "disabled" -> "switched off";
                            case "unregistered", "password" -> "refused the password";
                            case "no machine" -> "no machine of it is known";
                            case "no allowance" -> "100 calls of today";
                            case "no password" -> "add user and secret";
                            default -> "refused with 503";
                        });
        assertThat(ways.out).isEqualTo(1);
    }

    private void challenge() {
        bench.wire
                .last()
                .answer(407, "p", "Proxy-Authenticate: Digest realm=\"acme\", nonce=\"n1\", qop=\"auth\"\n", "");
    }

    /** P45: fail-over re-dials somebody who pressed Decline. */
    @ParameterizedTest
    @ValueSource(ints = {486, 600, 603, 607})
    void aDeclinedCallIsNotTriedByAnotherTrunk_P45(int status) {
        ways.with(Trunks.plain("acme"), 2).with(Trunks.plain("beta"), 1);
        call();
        bench.wire.last().answer(status, "a", "", "");
        bench.pass(Duration.ofSeconds(40));
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Refused.class);
        assertThat(ways.out).isZero();
    }

    @Test
    void aChallengeIsAnsweredInTheSameCall() {
        ways.with(Trunks.withLogin("acme"), 1);
        call();
        String callId = bench.wire.last().request.getCallId().getCallId();
        String tag = bench.wire.last().request.getFromTag();
        challenge();
        String again = Wire.text(bench.wire.last().request);
        assertThat(again)
                .contains("Call-ID: " + callId, ";tag=" + tag, "CSeq: 2 INVITE")
                .contains("Proxy-Authorization: Digest ")
                .doesNotContain("s3cret");
        bench.wire.last().answer(200, "gw", CONTACT, Wire.SDP);
        assertThat(Wire.text(bench.wire.acks.getLast())).contains("CSeq: 2 ACK");
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Answered.class);
    }

    @Test
    void noChallengeIsAnsweredOnceTheHouseHasGivenUp() {
        ways.with(Trunks.withLogin("acme"), 1);
        SipLeg leg = call();
        leg.end(487, "the caller hung up");
        challenge();
        assertThat(bench.wire.methods()).containsExactly("INVITE");
    }

    @Test
    @org.junit.jupiter.api.DisplayName(
            "P49: a trunk that asks for the password again when the session is refreshed, or ended, gets it once")
    void aChallengeWithinTheCallIsAnsweredOnce() {
        ways.with(Trunks.withLogin("acme"), 1);
        SipLeg leg = call();
        bench.wire.last().answer(200, "gw", CONTACT + "Allow: UPDATE\nSession-Expires: 1800;refresher=uac\n", Wire.SDP);
        bench.pass(Duration.ofMinutes(15));
        challenge();
        assertThat(bench.wire.methods()).containsExactly("INVITE", "UPDATE", "UPDATE");
        assertThat(Wire.text(bench.wire.last().request)).contains("CSeq: 3 UPDATE", "Proxy-Authorization: Digest ");
        challenge();
        assertThat(bench.wire.sent).hasSize(3);
        leg.end(480, "done");
        challenge();
        assertThat(bench.wire.methods()).endsWith("BYE", "BYE");
        assertThat(Wire.text(bench.wire.last().request)).contains("Proxy-Authorization: Digest ");
        challenge();
        assertThat(bench.wire.sent).hasSize(5);
        assertThat(bench.core.held()).isZero();
    }

    @Test
    void aReliableRingingOfATrunkThatAsksForThePasswordIsAcknowledged() {
        ways.with(Trunks.withLogin("acme"), 1);
        call();
        bench.wire.last().answer(183, "gw", CONTACT + "Require: 100rel\nRSeq: 5\n", Wire.SDP);
        challenge();
        assertThat(bench.wire.methods()).containsExactly("INVITE", "PRACK", "PRACK");
        assertThat(Wire.text(bench.wire.last().request)).contains("RAck: 5 1 INVITE", "Proxy-Authorization: Digest ");
        challenge();
        assertThat(bench.wire.sent).hasSize(3);
    }

    @Test
    void aRedirectionIsFollowedOnlyWhereTheTrunkMay() {
        ways.with(Trunks.plain("acme"), 1);
        call();
        bench.wire.last().answer(302, "a", "Contact: <sip:+49170999@evil.example>\n", "");
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Refused.class);
    }

    @Test
    void aRedirectionToNowhereIsARefusal() {
        ways.with(Trunks.following("acme"), 1);
        call();
        bench.wire.last().answer(302, "a", "", "");
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Refused.class);
        assertThat(ways.out).isZero();
    }

    @Test
    void aTrunkThatIsTakenAwayMeanwhileIsPassedOver() {
        ways.with(Trunks.plain("acme"), 2).with(Trunks.plain("beta"), 1);
        call();
        ways.trunks.remove("acme");
        bench.wire.last().answer(503, "a", "", "");
        assertThat(Wire.text(bench.wire.last().request)).contains("@beta.example SIP/2.0");
        assertThat(tries()).contains("trunk acme: it is no longer in trunks.ini; call again by another");
    }

    @Test
    void aRedirectionIsFollowedToTheNumberNeverToTheHost() {
        ways.with(Trunks.following("acme"), 1);
        call();
        bench.wire.last().answer(302, "a", "Contact: <sip:+49170999@evil.example>\n", "");
        assertThat(Wire.text(bench.wire.last().request)).startsWith("INVITE sip:+49170999@acme.example SIP/2.0");
        assertThat(to()).isEqualTo("198.51.100.1");
        assertThat(ways.out).isEqualTo(1);
    }

    @Test
    void theListenerMayEndTheCallWhileItIsToldOfATry() {
        ways.with(Trunks.plain("acme"), 2);
        List<SipLeg> leg = new ArrayList<>();
        OutCall call =
                new OutCall("+49170", List.of(), Personal.NONE, Personal.NONE, false, Optional.empty(), Bench.OUR_SDP);
        leg.add(TrunkCall.start(
                bench.core, ways, bench.loop, call, _ -> leg.getFirst().end(487, "enough")));
        bench.pass(Duration.ZERO);
        bench.wire.last().answer(503, "a", "", "");
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        assertThat(ways.out).isZero();
    }

    @Test
    void aCallThatNoTrunkMayMakeSaysSo() {
        ways.with(Trunks.allowing("acme", "+4930*"), 1);
        call();
        String why = "no trunk may call +491701234567; add it to allow of one in trunks.ini";
        assertThat(bench.events)
                .containsExactly(new SipLegEvent.Tried("", "", 0, why), new SipLegEvent.Refused(403, why, why));
        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void theEndOfTheTalkGivesTheLeaveBack() {
        ways.with(Trunks.plain("acme"), 1);
        SipLeg leg = call();
        bench.wire.last().answer(200, "gw", CONTACT, Wire.SDP);
        assertThat(ways.out).isEqualTo(1);
        leg.end(480, "over");
        assertThat(ways.out).isZero();
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
    }

    private SipLeg talking(String more) {
        SipLeg leg = call();
        bench.wire.last().answer(200, "gw", CONTACT + more, Wire.SDP);
        bench.events.clear();
        return leg;
    }

    /** A NOTIFY of the called one within the call. */
    private FakeServerTransaction notified(int cseq, String state, String line) {
        SIPRequest invite = bench.wire.sent.getFirst().request;
        return bench.receive(Wire.request(
                "NOTIFY sip:helpline@192.0.2.1:5060 SIP/2.0\nVia: SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bKn" + cseq
                        + "\nMax-Forwards: 70\nFrom: <sip:+491701234567@acme.example>;tag=gw\nTo: <sip:x@192.0.2.1>;tag="
                        + invite.getFromTag() + "\nCall-ID: "
                        + invite.getCallId().getCallId() + "\nCSeq: " + cseq
                        + " NOTIFY\nEvent: refer\nSubscription-State: " + state
                        + "\nContent-Type: message/sipfrag\n",
                line + "\r\n"));
    }

    @Test
    void aCalledOneIsSentOnByTheirTrunkLikeACaller() {
        ways.with(Trunks.plain("acme"), 1);
        SipLeg leg = talking("Allow: INVITE, ACK, BYE, REFER\n");
        assertThat(leg.refer("+4930555")).isTrue();
        assertThat(Wire.text(bench.wire.last().request))
                .startsWith("REFER sip:gw@198.51.100.1:5060 SIP/2.0\r\n")
                .contains("Refer-To: <sip:+4930555@acme.example>\r\n");
        bench.wire.last().answer(202, "", "", "");
        assertThat(notified(1, "active;expires=60", "SIP/2.0 180 Ringing").statuses())
                .containsExactly(200);
        assertThat(notified(2, "terminated;reason=noresource", "SIP/2.0 486 Busy Here")
                        .statuses())
                .containsExactly(200);
        assertThat(bench.events)
                .containsExactly(
                        new ReferNews(Stage.TAKEN, 202, ""),
                        new ReferNews(Stage.PROGRESS, 180, "Ringing"),
                        new ReferNews(Stage.OVER, 486, "Busy Here"));
        assertThat(ways.asked).containsExactly("acme +4930555");
        leg.end(480, "over");
        assertThat(leg.refer("+4930555")).as("after the call").isFalse();
    }

    @Test
    void whoNamesTheirMethodsWithoutReferIsNotSentOn() {
        ways.with(Trunks.plain("acme"), 1);
        SipLeg leg = talking("Allow: INVITE, ACK, BYE\n");
        assertThat(leg.refer("+4930555")).isFalse();
        assertThat(leg.referTo("sip:x@acme.example")).isFalse();
        assertThat(ways.asked).as("nothing is counted").isEmpty();
        assertThat(notified(1, "active", "SIP/2.0 200 OK").statuses()).containsExactly(481);
    }

    /** P49. */
    @Test
    void aTrunkThatAsksForThePasswordWhenItGetsOurReferIsGivenItOnce() {
        ways.with(Trunks.withLogin("acme"), 1);
        SipLeg leg = talking("");
        leg.refer("+4930555");
        challenge();
        assertThat(bench.wire.methods()).containsExactly("INVITE", "REFER", "REFER");
        assertThat(Wire.text(bench.wire.last().request))
                .contains("CSeq: 3 REFER", "Proxy-Authorization: Digest ", "Refer-To: <sip:+4930555@acme.example>");
        assertThat(ways.asked).as("counted once").containsExactly("acme +4930555");
        challenge();
        assertThat(bench.wire.sent).hasSize(3);
        assertThat(bench.events).containsExactly(new ReferNews(Stage.REFUSED, 407, "Proxy Authentication required"));
        assertThat(ways.asked).containsExactly("acme +4930555", "back");
    }

    @Test
    void aCallOfOursIsReplacedOnlyWhereItsSideKnowsReplacesAndTheTrunkMayBeAsked() {
        ways.with(Trunks.plain("acme"), 1);
        SipLeg leg = talking("Supported: replaces\n");
        SIPRequest invite = bench.wire.sent.getFirst().request;
        assertThat(leg.replaceable())
                .hasValue("sip:gw@198.51.100.1:5060?Replaces="
                        + invite.getCallId().getCallId().replace("@", "%40") + "%3Bto-tag%3Dgw%3Bfrom-tag%3D"
                        + invite.getFromTag() + "&Require=replaces");
        assertThat(leg.referTo("sip:ada@192.0.2.7?Replaces=x%3Bto-tag%3Da%3Bfrom-tag%3Db&Require=replaces"))
                .isTrue();
        assertThat(ways.asked).as("no call is counted").isEmpty();
        assertThat(talking("").replaceable()).as("knows no Replaces").isEmpty();
    }
}
