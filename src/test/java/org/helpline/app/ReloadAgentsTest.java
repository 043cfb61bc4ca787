package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server that takes up changed agents and limits by {@code reload}, while somebody talks. */
class ReloadAgentsTest {

    private static final long PATIENCE = 20_000;

    @TempDir
    private Path folder;

    private Starting starting;
    private Assembly.Running running;
    private InetSocketAddress sip;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        starting.script("line", """
                helpline: 1
                languages: [en]
                human: {queue: support}
                start:
                  - {queue: support}
                """);
        agents(agent("anna", "secret-of-anna"));
        running = starting.mustStartWith(folder.resolve("conf"));
        sip = running.server().edge().listening().getFirst().address();
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private static String agent(String name, String secret) {
        return "[" + name + "]\nqueues = support\nalways-ready = yes\nphone-secret = " + secret + "\n";
    }

    private void agents(String... agents) throws IOException {
        write("agents.ini", String.join("\n", agents));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("conf")).resolve(file), text);
    }

    private String reloads() {
        Starting.Said said = starting.command("reload");
        return said.out() + said.err();
    }

    private int phonesOf(String agent) {
        return running.server().edge().phones().of(new AgentId(agent)).size();
    }

    @Test
    void aNewAgentRegistersAndServesAndOneWhoIsGoneFinishesTheCall() throws Exception {
        try (StagePhone anna = new StagePhone("anna", sip);
                StagePhone carl = new StagePhone("carl", sip);
                StagePhone first = new StagePhone("+905321234567", sip);
                StagePhone second = new StagePhone("+905321234568", sip)) {
            anna.register("secret-of-anna");
            first.call("100");
            assertThat(anna.awaitRing(PATIENCE)).isTrue();
            anna.answer();
            starting.storyWith("hear each other");

            agents(agent("carl", "secret-of-carl"));
            assertThat(reloads()).contains("carl is new", "anna is gone").doesNotContain("secret-of-carl");
            await().until(() -> phonesOf("anna") == 0);
            carl.register("secret-of-carl");
            second.call("100");
            assertThat(carl.awaitRing(PATIENCE)).as("the new agent is rung").isTrue();
            carl.answer();
            long before = first.heard();
            await().until(() -> first.heard() > before); // the first call goes on
            first.hangUp();
            second.hangUp();
        }
    }

    @Test
    void aChangedSecretEndsTheRegistrationAndTheNewOneCounts() throws Exception {
        try (StagePhone anna = new StagePhone("anna", sip)) {
            anna.register("secret-of-anna");
            assertThat(phonesOf("anna")).isEqualTo(1);
            agents(agent("anna", "another-secret"));
            assertThat(reloads()).contains("the phone of anna has another secret and must register anew");
            await().until(() -> phonesOf("anna") == 0);
            anna.register("another-secret");
            assertThat(phonesOf("anna")).isEqualTo(1);
        }
    }

    @Test
    void limitsCountForTheNextCall() throws Exception {
        try (StagePhone first = new StagePhone("+905321234567", sip);
                StagePhone second = new StagePhone("+905321234568", sip)) {
            first.call("100");
            write("sip.properties", "max-calls = 1\n");
            assertThat(reloads()).contains("limits: sip.max-calls is 1, was 1000");
            assertThat(refusal(second)).contains("503");
            write("sip.properties", "max-calls = 2\n");
            reloads();
            second.call("100");
        }
    }

    private static String refusal(StagePhone phone) {
        try {
            phone.call("100");
            return "answered";
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void oneMistakeAnywhereLeavesEverythingAsItWas() throws IOException {
        agents(agent("anna", "another-secret"));
        write("sip.properties", "max-calls = many\n");
        assertThat(reloads()).contains("sip.max-calls").contains("Nothing was changed");
        write("sip.properties", "");
        agents(agent("anna", "secret-of-anna"));
        assertThat(reloads()).contains("Nothing has changed.");
    }
}
