package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.helpline.sip.trunk.NameServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.xbill.DNS.Type;
import tools.jackson.databind.JsonNode;

/**
 * A provider of two Kamailios behind one SRV name, one of which dies; and one that is given a wrong password. The tests are a story, told in
 * order on one server.
 */
@Tag("clients")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KamailioTrunkTest {

    private static final String NUMBER = "+4930123";
    private static final String OTHER_NUMBER = "+4930777";
    private static final Duration FAIL_OVER = Duration.ofSeconds(4);
    private static final Path WELCOME = Path.of("ivr-scripts/support-line/prompts/en/welcome.wav");

    private static final Deque<AutoCloseable> OPENED = new ArrayDeque<>();

    private static NameServer names;
    private static Kamailio first;
    private static Kamailio second;
    private static HelplineProcess server;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(HelplineProcess.folder("kamailio"));
        first = Kamailio.start(fresh(folder.resolve("first")), provider("127.0.0.2"));
        OPENED.push(first);
        second = Kamailio.start(fresh(folder.resolve("second")), provider("127.0.0.3"));
        OPENED.push(second);
        names = NameServer.start();
        OPENED.push(names);
        names.add("acme.example", Type.NAPTR, 60, "1 1 \"s\" \"SIP+D2U\" \"\" _sip._udp.acme.example.")
                .add("_sip._udp.acme.example", Type.SRV, 60, "10 1 " + first.port() + " one.acme.example.")
                .add("_sip._udp.acme.example", Type.SRV, 60, "20 1 " + second.port() + " two.acme.example.")
                .add("one.acme.example", Type.A, 60, "127.0.0.2")
                .add("two.acme.example", Type.A, 60, "127.0.0.3");
        server = HelplineProcess.start(
                "kamailio-trunk",
                sets(
                        "media.ports=0",
                        "sip.name-servers=127.0.0.1:" + names.address().getPort(),
                        "numbers." + NUMBER + "=support-line",
                        "numbers." + OTHER_NUMBER + "=information-line",
                        "trunks.acme.server=acme.example",
                        "trunks.acme.user=4930",
                        "trunks.acme.secret=letmein",
                        "trunks.acme.ping=1s",
                        "trunks.line.server=" + first.hostPort(),
                        "trunks.line.transport=tcp",
                        "trunks.line.user=line",
                        "trunks.line.secret=for-the-line",
                        "trunks.line.domain=acme.example",
                        "trunks.wrong.server=" + first.hostPort(),
                        "trunks.wrong.user=wrong",
                        "trunks.wrong.secret=not-this",
                        "trunks.wrong.domain=acme.example"));
        OPENED.push(server);
    }

    private static Kamailio.Options provider(String address) {
        return Kamailio.Options.at(address)
                .user("4930", "letmein", NUMBER)
                .user("wrong", "this")
                .user("line", "for-the-line", OTHER_NUMBER)
                .hashing(address.endsWith("3") ? "SHA-256" : "MD5");
    }

    private static Path fresh(Path dir) throws IOException {
        Files.createDirectories(dir);
        Files.deleteIfExists(dir.resolve("log"));
        return dir;
    }

    private static String[] sets(String... settings) {
        List<String> words = new ArrayList<>();
        for (String setting : settings) {
            words.addAll(List.of("--set", setting));
        }
        return words.toArray(String[]::new);
    }

    @AfterAll
    static void close() throws Exception {
        while (!OPENED.isEmpty()) {
            OPENED.pop().close();
        }
    }

    @Test
    @Order(1)
    void registersWithADigestWhereTheNamesLead() throws Exception {
        first.awaitLog("registered 4930 at <sip:4930@127.0.0.1:" + server.sipPort() + ">", 1);
        first.awaitLog("registered line at <sip:line@127.0.0.1:" + server.sipPort() + ";transport=tcp>", 1);
        assertThat(second.log()).doesNotContain("registered 4930");
    }

    @Test
    @Order(2)
    void aCallFromTheProviderReachesTheScriptOfItsNumber() throws Exception {
        reachesTheScript(first, NUMBER, true, "acme", "udp 127.0.0.2:" + first.port());
    }

    @Test
    @Order(2)
    void ofTwoAccountsWithOneProviderTheOneThatIsCalledHasTheCall() throws Exception {
        reachesTheScript(first, OTHER_NUMBER, false, "line", "tcp 127.0.0.2:");
    }

    @Test
    @Order(3)
    void aWrongPasswordIsToldApartAndNotTriedAgainAndAgain() throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> log().contains("wrong refused the password of user wrong"));
        assertThat(log())
                .contains("trunk=wrong wrong refused the password of user wrong: compare user, auth-user and secret");
        assertThat(first.log()).doesNotContain("registered wrong");
        assertThat(server.command("trunks", "show", "wrong")).contains("refused the password of user wrong");
        assertThat(server.command("trunks", "show", "acme")).contains("udp 127.0.0.2:" + first.port());
    }

    @Test
    @Order(4)
    void whenTheMachineDiesRegistrationAndCallsMoveToTheOtherWithinFourSeconds() throws Exception {
        first.kill();
        await().atMost(FAIL_OVER).pollInterval(Duration.ofMillis(50)).until(() -> second.count("registered 4930") > 0);
        reachesTheScript(second, NUMBER, false, "acme", "udp 127.0.0.3:" + second.port());
        assertThat(log()).contains("trunk=acme udp 127.0.0.2:" + first.port() + " does not answer");
    }

    @Test
    @Order(5)
    void theMachineThatIsBackIsSeenToBeAndALostConnectionIsMadeAnew() throws Exception {
        first.again();
        first.awaitLog("registered line at", 2);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> log().contains("trunk=acme udp 127.0.0.2:" + first.port() + " answers again"));
    }

    @Test
    @Order(6)
    void unregistersWhenItStops() throws Exception {
        server.close();
        second.awaitLog("unregistered 4930", 1);
    }

    private void reachesTheScript(Kamailio provider, String number, boolean hears, String trunk, String source)
            throws Exception {
        Path folder = Files.createDirectories(HelplineProcess.folder("kamailio").resolve("caller"));
        Wav welcome = Wav.read(WELCOME);
        try (RealPhone phone = Baresip.start(folder, Baresip.caller(), RealPhone.says(folder, 440))) {
            phone.call("sip:" + number + "@" + provider.hostPort());
            if (hears) {
                phone.hear("the greeting", heard -> heard.likeness(welcome) > 0.85);
            }
            phone.hangUp();
        }
        JsonNode call = server.endedCall();
        assertThat(call.path("dialled").asString()).isEqualTo(number);
        assertThat(call.toString()).contains(source);
        assertThat(server.story("last")).contains("trunk " + trunk);
    }

    private static String log() throws IOException {
        Path folder = HelplineProcess.folder("kamailio-trunk").resolve("data");
        try (var files = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
