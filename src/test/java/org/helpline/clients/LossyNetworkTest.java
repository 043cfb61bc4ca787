package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.checks.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls over a road that loses every fifth datagram, both ways. */
@Tag("clients")
class LossyNetworkTest {

    private static final int CALLS = 200;
    private static final Pattern SUCCESSFUL = Pattern.compile("Successful call +\\| +\\d+ +\\| +(\\d+)");

    @TempDir
    private Path folder;

    @Test
    void of200CallsAtLeast198ConnectAndNoneIsDoubled() throws Exception {
        try (LossyRoad road = new LossyRoad(0.2);
                ServerProcess server = ServerProcess.start(
                        folder.resolve("data"),
                        List.of(),
                        "scripts.directory=src/test/checks/ivr-scripts",
                        "sip.listen=" + road.here().getHostAddress() + ":0",
                        "sip.max-calls=1000")) {
            Process sipp = road.there(List.of(
                            "sipp",
                            "-sn",
                            "uac",
                            road.here().getHostAddress() + ":" + server.sipPort(),
                            "-s",
                            "100",
                            "-i",
                            road.there().getHostAddress(),
                            "-r",
                            "25",
                            "-m",
                            String.valueOf(CALLS),
                            "-d",
                            "500",
                            "-max_invite_retrans",
                            "7",
                            "-nostdin",
                            "-timeout",
                            "90s"))
                    .directory(Files.createDirectories(folder.resolve("sipp")).toFile())
                    .redirectOutput(folder.resolve("sipp/out").toFile())
                    .start();
            assertThat(sipp.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(successful())
                    .as("what the server counted: %s", server.metrics())
                    .isBetween(CALLS * 99 / 100, CALLS);
            await().atMost(Duration.ofSeconds(70))
                    .until(() -> server.metrics().getOrDefault("helpline_calls_active", 1.0) == 0);
            assertThat(ended(server)).isBetween(CALLS - 2.0, (double) CALLS);
        }
    }

    private int successful() throws Exception {
        String said = Files.readString(folder.resolve("sipp/out"), StandardCharsets.ISO_8859_1);
        Matcher matcher = SUCCESSFUL.matcher(said);
        int last = -1;
        while (matcher.find()) {
            last = Integer.parseInt(matcher.group(1));
        }
        return last;
    }

    /** How many calls there were: a doubled one would be one more than were made. */
    private static double ended(ServerProcess server) {
        return server.metrics().entrySet().stream()
                .filter(e -> e.getKey().startsWith("helpline_calls_ended_total"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
