package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Agents who transfer callers by the buttons of real phones: linphone is anna's, baresip carl's, the caller's and that of ben, to whom they
 * transfer. On several loops, so that calls that belong together begin on different ones.
 */
@Tag("clients")
class PhoneTransfersTest {

    private static final double CALLERS_TONE = 440;
    private static final double BENS_TONE = 800;
    private static final double OTHERS_TONE = 620;
    private static final String SECRET = "a-secret-of-the-test";
    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - {queue: support}
            """;

    private static HelplineProcess server;
    private static Linphone anna;
    private static Baresip carl;
    private static Baresip ben;

    private Path folder;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Path scripts = HelplineProcess.folder("transfer-scripts");
        Files.createDirectories(scripts.resolve("straight"));
        Files.writeString(scripts.resolve("straight/script.yaml"), SCRIPT);
        server = HelplineProcess.start(
                "transfers",
                sets(
                        "media.ports=0",
                        "sip.loops=4",
                        "sip.digests=MD5",
                        "scripts.directory=" + scripts,
                        "numbers.100=straight",
                        "numbers.200=",
                        "queues.support.wrap-up=0",
                        "agents.anna.queues=support",
                        "agents.anna.phone-secret=" + SECRET,
                        "agents.anna.always-ready=yes",
                        "agents.carl.queues=billing",
                        "agents.carl.phone-secret=" + SECRET,
                        "agents.carl.always-ready=yes",
                        "agents.ben.queues=",
                        "agents.ben.phone-secret=" + SECRET,
                        "agents.ben.always-ready=yes",
                        "extensions.202.to=agent:ben",
                        "extensions.203.to=queue:billing"));
        Path home = HelplineProcess.folder("transfers");
        anna = Linphone.agent(
                Files.createDirectories(home.resolve("anna")),
                RealPhone.says(Files.createDirectories(home.resolve("anna")), OTHERS_TONE),
                "anna",
                SECRET,
                server.sipPort());
        carl = baresip(home, "carl", OTHERS_TONE);
        ben = baresip(home, "ben", BENS_TONE);
        anna.registered();
        carl.registered();
        ben.registered();
    }

    private static Baresip baresip(Path home, String user, double tone) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.resolve(user));
        String account = Baresip.agent(user, SECRET, server.sipPort(), "manual");
        return Baresip.start(folder, account, RealPhone.says(folder, tone));
    }

    private static String[] sets(String... settings) {
        return List.of(settings).stream()
                .flatMap(s -> List.of("--set", s).stream())
                .toArray(String[]::new);
    }

    @AfterAll
    static void close() throws IOException {
        try {
            anna.close();
            carl.close();
            ben.close();
        } finally {
            server.close();
        }
    }

    @BeforeEach
    void name(TestInfo test) throws IOException {
        folder = Files.createDirectories(HelplineProcess.folder("transfers")
                .resolve(test.getTestMethod().orElseThrow().getName()));
    }

    private RealPhone caller() throws IOException, InterruptedException {
        RealPhone caller = Baresip.start(folder, Baresip.caller(), RealPhone.says(folder, CALLERS_TONE));
        caller.call(server.sip("100"));
        return caller;
    }

    private static void hearEachOther(RealPhone caller) throws IOException, InterruptedException {
        caller.hearTone("ben", BENS_TONE, 1);
        ben.hearTone("the caller", CALLERS_TONE, 1);
    }

    @Test
    @DisplayName(
            "P54: linphone's blind transfer: the colleague talks with the caller, and the record says who sent them")
    void linphoneTransfersBlind() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            anna.ring();
            anna.answer();
            caller.hearTone("anna", OTHERS_TONE, 0.5);
            anna.transfer(server.sip("202"));
            ben.ring();
            ben.answer();
            hearEachOther(caller);
            anna.awaitEnd();
            caller.hangUp();
        }
        ben.awaitEnd();
        assertThat(server.endedStory())
                .containsSubsequence("anna transfers the caller to ben", "caller and ben hear each other");
    }

    @Test
    @DisplayName("P54: linphone's attended transfer: whom the agent has asked talks with the caller")
    void linphoneTransfersAttended() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            anna.ring();
            anna.answer();
            caller.hearTone("anna", OTHERS_TONE, 0.5);
            anna.dialBeside(server.sip("ben"));
            ben.ring();
            ben.answer();
            anna.secondCallStands();
            ben.hearTone("anna", OTHERS_TONE, 0.5);
            anna.joinCalls();
            hearEachOther(caller);
            caller.hangUp();
        }
        ben.awaitEnd();
        String story = server.command("calls");
        assertThat(server.story(firstOfTwo()))
                .as(story)
                .containsSubsequence("anna transfers the caller to ben", "caller and ben hear each other");
    }

    /** The caller's call; the one between the colleagues began after it. */
    private static String firstOfTwo() throws IOException {
        var calls = server.calls();
        return calls.path(calls.size() - 2).path("id").asString();
    }

    @Test
    @DisplayName("P54: a caller whom nobody takes stays with the agent")
    void linphoneKeepsTheCallerWhomNobodyTakes() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            anna.ring();
            anna.answer();
            // linphone loses a transfer that it is told before its sound runs
            caller.hearTone("anna", OTHERS_TONE, 0.5);
            anna.transfer(server.sip("carl")); // who is not asked again for 5 s, which only a queue waits for
            carl.ring();
            carl.command("hangup", "");
            carl.awaitEnd();
            double before = caller.recording().secondsOf(OTHERS_TONE);
            caller.hear("anna again", heard -> heard.secondsOf(OTHERS_TONE) >= before + 1);
            caller.hangUp();
            anna.awaitEnd();
        }
        assertThat(server.endedStory())
                .containsSubsequence("the phone of anna asks to transfer the caller to carl, in vain: busy");
    }

    @Test
    @DisplayName("P54: baresip's blind transfer, of a caller who was transferred to it through a queue")
    void baresipTransfersBlind() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            anna.ring();
            anna.answer();
            caller.hearTone("anna", OTHERS_TONE, 0.5);
            anna.transfer(server.sip("203"));
            carl.ring();
            carl.answer();
            anna.awaitEnd();
            caller.hearTone("carl", OTHERS_TONE, 0.5);
            carl.command("transfer", server.sip("202"));
            ben.ring();
            ben.answer();
            hearEachOther(caller);
            carl.awaitEnd();
            caller.hangUp();
        }
        ben.awaitEnd();
        assertThat(server.endedStory())
                .containsSubsequence(
                        "anna transfers the caller to queue billing",
                        "carl transfers the caller to ben",
                        "caller and ben hear each other");
    }
}
