package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every scenario of sipp-scenarios against the server, and what the server tells of each call. */
@Tag("clients")
class ScenariosTest {

    private static final int AGENTS = 9;
    private static final List<String> TRUNKS = List.of(
            "1-calls",
            "2-full",
            "9-spare",
            "3-silent",
            "4-declines",
            "5-asks",
            "6-moves"); // as their ports follow one another
    private static final int PHONES = AGENTS + 1 + TRUNKS.size(); // after the agents the customer who is called back
    private static final Duration MOST = Duration.ofMinutes(8);

    @Test
    void everyScenarioPasses() throws IOException, InterruptedException {
        int agents = freePorts();
        List<String> options = new ArrayList<>(List.of("--profile", "scenarios"));
        for (int i = 0; i < AGENTS; i++) {
            String contact =
                    "agents.scenario-%d.contact=sip:scenario-%d@127.0.0.1:%d".formatted(i + 1, i + 1, agents + i);
            options.addAll(List.of("--set", contact));
        }
        options.addAll(List.of("--set", "callbacks.contact=sip:{number}@127.0.0.1:" + (agents + AGENTS)));
        for (int i = 0; i < TRUNKS.size(); i++) {
            String server = "trunks.scenario-%s.server=127.0.0.1:%d".formatted(TRUNKS.get(i), agents + AGENTS + 1 + i);
            options.addAll(List.of("--set", server));
        }
        try (HelplineProcess server = HelplineProcess.start("scenarios", options.toArray(String[]::new))) {
            Path table = HelplineProcess.folder("scenarios").resolve("verdicts.txt");
            Process run = new ProcessBuilder(
                            "sipp-scenarios/run",
                            "--target",
                            "127.0.0.1:" + server.sipPort(),
                            "--agents",
                            String.valueOf(agents),
                            "--calls",
                            words(server.commandLine("calls", "show", "--json")),
                            "--keep",
                            HelplineProcess.folder("scenarios").resolve("kept").toString(),
                            "--junit",
                            HelplineProcess.folder("scenarios")
                                    .resolve("TEST-sipp-scenarios.xml")
                                    .toString())
                    .redirectErrorStream(true)
                    .redirectOutput(table.toFile())
                    .start();
            boolean ended = run.waitFor(MOST.toMinutes(), TimeUnit.MINUTES);
            run.destroyForcibly();
            String verdicts = Files.readString(table);
            System.out.println(verdicts);
            assertThat(ended).as("it ends. " + verdicts).isTrue();
            assertThat(run.exitValue()).as(verdicts).isZero();
            assertThat(verdicts).contains(" 0 failed");
        }
    }

    @Test
    void theRunnerTellsPromptsApartAlsoOnABadLine() throws IOException, InterruptedException {
        Path output = Files.createDirectories(HelplineProcess.folder("hearing")).resolve("output.txt");
        Process run = new ProcessBuilder("python3", "-B", "sipp-scenarios/runner/hearing_test.py")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = run.waitFor(MOST.toMinutes(), TimeUnit.MINUTES);
        run.destroyForcibly();
        assertThat(ended && run.waitFor() == 0)
                .as("%s", Files.readString(output))
                .isTrue();
    }

    /** The first of so many UDP ports in a row of which none is taken. */
    private static int freePorts() {
        RandomGenerator random = RandomGenerator.getDefault();
        while (true) {
            int first = random.nextInt(10_000, 19_000);
            boolean free = true;
            for (int i = 0; i < PHONES; i++) {
                free &= isFree(first + i);
            }
            if (free) {
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }

    /** For a shell-like reader. */
    private static String words(List<String> words) throws IOException {
        Path file = HelplineProcess.folder("scenarios").resolve("show-call");
        Files.writeString(
                file,
                "#!/bin/sh\nexec "
                        + String.join(
                                " ", words.stream().map(w -> "'" + w + "'").toList()) + " \"$@\"\n");
        new File(file.toString()).setExecutable(true);
        return file.toString();
    }
}
