package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.helpline.config.TrunkSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, pings and registrations together, in virtual time: how a trunk lives through its troubles. */
class LiveTargetsTest {

    private static final String A = "192.0.2.10:5060";
    private static final String B = "192.0.2.20:5060";

    private final SameThreadLoop loop = new SameThreadLoop("sip-0", new ManualClock(Instant.EPOCH));
    private final FakeProvider provider = new FakeProvider(loop);
    private final Zone zone = new Zone();
    private final LiveTargets trunks = new LiveTargets(new Around(
            provider, new Random(1), new Names(zone, Runnable::run), ip -> !(ip instanceof java.net.Inet6Address)));

    /** acme.example is two machines, A before B. */
    private void twoMachines() {
        zone.srv("_sip._udp.acme.example", 10, 0, 5060, "a.acme.example")
                .srv("_sip._udp.acme.example", 20, 0, 5060, "b.acme.example")
                .address("a.acme.example", "192.0.2.10")
                .address("b.acme.example", "192.0.2.20")
                .address("b.acme.example", "2001:db8::20");
    }

    private void begin(TrunkSettings... all) {
        trunks.set(List.of(all));
        pass(1);
    }

    private void pass(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void registersWithADigestAndRenewsBeforeTheEnd() {
        provider.at(A, FakeProvider.registrar("4930"));
        begin(Providers.registering("acme", A, 0, 300));
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
        assertThat(status().registeredAt()).contains("udp " + A);
        assertThat(status().seenAs()).contains("198.51.100.7:1024");
        assertThat(status().sentence()).isEqualTo("Registered as 4930 at udp 192.0.2.10:5060.");
        assertThat(provider.registers()).hasSize(2);
        FakeProvider.Sent second = provider.registers().getLast();
        assertThat(second.request().getRequestURI().toString()).isEqualTo("sip:acme.example");
        assertThat(second.header("Contact")).isEqualTo("<sip:4930@192.0.2.1:5060>;expires=300");
        assertThat(second.header("Authorization")).contains("nonce=\"n1\"", "uri=\"sip:acme.example\"", "nc=00000001");
        pass(300);
        assertThat(provider.registers()).hasSize(3);
        FakeProvider.Sent renewal = provider.registers().getLast();
        assertThat(renewal.at().toSeconds()).isBetween(200L, 275L);
        assertThat(renewal.header("Authorization"))
                .as("one challenge serves many")
                .contains("nc=00000002");
        assertThat(renewal.request().getCallId().getCallId())
                .isEqualTo(second.request().getCallId().getCallId());
        assertThat(renewal.request().getCSeq().getSeqNumber()).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "P47: behind a NAT the address that a trunk shows is named to it, and registered at once in place of the private one")
    void theAddressThatATrunkShowsIsRegisteredAtOnce() {
        provider.at(A, FakeProvider.registrar("4930"));
        provider.behindNat("received=198.51.100.7;rport=5060");
        begin(Providers.registering("acme", A, 0, 300));
        assertThat(contacts())
                .containsExactly(
                        List.of("<sip:4930@10.0.0.5:5060>;expires=300"),
                        List.of("<sip:4930@10.0.0.5:5060>;expires=300"),
                        List.of("<sip:4930@198.51.100.7:5060>;expires=300", "<sip:4930@10.0.0.5:5060>;expires=0"));
        assertThat(status().sentence())
                .isEqualTo(
                        "Registered as 4930 at udp 192.0.2.10:5060. It sees us at 198.51.100.7, which is named to it.");
        pass(300);
        assertThat(contacts().getLast()).containsExactly("<sip:4930@198.51.100.7:5060>;expires=300");
    }

    @Test
    @DisplayName("P47: another outer address counts once two answers have shown it, and is registered at once")
    void anotherOuterAddressIsRegisteredOnceItIsConfirmed() {
        provider.at(A, FakeProvider.registrar("4930"));
        provider.behindNat("received=198.51.100.7;rport=5060");
        begin(Providers.registering("acme", A, 20, 600));
        int registers = provider.registers().size();
        provider.behindNat("received=198.51.100.8;rport=5060");
        pass(30);
        assertThat(provider.registers()).hasSize(registers + 1);
        assertThat(contacts().getLast())
                .containsExactly("<sip:4930@198.51.100.8:5060>;expires=600", "<sip:4930@198.51.100.7:5060>;expires=0");
    }

    @Test
    @DisplayName("P48: a NAT that changes ports is told of, and the private Contact stays, by which providers know it")
    void behindANatThatChangesPortsTheContactStays() {
        List<String> told = new ArrayList<>();
        provider.outer.onChange(told::add);
        provider.at(A, FakeProvider.registrar("4930"));
        provider.behindNat("received=198.51.100.7;rport=1024");
        begin(Providers.registering("acme", A, 20, 300));
        pass(60);
        assertThat(contacts().getLast()).containsExactly("<sip:4930@10.0.0.5:5060>;expires=300");
        assertThat(told)
                .singleElement()
                .asString()
                .contains("trunk acme sees this server at 198.51.100.7, but port 5060 as 1024: the NAT changes ports");
    }

    @Test
    void aNatThatShowsAnotherAddressEachTimeIsNotAskedAgainAndAgain() {
        int[] last = {0};
        provider.at(A, r -> {
            provider.behindNat("received=198.51.100." + (last[0] = last[0] % 200 + 1) + ";rport=5060");
            return "200 OK";
        });
        provider.behindNat("received=198.51.100.1;rport=5060");
        begin(Providers.byAddress("acme", A, 20));
        pass(400);
        assertThat(provider.pings(A)).hasSizeBetween(20, 45);
    }

    private List<List<String>> contacts() {
        return provider.registers().stream()
                .map(sent -> sent.request().getContactHeaders().getHeaderList().stream()
                        .map(c -> c.getAddress() + ";expires=" + c.getExpires())
                        .toList())
                .toList();
    }

    @Test
    void believesTheExpiryOfItsOwnContact() {
        provider.at(
                A,
                r -> "200 OK\nContact: <sip:other@198.51.100.1>;expires=3000\n"
                        + "Contact: <sip:4930@192.0.2.1:5060;ob>;expires=40\nExpires: 7000");
        begin(Providers.registering("acme", A, 0, 300));
        assertThat(status().until())
                .hasValueSatisfying(u -> assertThat(u.getEpochSecond()).isBetween(39L, 41L));
        pass(30);
        assertThat(provider.registers()).hasSizeGreaterThan(1);
    }

    @Test
    void asksForLongerWhereTheRegistrarWantsIt() {
        provider.at(A, r -> seconds(r) < 900 ? "423 Interval Too Brief\nMin-Expires: 900" : "200 OK");
        begin(Providers.registering("acme", A, 0, 300));
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
        pass(900);
        assertThat(provider.registers())
                .hasSize(3)
                .last()
                .satisfies(s -> assertThat(seconds(s.request())).isEqualTo(900));
    }

    @Test
    void aRegistrarThatAlwaysWantsMoreIsNotFollowedForEver() {
        provider.at(A, r -> "423 Interval Too Brief\nMin-Expires: " + (seconds(r) + 1));
        begin(Providers.registering("acme", A, 0, 300));
        assertThat(provider.registers()).hasSizeLessThan(10);
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.FAILING);
    }

