package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Helpline behind the 1:1 NAT of a cloud or of docker: three networks of their own, the middle one a router. Needs root, {@code ip} and
 * {@code iptables}.
 */
@Tag("clients")
class NatTest {

    private static final String PUBLIC = "203.0.113.10";
    private static final String PRIVATE = "10.77.1.2";
    private static final String CALLER = "203.0.113.50";
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");

    private final String suffix = String.valueOf(ProcessHandle.current().pid());
    private final String inside = "hl-in-" + suffix;
    private final String router = "hl-nat-" + suffix;
    private final String outside = "hl-out-" + suffix;
    private final Path folder = HelplineProcess.folder("nat");
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void buildNetworks() throws Exception {
        for (String name : List.of(inside, router, outside)) {
            run("ip netns add " + name);
            run("ip -n " + name + " link set lo up");
        }
        run("ip -n " + router + " link add in type veth peer name eth0 netns " + inside);
        run("ip -n " + router + " link add out type veth peer name eth0 netns " + outside);
        run("ip -n " + router + " addr add 10.77.1.1/24 dev in");
        run("ip -n " + router + " addr add 203.0.113.1/24 dev out");
        run("ip -n " + router + " addr add " + PUBLIC + "/24 dev out");
        run("ip -n " + inside + " addr add " + PRIVATE + "/24 dev eth0");
        run("ip -n " + outside + " addr add " + CALLER + "/24 dev eth0");
        for (String link : List.of(
                router + " link set in",
                router + " link set out",
                inside + " link set eth0",
                outside + " link set eth0")) {
            run("ip -n " + link + " up");
        }
        run("ip -n " + inside + " route add default via 10.77.1.1");
        run("ip netns exec " + router + " sysctl -qw net.ipv4.ip_forward=1");
        run("ip netns exec " + router + " iptables -t nat -A PREROUTING -d " + PUBLIC + " -j DNAT --to-destination "
                + PRIVATE);
        run("ip netns exec " + router + " iptables -t nat -A POSTROUTING -s " + PRIVATE + " -o out -j SNAT --to-source "
                + PUBLIC);
    }

    @AfterEach
    void tearDown() throws Exception {
        for (Process p : started) {
            p.destroy();
            if (!p.waitFor(10, TimeUnit.SECONDS)) {
                p.destroyForcibly();
            }
        }
        for (String name : List.of(inside, router, outside)) {
            run("ip netns del " + name);
        }
    }

    private static void run(String command) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor())
                .as(
                        "this test needs root, ip and iptables, and networks of its own (ip netns): %s said %s",
                        command, said)
                .isZero();
    }

    private void server(String... more) throws IOException {
        HelplineProcess.delete(folder);
        Path script = Files.createDirectories(folder.resolve("scripts/line"));
        Files.writeString(script.resolve("script.yaml"), """
                helpline: 1
                languages: [en]
                human: none
                start:
                  - say: welcome
                  - say: welcome
                  - say: welcome
                  - hangup
                """);
        Files.writeString(script.resolve("prompts.yaml"), "welcome: {en: Welcome.}\n");
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        Files.copy(SAMPLE.resolve("digit@1.wav"), recordings.resolve("welcome.wav"));
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", inside));
        words.addAll(HelplineProcess.java("-XX:+UseSerialGC", "-Xmx256m"));
        words.addAll(List.of("--data", folder.resolve("data").toString(), "--ready", "json"));
        List<String> sets = new ArrayList<>(List.of(
                "sip.listen=*:5060",
                "desk.listen=127.0.0.1:0",
                "scripts.directory=" + folder.resolve("scripts"),
                "numbers.100=line",
                "numbers.200="));
        sets.addAll(List.of(more));
        sets.forEach(s -> words.addAll(List.of("--set", s)));
        Process server = new ProcessBuilder(words)
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
        started.add(server);
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line)
                .as("%s", Files.readString(folder.resolve("errors.log")))
                .contains("\"ready\":true");
    }

    private String call(String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", outside));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        words.addAll(List.of(NatCaller.class.getName(), CALLER, PUBLIC, "5060"));
        words.addAll(List.of(more));
        Process caller = new ProcessBuilder(words).redirectErrorStream(true).start();
        started.add(caller);
        assertThat(caller.waitFor(40, TimeUnit.SECONDS)).as("the caller ends").isTrue();
        return new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String command(String... more) throws IOException, InterruptedException {
        List<String> words = HelplineProcess.java("-XX:+UseSerialGC");
        words.addAll(List.of("--data", folder.resolve("data").toString()));
        words.addAll(List.of(more));
        Process p = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /** P47: what the trunk's answers show is in Contact and description, with no setting at all. */
    @Test
    void theByeArrivesAndSoundGoesBothWaysByWhatATrunkHasShown() throws Exception {
        server("trunks.acme.server=" + CALLER + ":5080", "trunks.acme.ping=1s");
        String met = call("5080");
        assertThat(met)
                .contains(
                        "called=" + PUBLIC + ":5060",
                        "contact=" + PUBLIC + ":5060",
                        "sound=" + PUBLIC + ":",
                        "bye=BYE sip:c@" + CALLER);
        assertThat(Integer.parseInt(met.replaceFirst("(?s).*heard=(\\d+).*", "$1")))
                .isGreaterThan(20);
        assertThat(command("trunks", "show", "acme")).containsPattern("it sees us as +" + PUBLIC + ":5060");
        assertThat(Files.readString(folder.resolve("data/log/helpline.log")))
                .contains("trunk acme sees this server at " + PUBLIC + ": that is named to peers outside from now on");
    }

    /** P47: Contact and description have the public address, so ACK, BYE and sound find their way in and out. */
    @Test
    void theByeArrivesAndSoundGoesBothWaysByOneSetting() throws Exception {
        server("sip.advertised=" + PUBLIC);
        String met = call();
        assertThat(met).contains("contact=" + PUBLIC + ":5060", "sound=" + PUBLIC + ":", "bye=BYE sip:c@" + CALLER);
        assertThat(Integer.parseInt(met.replaceFirst("(?s).*heard=(\\d+).*", "$1")))
                .isGreaterThan(20);
        String trace = await().atMost(Duration.ofSeconds(20))
                .until(() -> command("sip", "trace", "last"), t -> t.contains("Sound of caller"));
        assertThat(Integer.parseInt(trace.replaceFirst("(?s).*Sound of caller: (\\d+) packets came.*", "$1")))
                .as(trace)
                .isGreaterThan(20);
        assertThat(trace).contains("Nothing is wrong by what can be seen here.");
    }
}
