package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helpline.sip.trunk.Resolver.Answer;
import org.helpline.sip.trunk.Resolver.Entry;
import org.helpline.sip.trunk.Resolver.Kind;
import org.helpline.sip.trunk.Resolver.Question;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Against a real name server on loopback. */
class DnsjavaTest {

    @TempDir
    Path dir;

    private NameServer server;
    private Dnsjava dns;

    @BeforeEach
    void start() throws IOException {
        server = NameServer.start();
        server.add("acme.example", Type.NAPTR, 300, "10 50 \"s\" \"SIP+D2U\" \"\" _sip._udp.acme.example.")
                .add("_sip._udp.acme.example", Type.SRV, 200, "1 2 5070 Sip.Acme.example.")
                .add("_sip._tcp.acme.example", Type.SRV, 200, "0 0 0 .")
                .add("sip.acme.example", Type.A, 100, "192.0.2.1")
                .add("sip.acme.example", Type.A, 90, "192.0.2.2")
                .add("sip.acme.example", Type.AAAA, 80, "2001:db8::1")
                .add("alias.example", Type.CNAME, 30, "other.example.")
                .add("other.example", Type.CNAME, 20, "sip.acme.example.")
                .add("round.example", Type.CNAME, 20, "about.example.")
                .add("about.example", Type.CNAME, 20, "round.example.")
                .add("pbx.office.example", Type.A, 60, "192.0.2.3");
        Path hosts = Files.writeString(dir.resolve("hosts"), "192.0.2.55 fixed.example\n");
        dns = Dnsjava.asking(server.address(), Duration.ofMillis(300), hosts, Name.fromString("office.example."));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void readsEveryKind() {
        assertThat(dns.ask(new Question("acme.example", Kind.NAPTR)))
                .isEqualTo(new Answer.Found(
                        List.of(new Entry.Naptr(10, 50, "s", "SIP+D2U", "_sip._udp.acme.example")),
                        Duration.ofMinutes(5)));
        assertThat(dns.ask(new Question("_sip._udp.acme.example", Kind.SRV)))
                .isEqualTo(new Answer.Found(
                        List.of(new Entry.Srv(1, 2, 5070, "sip.acme.example")), Duration.ofSeconds(200)));
        assertThat(dns.ask(new Question("sip.acme.example", Kind.AAAA)))
                .isEqualTo(new Answer.Found(addresses("2001:db8::1"), Duration.ofSeconds(80)));
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER", "CUT", "ONE_BY_ONE"})
    void followsAliasesAndBelievesThemNoLongerThanTheirShortestTime(NameServer.Manner manner) {
        server.behave(manner);
        assertThat(dns.ask(new Question("alias.example", Kind.A)))
                .isEqualTo(new Answer.Found(addresses("192.0.2.1", "192.0.2.2"), Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER", "ONE_BY_ONE"})
    void aCircleOfAliasesEnds(NameServer.Manner manner) {
        server.behave(manner);
        assertThat(dns.ask(new Question("round.example", Kind.A))).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aNoIsBelievedAsLongAsTheZoneSays() {
        assertThat(dns.ask(new Question("nobody.example", Kind.A)))
                .isEqualTo(new Answer.Nothing(Duration.ofSeconds(40)));
        assertThat(dns.ask(new Question("sip.acme.example", Kind.SRV)))
                .isEqualTo(new Answer.Nothing(Duration.ofSeconds(40)));
    }

    @Test
    void aServiceThatIsDeniedIsNone() {
        assertThat(dns.ask(new Question("_sip._tcp.acme.example", Kind.SRV))).isInstanceOf(Answer.Nothing.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVFAIL", "SILENT"})
    void aServerThatFailsIsNoNo(NameServer.Manner manner) {
        server.behave(manner);
        assertThat(dns.ask(new Question("sip.acme.example", Kind.A))).isInstanceOf(Answer.Failed.class);
        server.behave(NameServer.Manner.ANSWER);
        assertThat(dns.ask(new Question("sip.acme.example", Kind.A))).isInstanceOf(Answer.Found.class);
    }

    @Test
    void aDeadServerIsNoNo() throws IOException {
        server.close();
        assertThat(dns.ask(new Question("sip.acme.example", Kind.A))).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void theHostsFileAndSearchDomainsCount() {
        assertThat(dns.ask(new Question("fixed.example", Kind.A)))
                .isInstanceOfSatisfying(
                        Answer.Found.class, f -> assertThat(f.entries()).isEqualTo(addresses("192.0.2.55")));
        assertThat(server.asked()).isZero();
        assertThat(dns.ask(new Question("pbx", Kind.A)))
                .isInstanceOfSatisfying(
                        Answer.Found.class, f -> assertThat(f.entries()).isEqualTo(addresses("192.0.2.3")));
    }

    @Test
    void whatCannotBeANameDoesNotExist() {
        assertThat(dns.ask(new Question("a".repeat(70) + ".example", Kind.A))).isInstanceOf(Answer.Nothing.class);
    }

    private static List<Entry> addresses(String... ips) {
        return java.util.stream.Stream.of(ips)
                .map(ip -> (Entry) new Entry.Address(InetAddress.ofLiteral(ip)))
                .toList();
    }
}
