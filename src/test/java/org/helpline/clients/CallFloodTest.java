package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.helpline.checks.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times as many calls as the limit allows: as many as it allows are served, all others hear so at once. Counts only. */
@Tag("clients")
class CallFloodTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int SECONDS = 5;

    @TempDir
    private Path folder;

    @Test
    void offeredAThousandCallsASecondWhereAHundredAreAllowedAHundredAreServed() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                        folder.resolve("data"),
                        List.of(),
                        "scripts.directory=src/test/checks/ivr-scripts",
                        "sip.calls-per-second=100",
                        "sip.calls-per-second-per-source=1000",
                        "sip.requests-per-second-per-source=0",
                        "media.ports=0");
                CallFlood flood = new CallFlood(HERE, HERE, server.sipPort(), "100")) {
            int calls = flood.call(1_000, SECONDS);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> !flood.again());
            Map<Integer, Integer> answers = flood.answers();
            assertThat(answers).containsOnlyKeys(200, 503);
            assertThat(answers.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(calls);
            assertThat(answers.get(200)).isBetween(80 * SECONDS, 100 * SECONDS + 400); // two loops' buckets begin full
            assertThat(flood.withoutRetryAfter()).isZero();
            assertThat(server.isAlive()).isTrue();
        }
    }
}
