package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
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

    private static final long PATIENCE_MILLIS = 20_000;
    private static final AgentId ANNA = new AgentId("anna");
    private static final String KIM = "+49301234567";
    private static final List<String> OF_KIM =
            List.of("301234567", "Kim Winterhalter", "wants her money back", "Rosenheim");

    @TempDir
    private Path folder;

    private Starting starting;
    private Assembly.Running running;
    private InetSocketAddress sip = new InetSocketAddress(0);
    private StagePhone kim;
    private StagePhone annasPhone;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        starting.script("line", """
                helpline: 1
                languages: [en]
                human: {queue: support}
                variables: {shop: {type: text, keep: customer}}
                start:
                  - {rating: welcome, as: liked}
                  - queue: support
                queues: {support: {}}
                """);
        Files.writeString(
                Files.createDirectories(starting.scripts().resolve("playbooks")).resolve("refund.yaml"),
                "title: Refunds\nsteps: [{id: amount, title: Agree on it, when: 'queue == \"support\"', note: required}]\n");
        sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Starting.freePort());
        kim = new StagePhone(KIM, sip);
        annasPhone = new StagePhone("anna", sip);
        running = starting.mustStart(
                "sip.listen=127.0.0.1:" + sip.getPort(),
                "sip.trace=all",
                "numbers.100=line",
                "store.events-keep=7d",
                "webhooks.crm.url=http://127.0.0.1:9/dead",
                "webhooks.crm.secret=0123456789abcdef",
                "webhooks.crm.personal=yes",
                "webhooks.crm.retry=100ms",
                "queues.support.wrap-up=0s",
                "queues.support.playbook=refund",
                "callbacks.allow=+4930*",
                "callbacks.contact=sip:{number}@127.0.0.1:" + kim.port(),
                "agents.anna.phone-secret=annas-own-secret");
        annasPhone.register("annas-own-secret");
    }

    @AfterEach
    void stop() {
        kim.close();
        annasPhone.close();
        starting.close();
    }

    @Test
    void afterItNothingOfTheCallerStandsInAnyByteOfTheDataFolder() throws Exception {
        aCallThatIsRatedNotedAndGivenAttributes();
        try (DeskClient desk = DeskClient.of(starting, running, "admin")) {
            assertThat(desk.post("api/customers", """
                    {"fields":{"name":"Kim Winterhalter","notes":"from Rosenheim"},"numbers":["+49 30 1234567"]}""").statusCode()).isEqualTo(200);
        }
        assertThat(everyByte())
                .as("she is there before")
                .contains("Kim Winterhalter")
                .contains("301234567");

        starting.storyOf(() -> {
            kim.call("100");
            kim.hangUp();
        }); // its trace is not stored yet
        Starting.Said said = starting.command("forget", "+49 30 123 45 67");
        assertThat(said.out()).contains("the number stands in none of them.");
        assertThat(said.code()).as(said.out()).isZero();
        String left = everyByte();
        assertThat(OF_KIM).allSatisfy(word -> assertThat(left).doesNotContain(word));

        starting.stop(running);
        String closed = everyByte();
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
            assertThat(everyByte()).as("a look takes nothing").contains("301234567");
            String done = desk.post("api/admin/forget", "{\"act\":\"forget\",\"caller\":\"+49 30 1234567\"}")
                    .body();
            assertThat(done).contains("{\"kind\":\"traces\",", "\"hits\":[]", "\"unread\":[]");
            String left = everyByte();
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
        asAnna(new Command.LogIn());
        asAnna(new Command.Ready());
        kim.call("100");
        starting.storyWith("hears welcome");
        kim.press(Digit.FIVE);
        assertThat(annasPhone.awaitRing(PATIENCE_MILLIS)).isTrue();
        annasPhone.answer();
        starting.storyWith("caller and anna hear each other");
        InteractionId call = desk().snapshot(ANNA).call().orElseThrow().interaction();
        asAnna(new Command.Note(call, "Kim wants her money back"));
        asAnna(new Command.Attribute(call, "shop", "Rosenheim"));
        assertThat(desk().snapshot(ANNA).playbook().orElseThrow().steps())
                .extracting(DeskPort.GuideStep::id)
                .containsExactly("amount");
        asAnna(new Command.Step(call, "amount", true, "40 EUR for Kim Winterhalter in Rosenheim"));
        starting.storyWith("anna has done step amount of playbook refund: 40 EUR");
        kim.hangUp();
        starting.storyWith("the call ends");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !starting.command("webhooks", "dead", "crm").out().isBlank());
        await().atMost(Duration.ofSeconds(40))
                .until(() -> everyByte().contains("helpline-trace")); // stored some time after the call
    }

    private void asAnna(Command command) {
        assertThat(desk().command(ANNA, command).toCompletableFuture().join()).isEqualTo(new DeskPort.Result.Done());
    }

    private DeskPort desk() {
        return running.server().hallway().desk();
    }

    /** All files one after the other, packed ones unpacked, as text of one letter a byte. */
    private String everyByte() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(starting.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (file.toString().endsWith(".gz")) {
                    try (GZIPInputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
                        bytes = packed.readAllBytes();
                    }
                }
                all.append(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .append('\n');
            }
        }
        return all.toString();
    }
}
