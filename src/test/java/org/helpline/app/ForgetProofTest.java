package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helpline.core.Digit;
import org.helpline.core.InteractionId;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A caller leaves a trace of every kind that a house keeps; after {@code forget} neither their number nor what was written of them stands in
 * any byte of the data folder.
 */
class ForgetProofTest {

    private static final List<String> OF_KIM =
            List.of("301234567", "Kim Winterhalter", "wants her money back", "Rosenheim");

    @TempDir
    private Path folder;

    private AnnasHouse house;
    private Starting starting;
    private Assembly.Running running;

    @BeforeEach
    void start() throws IOException {
        house = new AnnasHouse(folder, """
                helpline: 1
                languages: [en]
                human: {queue: support}
                variables: {shop: {type: text, keep: customer}}
                start:
                  - {rating: welcome, as: liked}
                  - queue: support
                queues: {support: {}}
                """);
        starting = house.starting;
        Files.writeString(
                Files.createDirectories(starting.scripts().resolve("playbooks")).resolve("refund.yaml"),
                "title: Refunds\nsteps: [{id: amount, title: Agree on it, when: 'queue == \"support\"', note: required}]\n");
        running = house.start(
                "sip.trace=all",
                "numbers.100=line",
                "store.events-keep=7d",
                "webhooks.crm.url=http://127.0.0.1:9/dead",
                "webhooks.crm.secret=0123456789abcdef",
                "webhooks.crm.personal=yes",
                "webhooks.crm.retry=100ms",
                "queues.support.playbook=refund",
                "callbacks.allow=+4930*",
                "callbacks.contact=sip:{number}@127.0.0.1:" + house.kim.port());
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void afterItNothingOfTheCallerStandsInAnyByteOfTheDataFolder() throws Exception {
        aCallThatIsRatedNotedAndGivenAttributes();
        try (DeskClient desk = DeskClient.of(starting, running, "admin")) {
            assertThat(desk.post("api/customers", """
                    {"fields":{"name":"Kim Winterhalter","notes":"from Rosenheim"},"numbers":["+49 30 1234567"]}""").statusCode()).isEqualTo(200);
        }
        assertThat(starting.everyByte())
                .as("she is there before")
                .contains("Kim Winterhalter")
                .contains("301234567");

        starting.storyOf(() -> {
            house.kim.call("100");
            house.kim.hangUp();
        }); // its trace is not stored yet
        Starting.Said said = starting.command("forget", "+49 30 123 45 67");
        assertThat(said.out()).contains("the number stands in none of them.");
        assertThat(said.code()).as(said.out()).isZero();
        String left = starting.everyByte();
        assertThat(OF_KIM).allSatisfy(word -> assertThat(left).doesNotContain(word));

        starting.stop(running);
        String closed = starting.everyByte();
        assertThat(OF_KIM).allSatisfy(word -> assertThat(closed).doesNotContain(word));
    }

    @Test
    void anAdministratorSeesWhatThereIsHasItForgottenAtTheDeskAndNothingIsLeft() throws Exception {
        aCallThatIsRatedNotedAndGivenAttributes();
        try (DeskClient desk = DeskClient.of(starting, running, "admin")) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(look(desk))
                            .contains("{\"kind\":\"calls\",\"count\":1}", "{\"kind\":\"scores\",\"count\":1}")
                            .contains("{\"kind\":\"values\",\"count\":1}", "{\"kind\":\"traces\","));
            assertThat(starting.everyByte()).as("a look takes nothing").contains("301234567");
            String done = desk.post("api/admin/forget", "{\"act\":\"forget\",\"caller\":\"+49 30 1234567\"}")
                    .body();
            assertThat(done).contains("{\"kind\":\"traces\",", "\"hits\":[]", "\"unread\":[]");
            String left = starting.everyByte();
            assertThat(OF_KIM).allSatisfy(word -> assertThat(left).doesNotContain(word));
            assertThat(look(desk)).isEqualTo("{\"things\":[]}");
        }
        assertThat(starting.command("audit").out()).contains("act=forget").doesNotContain("301234567");
    }

    private static String look(DeskClient desk) {
        return desk.post("api/admin/forget", "{\"act\":\"look\",\"caller\":\"+49 30 1234567\"}")
                .body();
    }

    private void aCallThatIsRatedNotedAndGivenAttributes() throws Exception {
        house.annaIsReady();
        house.kim.call("100");
        starting.storyWith("hears welcome");
        house.kim.press(Digit.FIVE);
        house.annaAnswers();
        InteractionId call = house.call();
        house.does(new Command.Note(call, "Kim wants her money back"));
        house.does(new Command.Attribute(call, "shop", "Rosenheim"));
        assertThat(house.annasDesk().playbook().orElseThrow().steps())
                .extracting(DeskPort.GuideStep::id)
                .containsExactly("amount");
        house.does(new Command.Step(call, "amount", true, "40 EUR for Kim Winterhalter in Rosenheim"));
        starting.storyWith("anna has done step amount of playbook refund: 40 EUR");
        house.kim.hangUp();
        starting.storyWith("the call ends");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !starting.command("webhooks", "dead", "crm").out().isBlank());
        await().atMost(Duration.ofSeconds(40))
                .until(() -> starting.everyByte().contains("helpline-trace")); // stored some time after the call
    }
}
