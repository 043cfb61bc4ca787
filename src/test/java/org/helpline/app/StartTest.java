package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.config.Secret;
import org.helpline.core.AgentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody sees who starts the server, well and badly. */
class StartTest {

    private static final String BROKEN =
            "helpline: 1\nlanguages: [en]\nhuman: none\nstart:\n  - say: nothing_like_it\n";

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    @Test
    void everyProblemOfAStartIsToldInOneList() throws IOException {
        starting.mustStart();
        starting.script("broken", BROKEN);
        try (DatagramSocket sip = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                ServerSocket desk = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> problems = starting.mustFail(
                    "sip.listen=127.0.0.1:" + sip.getLocalPort(),
                    "desk.listen=127.0.0.1:" + desk.getLocalPort(),
                    "sip.max-cals=5",
                    "sip.advertised=no-such-host.invalid",
                    "numbers.300=nowhere",
                    "numbers.400=broken",
                    "queues.support.overflow=script:lost");
            assertThat(problems).anyMatch(p -> p.contains("sip.max-cals") && p.contains("sip.max-calls"));
            assertThat(problems).anyMatch(p -> p.contains("numbers.300 names the script nowhere"));
            assertThat(problems).anyMatch(p -> p.contains("queues.support.overflow names the script lost"));
            assertThat(problems).anyMatch(p -> p.contains("broken/script.yaml:5") && p.contains("nothing_like_it"));
            assertThat(problems).anyMatch(p -> p.startsWith("command line: sip.listen is") && p.contains("taken"));
            assertThat(problems)
                    .anyMatch(p -> p.startsWith("command line: desk.listen is")
                            && p.contains("taken")
                            && p.contains("--set desk.listen=127.0.0.1:" + (desk.getLocalPort() + 10) % 65_536));
            assertThat(problems).anyMatch(p -> p.contains("Another Helpline serves this store"));
            assertThat(problems).anyMatch(p -> p.contains("no-such-host.invalid"));
            assertThat(problems).hasSize(8);
            // settings, scripts, ports, the outer address, the store: whichever of them ended first
            assertThat(problems.toString())
                    .containsSubsequence(
                            "sip.max-cals",
                            "names the script nowhere",
                            "broken/script.yaml:5",
                            "sip.listen is",
                            "desk.listen is",
                            "no-such-host.invalid",
                            "Another Helpline serves this store");
        }
    }

    @Test
    void aFolderThatTakesNothingHidesNoOtherProblem() throws IOException {
        Files.writeString(starting.data(), "a file where the folder should be");
        try (ServerSocket desk = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(starting.mustFail("desk.listen=127.0.0.1:" + desk.getLocalPort(), "numbers.300=nowhere"))
                    .anyMatch(p -> p.contains("cannot write there"))
                    .anyMatch(p -> p.contains("is taken"))
                    .anyMatch(p -> p.contains("nowhere"))
                    .hasSize(3);
        }
    }

