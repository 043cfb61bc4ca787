package org.helpline.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many calls at once through menu, queue, back to the menu and to an agent, with RTP both ways; nothing may fail, and nothing may be left
 * of them afterwards. Two minutes with 100 calls, counts only; {@code bin/soak} is the long one, which looks at memory too.
 */
@Tag("clients")
class SoakTest {

    private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
    private static final int CALLS = Integer.getInteger("helpline.soak.calls", 100);
    private static final int SECONDS = Integer.getInteger("helpline.soak.seconds", 120);
    /** How long one call of caller.xml lasts, about. */
    private static final int CALL_SECONDS = 10;
    /** Transactions linger for 32 s: RFC 3261 §17.1.1.2. */
    private static final Duration LINGER = Duration.ofSeconds(40);

    private static final List<String> ALIVE = List.of(
            "helpline_calls_active",
            "helpline_sip_transactions",
            "helpline_sip_dialogs",
            "helpline_rtp_legs",
            "helpline_rtp_ports",
            "helpline_journal_backlog",
            "helpline_journal_spilled_total");

    /** What a server opens when it is first needed, and connections of who looks at it. */
    private static final int FEW = 60;

    @TempDir
    private Path folder;

    @Test
    void manyCallsThroughMenuAndQueueAllSucceedAndLeaveNothingBehind() throws Exception {
        int agentPort = Sipp.freePort();
        try (ServerProcess server = start(agentPort);
                Sipp agents = Sipp.start(scenario("agent.xml"), agentPort, folder.resolve("agents"), List.of());
                Sipp callers = Sipp.start(
                        scenario("caller.xml"), Sipp.freePort(), folder.resolve("callers"), load(server.sipPort()))) {
            long filesBefore = openFiles(server);
            Map<String, Double> most = mostUntilTheEndOf(callers, server);
            LOG.info("soak: {} calls succeeded, {} failed; at most {}", callers.successful(), callers.failed(), most);
            assertThat(callers.failed()).as(callers.complaints()).isZero();
            assertThat(callers.successful()).isEqualTo(total());
            assertThat(callers.exitCode()).isZero();
            assertThat(most.get("helpline_calls_active")).isGreaterThanOrEqualTo(CALLS * 0.8);
            await().atMost(LINGER)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(alive(server))
                            .allSatisfy((name, now) -> assertThat(now).as(name).isZero()));
            assertThat(agents.failed()).as(agents.complaints()).isZero();
            assertThat(agents.successful()).isEqualTo(total());
            LOG.info("soak: afterwards {}", server.metrics());
            assertThat(openFiles(server)).isLessThan(filesBefore + FEW);
        }
    }

    private ServerProcess start(int agentPort) throws IOException {
        return ServerProcess.start(
                folder.resolve("data"),
                List.of("--profile", "soak"),
                "agents.soak-{1..400}.contact=sip:soak@127.0.0.1:" + agentPort);
    }

    private static Path scenario(String name) {
        return Path.of("sipp-scenarios", "soak", name);
    }

    private static long total() {
        return (long) CALLS * SECONDS / CALL_SECONDS;
    }

    /** A tenth more calls a second than end: the line stays full. */
    private static List<String> load(int port) {
        int rate = Math.max(1, CALLS * 11 / (10 * CALL_SECONDS));
        return List.of(
                "127.0.0.1:" + port,
                "-s",
                "400",
                "-r",
                "" + rate,
                "-l",
                "" + CALLS,
                "-m",
                "" + total(),
                "-timeout",
                (SECONDS * 2 + 30) + "s");
    }

    private static Map<String, Double> mostUntilTheEndOf(Sipp callers, ServerProcess server)
            throws InterruptedException {
        Map<String, Double> most = new TreeMap<>();
        while (!callers.endsWithinASecond()) {
            server.metrics().forEach((name, now) -> most.merge(name, now, Math::max));
        }
        return most;
    }

    private static long openFiles(ServerProcess server) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(server.pid()), "fd"))) {
            return files.count();
        }
    }

    private static Map<String, Double> alive(ServerProcess server) {
        Map<String, Double> now = server.metrics();
        now.keySet().retainAll(ALIVE);
        assertThat(now).hasSize(ALIVE.size());
        return now;
    }
}
