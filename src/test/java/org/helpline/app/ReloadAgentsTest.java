package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
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

    private Reloading house;
    private InetSocketAddress sip;

    @BeforeEach
    void start() throws IOException {
        house = new Reloading(folder, Reloading.agent("anna", "secret-of-anna"));
        sip = house.sip();
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private int phonesOf(String agent) {
        return house.server().edge().phones().of(new AgentId(agent)).size();
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
            house.starting().storyWith("hear each other");

            house.write("agents.ini", Reloading.agent("carl", "secret-of-carl"));
            assertThat(house.reloads()).contains("carl is new", "anna is gone").doesNotContain("secret-of-carl");
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
            house.write("agents.ini", Reloading.agent("anna", "another-secret"));
            assertThat(house.reloads()).contains("the phone of anna has another secret and must register anew");
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
            house.write("sip.properties", "max-calls = 1\n");
            assertThat(house.reloads()).contains("limits: sip.max-calls is 1, was 1000");
            assertThat(Starting.refusal(second)).contains("503");
            house.write("sip.properties", "max-calls = 2\n");
            house.reloads();
            second.call("100");
        }
    }

    @Test
    void oneMistakeAnywhereLeavesEverythingAsItWas() throws IOException {
        house.write("agents.ini", Reloading.agent("anna", "another-secret"));
        house.write("sip.properties", "max-calls = many\n");
        assertThat(house.reloads()).contains("sip.max-calls").contains("Nothing was changed");
        house.write("sip.properties", "");
        house.write("agents.ini", Reloading.agent("anna", "secret-of-anna"));
        assertThat(house.reloads()).contains("Nothing has changed.");
    }
}