    @Test
    void unreadableCredentialsAreToldBetweenTheScriptsAndTheStore() throws IOException {
        starting.stop(starting.mustStart());
        Files.writeString(starting.data().resolve("accounts.json"), "no JSON");
        Files.writeString(
                starting.data().resolve("helpline.db"), "no store, but long enough to be taken for one".repeat(40));
        List<String> problems = starting.mustFail("numbers.300=nowhere");
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0)).contains("nowhere");
        assertThat(problems.get(1)).contains("accounts.json");
        assertThat(problems.get(2)).contains("helpline.db");
    }

    @Test
    void aRefusedStartMakesNoStoreAndLeavesNothingTicking() throws IOException {
        starting.mustFail("numbers.300=nowhere");
        try (Stream<Path> made = Files.list(starting.data())) {
            assertThat(made).isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("media-") || name.startsWith("store-"));
    }

    @Test
    void aPortThatOnlyADefaultAsksForIsNotTold() throws IOException {
        assertThat(starting.mustFail("desk.listen=nonsense"))
                .hasSize(1)
                .first()
                .asString()
                .contains("desk.listen");
    }

    @Test
    void aBrokenScriptThatNobodyReachesStopsNobody() throws IOException {
        starting.script("draft", BROKEN);
        assertThat(starting.mustStart().server().hallway().desk().targets().scripts())
                .contains("line")
                .doesNotContain("draft");
    }

    @Test
    void aBrokenScriptBehindAnotherStopsTheStart() throws IOException {
        starting.script("next", BROKEN);
        starting.script(
                "line", "helpline: 1\nlanguages: [en]\nhuman: none\nstart:\n  - say: welcome\n  - script: next\n");
        assertThat(starting.mustFail()).anyMatch(p -> p.contains("next/script.yaml"));
    }

    @Test
    void credentialsAreShownOnceAndNotMadeByAStartThatFails() throws IOException {
        starting.mustFail("numbers.300=nowhere");
        assertThat(starting.data().resolve("accounts.json")).doesNotExist();
        assertThat(starting.data().resolve("phones.secret")).doesNotExist();

        Assembly.Running first = starting.mustStart();
        String lines = StartReport.of(first, Duration.ofSeconds(1)).lines();
        assertThat(first.credentials().made())
                .extracting(Credentials.Made::name)
                .contains("anna", "ben", "admin");
        String secret = first.credentials()
                .phones()
                .getOrDefault("anna", new Secret("-"))
                .value();
        assertThat(lines).contains("shown only this once", secret);
        assertThat(Files.getPosixFilePermissions(starting.data().resolve("phones.secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        starting.stop(first);

        Assembly.Running second = starting.mustStart();
        assertThat(second.credentials().made()).isEmpty();
        assertThat(second.credentials().phones()).containsEntry("anna", new Secret(secret));
        assertThat(StartReport.of(second, Duration.ofSeconds(1)).lines()).doesNotContain(secret, "only this once");
    }

    @Test
    void aSecondServerOnTheSameDataIsRefused() throws IOException {
        starting.mustStart();
        assertThat(starting.mustFail()).singleElement().asString().contains("Another Helpline", "--data DIR");
    }

    /** Whoever starts it sees whom it may call. */
    @Test
    void itSaysWhichNumbersAreDialled() {
        Assembly.Running running = starting.mustStart();
        assertThat(StartReport.of(running, Duration.ofSeconds(1)).lines())
                .contains("nothing is dialled but agents' and extensions' phones.");
        starting.stop(running);
        Assembly.Running calling =
                starting.mustStart("callbacks.allow=+4930*, 030*", "callbacks.contact=sip:{number}@127.0.0.1:9");
        assertThat(StartReport.of(calling, Duration.ofSeconds(1)).lines())
                .contains("nothing is dialled but agents' and extensions' phones, and the numbers of callbacks.allow.");
    }

    @Test
    void theReadyLineIsJsonWithTheRealPorts() throws IOException {
        Assembly.Running running = starting.mustStart();
        JsonNode ready = JsonMapper.builder()
                .build()
                .readTree(StartReport.of(running, Duration.ofMillis(1234)).json());
        assertThat(ready.path("ready").asBoolean()).isTrue();
        assertThat(ready.path("millis").asInt()).isEqualTo(1234);
        assertThat(ready.path("sip")).hasSize(4).allMatch(l -> l.path("port").asInt() > 0);
        assertThat(ready.path("numbers").path("100").asString()).isEqualTo("line");
        assertThat(ready.path("desk").asString())
                .isEqualTo(running.server().desk().url());
    }

    @Test
    void theLogSaysWhatStartedAndWhereItListensButNoSecret() throws IOException {
        Assembly.Running running = starting.mustStart();
        StartReport report = StartReport.of(running, Duration.ofMillis(1234));
        int port = running.server().edge().listening().getFirst().address().getPort();
        assertThat(report.logLine())
                .startsWith("Helpline " + report.version() + " started in 1234 ms; SIP on ")
                .contains(
                        ", port " + port + ", UDP and TCP",
                        running.server().desk().url())
                .contains("data in " + starting.data())
                .doesNotContain(running.credentials()
                        .phones()
                        .getOrDefault("anna", new Secret("-"))
                        .value());
    }

    @ParameterizedTest
    @CsvSource({
        "::1, [::1]",
        "2001:db8:0:0:1::7, [2001:db8::1:0:0:7]",
        "2001:db8:1:0:1:2:3:4, [2001:db8:1:0:1:2:3:4]",
        "192.0.2.1, 192.0.2.1",
    })
    void addressesAreShownAsPeopleWriteThem(String address, String shown) throws IOException {
        assertThat(StartReport.inUri(InetAddress.getByName(address))).isEqualTo(shown);
    }

    @Test
    void aStartOnIpv6AloneSaysThatTheDeskIsOpenFromHereOnly() throws IOException {
        Assembly.Running running = starting.mustStart("sip.listen=[::1]:0", "desk.listen=[::1]:0");
        String lines = StartReport.of(running, Duration.ofSeconds(1)).lines();
        assertThat(lines).contains("sip:100@[::1]:", "SIP on [::1], port ", "http://[::1]:", "from this machine only");
    }

    @Test
    void registrationsOutliveARestart() throws IOException {
        Files.createDirectories(starting.data());
        Files.writeString(starting.data().resolve("registrations.json"), """
                [{"agent": "anna", "contact": "sip:anna@127.0.0.1:5999", "instance": "", "transport": "UDP",
                  "host": "127.0.0.1", "port": 5999, "callId": "x", "cseq": 7, "expiresAtSeconds": %d}]
                """.formatted(
                        Instant.now().getEpochSecond() + 3_000));
        Assembly.Running first = starting.mustStart();
        starting.stop(first);
        Assembly.Running second = starting.mustStart();
        starting.stop(second);
        assertThat(second.server().edge().phones().of(new AgentId("anna"))).hasSize(1);
        assertThat(starting.data().resolve("registrations.json")).content().contains("127.0.0.1:5999");
    }

    @Test
    void aTornFileOfRegistrationsCostsNoStart() throws IOException {
        Files.createDirectories(starting.data());
        Files.writeString(starting.data().resolve("registrations.json"), "[{\"agent\": \"an");
        starting.mustStart();
    }
}
