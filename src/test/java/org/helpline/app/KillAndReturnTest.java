package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.checks.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** P69 and P36: a server that is killed while callers wait; those who call again have their places. */
class KillAndReturnTest {

    private static final String WAITING = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start: {queue: support}
            """;

    private static final String FIRST = "waits in queue support at position 1";
    private static final String BACK = "has the old place in queue support back (cut off)";

    @TempDir
    private Path folder;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private int sip;

    private ServerProcess server(Starting starting) throws IOException {
        List<String> settings = new ArrayList<>(starting.sets());
        settings.addAll(List.of(
                "sip.listen=127.0.0.1:" + sip,
                "numbers.101=waiting",
                "agents.anna.phone-secret=annas-own-secret",
                "agents.anna.always-ready=yes",
                "agents.anna.queues=support"));
        return ServerProcess.start(starting.data(), List.of(), settings.toArray(String[]::new));
    }

    /** Anna with a desk, and what programs ask of her. */
    private ServerProcess withADesk(Starting starting) throws IOException {
        List<String> settings = new ArrayList<>(starting.sets());
        settings.addAll(List.of(
                "sip.listen=127.0.0.1:" + sip,
                "numbers.101=waiting",
                "agents.anna.phone-secret=annas-own-secret",
                "agents.anna.queues=support"));
        return ServerProcess.start(starting.data(), List.of(), settings.toArray(String[]::new));
    }

    private static String asked(ServerProcess server, String token, String path, String json) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.desk() + "api/v1/agents" + path))
                    .header("authorization", "Bearer " + token);
            return http.send(
                            (json.isEmpty() ? request : request.POST(BodyPublishers.ofString(json))).build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static String anna(ServerProcess server, String token) throws Exception {
        for (JsonNode agent :
                JsonMapper.shared().readTree(asked(server, token, "", "")).path("agents")) {
            if (agent.path("id").asString().equals("anna")) {
                return (agent.path("state").asString() + " "
                                + agent.path("reason").asString())
                        .strip();
            }
        }
        return "nobody";
    }

    private StagePhone waits(Starting starting, String number, String words) throws Exception {
        StagePhone phone = new StagePhone(number, new InetSocketAddress(InetAddress.getLoopbackAddress(), sip));
        phone.call("101");
        starting.storyWith(words);
        return phone;
    }

    @Test
    void afterAKillAgentsAreWhatTheyWereAndRungOnceTheirPhoneIsThere() throws Exception {
        sip = Starting.freePort();
        try (Starting starting = new Starting(folder)) {
            starting.script("waiting", WAITING);
            String token;
            try (ServerProcess killed = withADesk(starting)) {
                token = starting.command("tokens", "add", "test", "--scope", "agents:read,agents:write")
                        .out()
                        .strip()
                        .replaceAll("(?s).* ", "");
                asked(killed, token, "/anna/state", "{\"state\": \"logged-in\"}");
                asked(killed, token, "/anna/state", "{\"state\": \"ready\"}");
                await().atMost(PATIENCE)
                        .until(() -> Files.exists(starting.data().resolve("agent-states"))
                                && Files.readString(starting.data().resolve("agent-states"))
                                        .startsWith("anna\tready\t"));
                killed.kill();
            }
            try (ServerProcess again = withADesk(starting)) {
                await().atMost(PATIENCE).until(() -> anna(again, token).equals("ready"));
                try (StagePhone _ = waits(starting, "+49302222222", FIRST);
                        StagePhone anna =
                                new StagePhone("anna", new InetSocketAddress(InetAddress.getLoopbackAddress(), sip))) {
                    anna.register("annas-own-secret");
                    assertThat(anna.awaitRing(PATIENCE.toMillis()))
                            .as("anna is rung without having said so again")
                            .isTrue();
                }
                again.kill();
            }
        }
    }

    @Test
    void p36AfterAKillTheyStandWhereTheyStood() throws Exception {
        sip = Starting.freePort();
        try (Starting starting = new Starting(folder)) {
            starting.script("waiting", WAITING);
            try (ServerProcess killed = server(starting)) {
                try (StagePhone _ = waits(starting, "+49301111111", FIRST)) {
                    killed.kill();
                }
            }
            try (ServerProcess again = server(starting)) {
                try (StagePhone _ = waits(starting, "+49302222222", FIRST);
                        StagePhone _ = waits(starting, "+49301111111", BACK)) {
                    String story = starting.storyWith(BACK);
                    assertThat(story).contains("waits in queue support at position 1");
                    assertThat(starting.command("calls", "--outcome", "cut").out())
                            .contains("+49301111111");
                }
                again.kill();
            }
        }
    }
}
