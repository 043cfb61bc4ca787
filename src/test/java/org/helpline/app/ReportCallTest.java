package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls over SIP and RTP to a whole server, and what reports say of them, also after a restart. */
class ReportCallTest {

    private static final long PATIENCE_MILLIS = 20_000;

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        starting.script("desk", """
                helpline: 1
                languages: [en]
                human: {queue: support}
                start:
                  - queue: support
                """);
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private Assembly.Running started() {
        return starting.mustStart(
                "numbers.100=desk", "agents.anna.phone-secret=annas-own-secret", "agents.anna.queues=support");
    }

    private static void anna(Assembly.Running running, Command command) {
        running.server()
                .hallway()
                .desk()
                .command(new AgentId("anna"), command)
                .toCompletableFuture()
                .join();
    }

    private String report(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "report";
        System.arraycopy(words, 0, all, 1, words.length);
        Starting.Said said = starting.command(all);
        return said.out() + said.err();
    }

    @Test
    void aServedCallerAndOneWhoGaveUpAreCountedAndAreStillAfterARestart() throws Exception {
        Assembly.Running running = started();
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone annas = new StagePhone("anna", sip);
                StagePhone first = new StagePhone("+905321234567", sip);
                StagePhone second = new StagePhone("+905327654321", sip)) {
            annas.register("annas-own-secret");
            anna(running, new Command.LogIn());
            anna(running, new Command.Ready());
            first.call("100");
            assertThat(annas.awaitRing(PATIENCE_MILLIS)).as("anna is rung").isTrue();
            annas.answer();
            second.call("100");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> running.server().hallway().desk().board().queues().stream()
                            .anyMatch(q -> q.waiting() == 1));
            second.hangUp();
            first.hangUp();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(report(
                                "queues", "--metrics", "offered,answered,short-abandoned,abandoned,waiting,handled"))
                        .containsPattern("support +2 +1 +1 +0 +0 +1"));
        assertThat(report("abandoned")).contains("support  +905327654321").contains("not since");
        assertThat(report("agents", "--metrics", "handled,not-taken")).containsPattern("anna +1 +0.0%");
        assertThat(report("formulas"))
                .contains("level  Service level = (answered within 18 s + abandoned within 18 s)");
        assertThat(report("queues", "--by", "fortnight")).contains("by is none, quarter, half, hour");
        Path csv = folder.resolve("report.csv");
        assertThat(report("queues", "--csv", csv.toString())).contains("Written to");
        assertThat(Files.readString(csv))
                .startsWith("\uFEFFfrom,until,queue,offered,")
                .contains(",support,2,1,");
        assertThat(report("queues", "--csv", csv.toString())).contains("There is a file");
        Path book = folder.resolve("report.xlsx");
        assertThat(report("queues", "--xlsx", book.toString())).contains("Written to");
        assertThat(Files.readAllBytes(book)).startsWith('P', 'K');
        starting.stop(running);
        started();
        assertThat(report("queues", "--metrics", "offered,answered"))
                .as("P69: a restart loses nothing")
                .containsPattern("support +2 +1");
    }
}