    @Test
    @DisplayName("P43: no answer from the first machine of an SRV record: the second has the registration within 4 s")
    void p43FailsOverWhenAMachineIsSilent() {
        twoMachines();
        provider.at(B, FakeProvider.registrar("4930"));
        begin(Providers.registering("acme", "acme.example", 0, 300));
        pass(3);
        assertThat(status().registeredAt()).contains("udp " + B);
        assertThat(trunks.of("acme")).extracting(Target::where).containsExactly("udp " + B, "udp " + A);
    }

    @ParameterizedTest
    @CsvSource({"503 Service Unavailable", "500 Oops", "408 Timeout", "302 Elsewhere"})
    void p43FailsOverWhenAMachineCannot(String answer) {
        twoMachines();
        provider.at(A, r -> answer);
        provider.at(B, FakeProvider::fine);
        begin(Providers.registering("acme", "acme.example", 0, 300));
        assertThat(status().registeredAt()).contains("udp " + B);
    }

    @Test
    @DisplayName(
            "P43: registration never gives up for good: after a day without any answer it is back within five minutes")
    void p43NeverGivesUp() {
        begin(Providers.registering("acme", A, 0, 300));
        pass(86_400);
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.FAILING);
        assertThat(status().sentence()).contains("udp " + A + ": no answer to REGISTER");
        assertThat(provider.registers().size()).as("no storm either").isBetween(200, 400);
        provider.at(A, FakeProvider.registrar("4930"));
        pass(410);
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
    }

    @ParameterizedTest
    @CsvSource({
        "401, acme refused the password of user 4930: compare",
        "403 Forbidden, acme refused user 4930 (403 Forbidden)",
        "404 Not Found, acme does not know user 4930 (404 Not Found)"
    })
    @DisplayName("P43: a refused password is told apart from an outage, and tried once an hour")
    void p43ARefusedPasswordIsNoOutage(String answer, String sentence) {
        int[] nonce = new int[1];
        provider.at(
                A,
                r -> answer.equals("401")
                        ? "401 Unauthorized\nWWW-Authenticate: Digest realm=\"acme\",nonce=\"x" + nonce[0]++
                                + "\",qop=\"auth\""
                        : answer);
        begin(Providers.registering("acme", A, 30, 300));
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REFUSED);
        assertThat(trunks.unusable("acme"))
                .hasValueSatisfying(s -> assertThat(s).startsWith(sentence));
        int tries = provider.registers().size();
        pass(3_000);
        assertThat(provider.registers()).hasSize(tries);
        provider.at(A, FakeProvider.registrar("4930"));
        pass(1_000);
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
        assertThat(trunks.unusable("acme")).isEmpty();
    }

    @Test
    void comesAgainWhenTheRegistrarSaysSo() {
        provider.at(A, r -> "503 Busy\nRetry-After: 120 (maintenance)");
        begin(Providers.registering("acme", A, 0, 300));
        pass(118);
        assertThat(provider.registers()).hasSize(1);
        provider.at(A, FakeProvider::fine);
        pass(5);
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
    }

    @Test
    @DisplayName("P42: pings, registration and calls follow the machine that answers when the one before dies")
    void p42EverythingFollowsTheLivingMachine() {
        twoMachines();
        provider.at(A, FakeProvider.registrar("4930"));
        provider.at(B, FakeProvider.registrar("4930"));
        begin(Providers.registering("acme", "acme.example", 1, 3600));
        pass(10);
        assertThat(status().registeredAt()).contains("udp " + A);
        provider.isDead(A);
        pass(4);
        assertThat(status().registeredAt()).contains("udp " + B);
        assertThat(trunks.of("acme").getFirst().where()).isEqualTo("udp " + B);
        assertThat(trunks.unusable("acme")).isEmpty();
        int pings = provider.pings(B).size();
        pass(10);
        assertThat(provider.pings(B).size() - pings).isBetween(9, 11);
        assertThat(provider.pings(A))
                .as("it is asked whether it is back")
                .last()
                .satisfies(p -> assertThat(p.at()).isGreaterThan(Duration.ofSeconds(18)));
        provider.at(A, FakeProvider.registrar("4930"));
        pass(5);
        assertThat(status().machines()).extracting(TrunkStatus.Machine::health).containsOnly(TrunkStatus.Health.ALIVE);
        assertThat(trunks.of("acme").getFirst().where()).as("no needless move").isEqualTo("udp " + B);
    }

    @Test
    @DisplayName(
            "P42: when the names lead elsewhere, pings and registration go there, and the machine of before is asked no more")
    void p42EverythingFollowsTheNames() {
        twoMachines();
        zone.ttl(Duration.ofSeconds(60));
        provider.at(A, FakeProvider.registrar("4930"));
        provider.at("192.0.2.30:5060", FakeProvider.registrar("4930"));
        begin(Providers.registering("acme", "acme.example", 5, 3600));
        zone.without("a.acme.example").without("b.acme.example").address("a.acme.example", "192.0.2.30");
        pass(60);
        assertThat(status().registeredAt()).contains("udp 192.0.2.30:5060");
        assertThat(trunks.of("acme")).extracting(Target::where).containsExactly("udp 192.0.2.30:5060");
        assertThat(trunks.addressesOf("acme"))
                .as("its calls may still be on their way")
                .contains(InetAddress.ofLiteral("192.0.2.30"), InetAddress.ofLiteral("192.0.2.10"));
        int pings = provider.pings(A).size();
        pass(60);
        assertThat(provider.pings(A)).hasSize(pings);
        assertThat(provider.pings("192.0.2.30:5060").size()).isGreaterThan(10);
    }

    @Test
    void deadNameServersDelayNothing() {
        twoMachines();
        zone.ttl(Duration.ofSeconds(60));
        provider.at(A, FakeProvider.registrar("4930"));
        begin(Providers.registering("acme", "acme.example", 5, 3600));
        zone.dies("no name server answers");
        pass(86_400);
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
        assertThat(trunks.of("acme")).hasSize(2);
        assertThat(trunks.unusable("acme")).isEmpty();
    }

    @Test
    void saysWhyNothingIsKnown() {
        zone.dies("no name server answers");
        begin(Providers.registering("acme", "acme.example", 5, 3600));
        assertThat(trunks.unusable("acme"))
                .hasValueSatisfying(s -> assertThat(s)
                        .startsWith("It is not known where trunk acme is")
                        .contains("no name server answers", "sip.name-servers"));
        zone.dies("");
        pass(20);
        assertThat(trunks.unusable("acme"))
                .hasValueSatisfying(s -> assertThat(s).startsWith("There is no server acme.example for trunk acme"));
        zone.address("acme.example", "192.0.2.10");
        provider.at(A, FakeProvider.registrar("4930"));
        pass(400);
        assertThat(trunks.unusable("acme")).isEmpty();
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
        assertThat(trunks.unusable("beta")).contains("There is no trunk beta.");
    }

    @Test
    void aLostConnectionIsRegisteredAnewAtOnce() {
        provider.at(A, FakeProvider.registrar("4930"));
        TrunkSettings udp = Providers.registering("acme", A, 0, 3600);
        begin(Providers.of("acme", A, TrunkSettings.Transport.TCP, udp.login(), 0));
        assertThat(provider.registers().getLast().header("Contact")).contains(";transport=tcp>");
        int before = provider.registers().size();
        provider.breaksConnections(A);
        loop.advance(Duration.ofMillis(10));
        assertThat(provider.registers().size()).isGreaterThan(before);
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
    }

    @Test
    void aMachineThatACallCouldNotReachIsTriedLastUntilItAnswers() {
        twoMachines();
        provider.at(B, FakeProvider::fine);
        provider.at(A, FakeProvider::fine);
        begin(Providers.byAddress("acme", "acme.example", 30));
        pass(3);
        Target a = trunks.of("acme").getFirst();
        assertThat(a.where()).isEqualTo("udp " + A);
        provider.isDead(A);
        trunks.failed(a, "no answer within 3 s");
        loop.run();
        assertThat(trunks.of("acme")).extracting(Target::where).containsExactly("udp " + B, "udp " + A);
        assertThat(status().sentence()).contains("udp " + A + " does not answer (no answer within 3 s)");
        provider.at(A, FakeProvider::fine);
        pass(10);
        assertThat(trunks.of("acme").getFirst().where()).isEqualTo("udp " + A);
    }

    @Test
    void withoutPingsAMachineIsForgiven() {
        begin(Providers.byAddress("acme", A, 0));
        trunks.failed(trunks.of("acme").getFirst(), "no answer");
        loop.run();
        assertThat(trunks.unusable("acme"))
                .hasValueSatisfying(
                        s -> assertThat(s).startsWith("No machine of trunk acme answers: udp " + A + " (no answer)"));
        assertThat(trunks.of("acme")).as("in despair it may be tried").hasSize(1);
        pass(31);
        assertThat(trunks.unusable("acme")).isEmpty();
        assertThat(provider.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK, ALIVE",
        "404 Nope, ALIVE",
        "405 Nope, ALIVE",
        "401 Who, ALIVE",
        "503 No, DEAD",
        "408 Late, DEAD"
    })
    void anyAnswerButTwoMeansThatItIsThere(String answer, TrunkStatus.Health health) {
        provider.at(A, r -> answer);
        begin(Providers.byAddress("acme", A, 1));
        pass(3);
        assertThat(status().machines())
                .singleElement()
                .satisfies(m -> assertThat(m.health()).isEqualTo(health));
    }

    @Test
    void aProviderThatAnswersEverythingButOptionsIsNotTakenForDead() {
        provider.at(A, r -> r.getMethod().equals("OPTIONS") ? "" : "200 OK");
        begin(Providers.registering("acme", A, 1, 3600));
        pass(600);
        assertThat(provider.registers()).as("it is not registered anew for it").hasSize(1);
        assertThat(trunks.unusable("acme")).isEmpty();
        trunks.failed(trunks.of("acme").getFirst(), "no answer within 3 s");
        loop.run();
        assertThat(provider.registers()).as("a call that fails is looked into").hasSize(2);
        pass(10);
        assertThat(status().registration()).isEqualTo(TrunkStatus.Registration.REGISTERED);
        assertThat(trunks.unusable("acme")).isEmpty();
    }

    @Test
    void unregistersWhenItStops() {
        provider.at(A, FakeProvider.registrar("4930"));
        begin(Providers.registering("acme", A, 5, 300));
        CompletableFuture<Void> left = trunks.leave().toCompletableFuture();
        loop.run();
        assertThat(left).isDone();
        FakeProvider.Sent goodbye = provider.registers().getLast();
        assertThat(goodbye.header("Expires")).isEqualTo("0");
        assertThat(goodbye.header("Contact")).endsWith(";expires=0");
        int sent = provider.sent.size();
        pass(3_600);
        assertThat(provider.sent).hasSize(sent);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void stopsWithinTwoSecondsOfASilentRegistrar() {
        provider.at(A, FakeProvider.registrar("4930"));
        begin(Providers.registering("acme", A, 0, 300));
        provider.isDead(A);
        CompletableFuture<Void> left = trunks.leave().toCompletableFuture();
        loop.advance(Duration.ofMillis(1_900));
        assertThat(left).isNotDone();
        loop.advance(Duration.ofMillis(200));
        assertThat(left).isDone();
    }

    @Test
    void aReloadTouchesOnlyWhatHasChanged() {
        provider.at(A, FakeProvider.registrar("4930"));
        provider.at(B, FakeProvider.registrar("4930"));
        TrunkSettings acme = Providers.registering("acme", A, 0, 300);
        begin(acme, Providers.registering("beta", B, 0, 300), Providers.registering("gone", A, 0, 300));
        pass(5);
        int before = provider.registers().size();
        begin(Providers.most(acme, 5), Providers.registering("beta", B, 0, 600));
        pass(1);
        List<FakeProvider.Sent> since =
                provider.registers().subList(before, provider.registers().size());
        assertThat(since.stream().filter(s -> s.where().equals(A)))
                .as("only gone says goodbye")
                .singleElement()
                .satisfies(s -> assertThat(s.header("Expires")).isEqualTo("0"));
        assertThat(since.stream().filter(s -> s.where().equals(B)))
                .as("the goodbye comes before the new registration, or it would end it")
                .extracting(s -> s.header("Expires"))
                .startsWith("0")
                .endsWith("600");
        assertThat(trunks.status())
                .extracting(TrunkStatus::trunk, TrunkStatus::registration)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("acme", TrunkStatus.Registration.REGISTERED),
                        org.assertj.core.groups.Tuple.tuple("beta", TrunkStatus.Registration.REGISTERED));
    }

    @Test
    void theNewRegistrationWaitsForTheGoodbyeOfTheOldWhichWouldEndIt() {
        provider.at(A, r -> seconds(r) == 0 ? "" : "200 OK"); // the goodbye may still be on its way
        begin(Providers.registering("acme", A, 0, 300));
        begin(Providers.registering("acme", A, 0, 600));
        FakeProvider.Sent goodbye = provider.registers().getLast();
        assertThat(seconds(goodbye.request())).isZero();
        pass(2);
        FakeProvider.Sent anew = provider.registers().getLast();
        assertThat(seconds(anew.request())).isEqualTo(600);
        assertThat(anew.at().minus(goodbye.at())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void manyTrunksDoNotRegisterAtTheSameMoment() {
        provider.at(A, FakeProvider::fine);
        List<TrunkSettings> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(Providers.registering("t" + i, A, 0, 3600));
        }
        trunks.set(all);
        pass(10);
        for (int second = 0; second < 6; second++) {
            int at = second;
            assertThat(provider.registers().stream().filter(s -> s.at().toSeconds() == at))
                    .hasSizeLessThanOrEqualTo(21);
        }
        assertThat(provider.registers()).hasSize(100);
    }

    @Test
    void callsMayComeFromTheAddressesOfNamedSources() {
        zone.address("sbc.acme.example", "198.51.100.1").address("sbc.acme.example", "2001:db8::9");
        TrunkSettings acme = Providers.from(
                Providers.byAddress("acme", A, 0), List.of("203.0.113.0/24", "203.0.113.7", "sbc.acme.example"));
        begin(acme);
        assertThat(trunks.addressesOf("acme")).containsExactly(InetAddress.ofLiteral("192.0.2.10"));
        assertThat(trunks.addressesOfName("sbc.acme.example"))
                .containsExactlyInAnyOrder(InetAddress.ofLiteral("198.51.100.1"), InetAddress.ofLiteral("2001:db8::9"));
        assertThat(trunks.addressesOfName("203.0.113.7")).isEmpty();
        assertThat(trunks.addressesOf("nobody")).isEmpty();
    }

    @Test
    void tlsGoesToTheNameOfTheCertificate() {
        zone.srv("_sips._tcp.acme.example", 1, 1, 5061, "a.acme.example").address("a.acme.example", "192.0.2.10");
        begin(Providers.of("acme", "acme.example", TrunkSettings.Transport.TLS, Optional.empty(), 0));
        assertThat(trunks.of("acme")).singleElement().satisfies(t -> {
            assertThat(t.to())
                    .isEqualTo(new org.helpline.sip.transport.Destination.ToTls(
                            new java.net.InetSocketAddress("192.0.2.10", 5061), "acme.example", "acme"));
            assertThat(t.host()).isEqualTo("a.acme.example");
        });
    }

    private TrunkStatus status() {
        return trunks.status().getFirst();
    }

    private static long seconds(gov.nist.javax.sip.message.SIPRequest request) {
        return Long.parseLong(org.helpline.sip.dialog.Headers.first(request, "Expires"));
    }
}
