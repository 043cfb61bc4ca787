package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.helpline.app.stage.StagePhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server that takes up changed queues, numbers and the scripts that name them by {@code reload}, while somebody talks. */
class ReloadQueuesTest {

    private static final long PATIENCE = 20_000;
    private static final String SUPPORT = "[support]\nmax-wait = 5m\n";

    @TempDir
    private Path folder;

    private Reloading house;
    private InetSocketAddress sip;

    @BeforeEach
    void start() throws IOException {
        house = new Reloading(folder, Reloading.agent("anna", "secret-of-anna"));
        house.write("queues.ini", SUPPORT);
        house.reloads();
        sip = house.sip();
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private void vip() throws IOException {
        house.starting().script("vip", Reloading.LINE.replace("support", "vip"));
        house.write("queues.ini", SUPPORT + "[vip]\nring = 33s\n");
        house.write(
                "agents.ini",
                Reloading.agent("anna", "secret-of-anna")
                        + Reloading.agent("carl", "secret-of-carl").replace("queues = support", "queues = vip"));
        house.write("numbers.properties", "500 = vip\n");
    }

    @Test
    void aNewQueueIsServedByANewNumberAndItsScriptWhileTheCallThatIsUpGoesOn() throws Exception {
        try (StagePhone anna = new StagePhone("anna", sip);
                StagePhone carl = new StagePhone("carl", sip);
                StagePhone first = new StagePhone("+905321234567", sip);
                StagePhone second = new StagePhone("+905321234568", sip)) {
            anna.register("secret-of-anna");
            first.call("100");
            assertThat(anna.awaitRing(PATIENCE)).isTrue();
            anna.answer();
            house.starting().storyWith("hear each other");

            vip();
            assertThat(house.reloads())
                    .contains("queues: vip is new")
                    .contains("carl is new")
                    .contains("scripts: vip is in force")
                    .contains("from the next call: number 500 leads to vip")
                    .doesNotContain("at the next start");
            carl.register("secret-of-carl");
            second.call("500");
            assertThat(carl.awaitRing(PATIENCE))
                    .as("the new queue's agent is rung")
                    .isTrue();
            carl.answer();
            long before = first.heard();
            await().until(() -> first.heard() > before);
            first.hangUp();
            second.hangUp();
        }
    }

    @Test
    void aQueueThatIsGoneIsServedOutByItsAgentsAndThenForgotten() throws Exception {
        vip();
        house.reloads();
        try (StagePhone carl = new StagePhone("carl", sip);
                StagePhone waiting = new StagePhone("+905321234567", sip)) {
            waiting.call("500");
            house.starting().storyWith("vip");
            house.write("queues.ini", SUPPORT);
            house.write("numbers.properties", "");
            house.starting().script("vip", Reloading.LINE);
            house.write(
                    "agents.ini",
                    Reloading.agent("anna", "secret-of-anna") + Reloading.agent("carl", "secret-of-carl"));
            assertThat(house.reloads())
                    .contains("vip is gone, its caller is still served")
                    .contains("carl changed (queues)")
                    .contains("number 500 is gone");
            carl.register("secret-of-carl");
            assertThat(carl.awaitRing(PATIENCE))
                    .as("who served it serves it out")
                    .isTrue();
            carl.answer();
            house.starting().storyWith("hear each other");
            waiting.hangUp();
            await().untilAsserted(() -> assertThat(
                            house.server().hallway().desk().board().queues())
                    .extracting(q -> q.queue().value())
                    .containsExactly("support"));
        }
    }

    @Test
    void aQueueThatAScriptStillNamesIsNotTakenAway() throws Exception {
        vip();
        house.reloads();
        house.write("queues.ini", SUPPORT);
        house.write("agents.ini", Reloading.agent("anna", "secret-of-anna"));
        assertThat(house.reloads()).contains("vip/script.yaml:").contains("Nothing was changed");
    }

    @Test
    void aNumberMayNotLeadToAScriptThatIsNotThere() throws IOException {
        house.write("numbers.properties", "500 = vpi\n");
        assertThat(house.reloads())
                .contains("numbers.properties:1")
                .contains("names the script vpi, which does not exist")
                .contains("Nothing was changed");
    }

    @Test
    void saysOfEachKeyWhetherItIsTakenUpOrWaits() throws IOException {
        house.write("queues.ini", "service-level = 30s\n[support]\nmax-wait = 6m\nring = 25s\n");
        house.write("calls.properties", "max-length = 1h\n");
        assertThat(house.reloads())
                .contains("queues: support changed (max-wait, ring)")
                .contains("from the next call: calls.max-length is 3600s, was 14400s")
                .contains("at the next start: queues.service-level");
        assertThat(house.starting().command("config", "show").out() + house.reloads())
                .contains("queues.service-level");
    }

    private void nights(String open) throws IOException {
        house.write("hours.ini", "[nights]\nopen = " + open + "\n");
    }

    @Test
    void aQueueHasHoursThatAreNewInTheSameReloadAndFollowsTheirChanges() throws Exception {
        nights("");
        house.write("queues.ini", SUPPORT + "hours = nights\n");
        assertThat(house.reloads())
                .contains("hours: nights is new")
                .contains("always is gone")
                .contains("queues: support changed (hours)")
                .doesNotContain("at the next start");
        try (StagePhone anna = new StagePhone("anna", sip);
                StagePhone early = new StagePhone("+905321234567", sip);
                StagePhone late = new StagePhone("+905321234568", sip)) {
            anna.register("secret-of-anna");
            early.call("100");
            assertThat(early.awaitHangUp(PATIENCE)).as("nobody serves at night").isTrue();
            nights("always");
            assertThat(house.reloads()).contains("hours: nights changed (open)");
            late.call("100");
            assertThat(anna.awaitRing(PATIENCE)).as("who calls now is served").isTrue();
            anna.answer();
            late.hangUp();
        }
    }

    @Test
    void aScriptMayAskForHoursThatAreNewAndKeepsThemFromBeingTakenAway() throws Exception {
        nights("always");
        String asks = Reloading.LINE.replace(
                "  - {queue: support}", "  - {when: open, hours: nights, then: {queue: support}, else: hangup}");
        house.starting().script("line", asks);
        assertThat(house.reloads()).contains("nights is new").contains("scripts: line is in force");
        assertThat(house.starting().command("hours").out()).contains("nights").doesNotContain("always");
        house.write("hours.ini", "[days]\nopen = always\n");
        assertThat(house.reloads())
                .contains("line/script.yaml:")
                .contains("nights")
                .contains("Nothing was changed");
        assertThat(house.starting().command("hours").out()).contains("nights").doesNotContain("days");
    }
}
