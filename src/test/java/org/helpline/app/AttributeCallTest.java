package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent writes of the caller at the desk is there for scripts, over real SIP. */
class AttributeCallTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final AgentId ANNA = new AgentId("anna");
    private static final String KIM = "+49301234567";

    @TempDir
    private Path folder;

    private Starting starting;
    private Assembly.Running running;
    private InetSocketAddress sip = new InetSocketAddress(0);
    private StagePhone kim;
    private StagePhone annasPhone;

    @BeforeEach
    void start() throws Exception {
        starting = new Starting(folder);
        starting.script("line", """
                helpline: 1
                languages: [en]
                human: {queue: support}
                variables: {shop: {type: text, keep: customer}, visits: {type: number, default: 0, keep: customer}}
                start:
                  - {when: 'shop == "York" && visits == 7', then: [{say: outage}, hangup]}
                  - queue: support
                queues: {support: {}}
                """);
        starting.script("after", """
                helpline: 1
                languages: [en]
                human: none
                variables: {shop: {type: text, keep: customer}}
                start:
                  - {when: 'shop == "York"', then: [{say: welcome}, hangup]}
                  - hangup
                """);
        sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Starting.freePort());
        kim = new StagePhone(KIM, sip);
        annasPhone = new StagePhone("anna", sip);
        running = starting.mustStart(
                "sip.listen=127.0.0.1:" + sip.getPort(),
                "numbers.100=line",
                "queues.support.wrap-up=0s",
                "agents.anna.phone-secret=annas-own-secret");
        annasPhone.register("annas-own-secret");
        asAnna(new Command.LogIn());
        asAnna(new Command.Ready());
        kim.call("100");
        assertThat(annasPhone.awaitRing(PATIENCE_MILLIS)).isTrue();
        annasPhone.answer();
        starting.storyWith("caller and anna hear each other");
    }

    private Result asAnna(Command command) {
        return desk().command(ANNA, command).toCompletableFuture().join();
    }

    private DeskPort desk() {
        return running.server().hallway().desk();
    }

    private InteractionId call() {
        return desk().snapshot(ANNA).call().orElseThrow().interaction();
    }

    @AfterEach
    void stop() {
        kim.close();
        annasPhone.close();
        starting.close();
    }

    @Test
    @DisplayName("P62: what the agent writes is read by the next script, in this call and in the next one")
    void whatTheAgentWritesIsReadByTheNextScript() throws Exception {
        assertThat(desk().attributes()).containsEntry("shop", "text").containsEntry("visits", "number");
        assertThat(asAnna(new Command.Attribute(call(), "mood", "good"))).isInstanceOf(Result.Refused.class);
        assertThat(asAnna(new Command.Attribute(call(), "visits", "many")))
                .isEqualTo(new Result.Refused("That is no number."));
        assertThat(asAnna(new Command.Attribute(call(), "visits", "7"))).isEqualTo(new Result.Done());
        assertThat(asAnna(new Command.Attribute(call(), "shop", "York"))).isEqualTo(new Result.Done());
        assertThat(asAnna(new Command.TransferToScript("after"))).isEqualTo(new Result.Done());
        String story = starting.storyWith("the call ends");
        assertThat(story).contains("anna writes shop: York", "hears welcome");
        try (StagePhone again = new StagePhone(KIM, sip)) {
            assertThat(starting.storyOf(() -> again.call("100")))
                    .as("the next call")
                    .contains("hears outage");
        }
        assertThat(starting.command("forget", KIM).out()).contains("2 values that scripts kept are deleted.");
    }
}
