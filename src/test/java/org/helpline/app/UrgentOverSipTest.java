package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.helpline.app.PhonesInAHouse.await;

import java.nio.file.Path;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.desk.Browser;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator, or a supervisor at the board, declares a queue urgent while a caller waits in it. */
class UrgentOverSipTest {

    @TempDir
    private Path folder;

    private PhonesInAHouse house;
    private StagePhone kim;

    @BeforeEach
    void start() throws Exception {
        house = new PhonesInAHouse(
                folder,
                List.of("hana"),
                "agents.anna.queues=support",
                "agents.hana.queues=billing",
                "agents.hana.helps=support",
                "agents.sue.role=supervisor",
                "agents.sue.queues=");
        kim = house.caller("+49301234567");
        kim.call("100");
        house.starting.storyWith("waits in queue support");
    }

    @AfterEach
    void stop() {
        kim.close();
        house.close();
    }

    @Test
    void aCommandLetsWhoHelpsOutRingAndOutlivesARestart() throws Exception {
        assertThat(house.phone("hana").rings()).isFalse();
        assertThat(house.starting.command("queues", "urgent", "support", "on").out())
                .contains("Queue support is urgent: its callers go first.");
        house.allRing();
        house.phone("hana").answer();
        await(() -> house.state("hana").equals("talking"));
        kim.hangUp();
        assertThat(house.starting.command("queues").out())
                .containsPattern("support: urgent since \\S+ \\S+ by the command line")
                .contains("billing: as usual");
        assertThat(house.starting.command("audit").out()).contains("queues", "urgent support on");
        house.restart();
        assertThat(house.running().server().hallway().desk().board().queues())
                .filteredOn(q -> q.queue().value().equals("support"))
                .allMatch(q -> q.urgent());
        house.starting.command("queues", "urgent", "support", "off");
        assertThat(house.starting.command("queues").out()).contains("support: as usual");
        assertThat(house.starting.command("queues", "urgent", "vip", "on").err())
                .contains("There is no queue vip.");
        assertThat(house.starting.command("queues", "urgent", "support").code()).isNotZero();
    }

    @Test
    @Tag("clients")
    void aSupervisorSwitchesItAtTheBoardAndEverybodySeesIt() throws Exception {
        try (Browser sue = Browser.open(false);
                Browser hana = Browser.open(false)) {
            hana.logIn(house.running().server().desk().url(), "hana", house.password("hana"));
            sue.logIn(house.running().server().desk().url(), "sue", house.password("sue"));
            sue.seeText("#urgent", "Urgent queues");
            sue.click("#urgent [data-urgent=support]");
            sue.see("#urgent [data-urgent=support][aria-checked=true]");
            sue.seeText("#urgent", "by sue");
            sue.seeText(".wall-queues", "Urgent");
            house.allRing();
            hana.seeText("#pop", "+49301234567");
            sue.click("#urgent [data-urgent=support]");
            sue.see("#urgent [data-urgent=support][aria-checked=false]");
        }
        house.command("hana", new Command.LogOut());
    }
}
