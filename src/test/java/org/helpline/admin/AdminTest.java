package org.helpline.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.helpline.config.StoreSettings;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.journal.Archive;
import org.helpline.journal.Belongings;
import org.helpline.journal.RunningJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operators' commands, each as it is typed, with the server running and without. */
class AdminTest {

    private static final Instant START = Instant.parse("2026-11-22T02:15:03Z");
    private static final QueueName BILLING = new QueueName("billing");
    private static final AgentId ANNA = new AgentId("anna");

    @TempDir
    private Path data;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Problems problems = new Problems();
    private final ManualClock clock = new ManualClock(START.plusSeconds(600));
    private StoreSettings settings;
    private Server server;

    /** What of the server these commands need. */
    private final class Server implements AutoCloseable {
        private final RunningJournal running;
        private final ControlServer control;

        Server() {
            running = new RunningJournal(settings);
            Archive archive = new Archive(settings, backedUp(), clock);
            control = ControlServer.open(
                            data,
                            List.of(
                                    ServerCommands.calls(running.records(), clock, ZoneOffset.UTC),
                                    ServerCommands.explain(running.records(), ZoneOffset.UTC),
                                    ServerCommands.backup((to, progress) -> running.backup(archive, to, progress)),
                                    ServerCommands.forget(running.journal(), _ -> List.of()),
                                    ServerCommands.status(() -> new LinkedHashMap<>(Map.of("calls", "0 active"))),
                                    new ControlCommand("bug", (_, _) -> {
                                        throw new IllegalStateException("a bug");
                                    })),
                            threads,
                            problems)
                    .orElseThrow(() -> new AssertionError(problems.all()));
        }

        @Override
        public void close() {
            control.close();
            running.close();
        }
    }

    private record Typed(int exit, List<String> out, List<String> err) {}

    @BeforeEach
    void start() throws IOException {
        settings =
                new StoreSettings(data.resolve("store.db"), data.resolve("spill"), data.resolve("customers.csv"), "GB");
        Files.writeString(data.resolve("credentials"), "anna=…");
        server = new Server();
    }

    @AfterEach
    void stop() {
        server.close();
        threads.close();
    }

    private Belongings backedUp() {
        return new Belongings(Map.of("credentials", data.resolve("credentials")), List.of());
    }

    @CommandLine.Command(name = "helpline")
    private static final class Root {}

    private Typed type(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine root = new CommandLine(new Root());
        new AdminCommands(() -> new Whereabouts(data, settings, backedUp()), clock, ZoneOffset.UTC).addTo(root);
        root.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = root.execute(words);
        return new Typed(
                exit, out.toString().lines().toList(), err.toString().lines().toList());
    }

    private void publish(String id, long startSecond, Fact... facts) {
        long number = 0;
        for (Fact fact : facts) {
            long offset = number * 1500;
            number++;
            server.running
                    .journal()
                    .publish(new Published(
                            id, number, START.plusSeconds(startSecond).plusMillis(offset), offset, fact));
        }
        server.running.journal().flush().toCompletableFuture().join();
    }

    private static CallFact.Arrived from(String number, String name, String callId) {
        return new CallFact.Arrived(
                new Personal(number), new Personal(name), "100", callId, "udp 192.0.2.7:5060", "Ekiga\u001b[31m");
    }

    private void someCalls() {
        ScreenPop pop = new ScreenPop(new Personal("+447700900123"), List.of(), List.of(), BILLING, "en");
        publish(
                "20261122-021503-aaaaaa",
                0,
                from("+447700900123", "Ada", "abc@phone"),
                new CallFact.Answered("caller", "PCMU", "192.0.2.7:4000"),
                new ScriptFact.Started("support-line", "0123456789ab", "en"),
                new ScriptFact.Prompted("main_menu", "en"),
                new CallFact.DigitPressed("caller", new Personal("2"), "info"),
                new ScriptFact.PromptEnded(1500, false),
                new ScriptFact.Chose("main/1", new Personal("2"), "Billing"),
                new QueueFact.Joined(BILLING, 1, 0),
                new QueueFact.Offered(BILLING, ANNA, 1, Duration.ofMillis(1500), pop),
                new CallFact.Ringing("agent:anna"),
                new CallFact.Answered("agent:anna", "PCMU", "192.0.2.9:4000"),
                new QueueFact.Connected(BILLING, ANNA, Duration.ofMillis(6000)),
                new CallFact.Bridged("agent:anna"),
                new CallFact.LegEnded("agent:anna", "agent", "anna hung up."),
                new CallFact.Ended("served", "agent", "anna hung up."));
        publish(
                "20261122-021603-bbbbbb",
                60,
                from("anonymous", "", "def@phone"),
                new CallFact.Answered("caller", "PCMA", "192.0.2.7:4002"),
                new QueueFact.Joined(BILLING, 3, 5),
                new QueueFact.Abandoned(BILLING, Duration.ofSeconds(75)),
                new CallFact.Ended("abandoned", "caller", "The caller hung up while waiting."));
        publish(
                "20261122-021703-cccccc",
                120,
                from("sipp", "", "ghi@phone"),
                new CallFact.Refused(404, "No script answers 999; add it to numbers."),
                new CallFact.Ended("refused", "server", "No script answers 999; add it to numbers."));
        publish("20261122-021803-dddddd", 180, from("sipp", "", "jkl@phone"));
    }

    @Test
    void listsCallsInATable() {
        someCalls();
        assertThat(type("calls").out())
                .containsExactly(
                        "CALL                    ARRIVED              CALLER         DIALLED  QUEUE    AGENT  WAITED "
                                + " TALKED  OUTCOME    REASON",
                        "20261122-021503-aaaaaa  2026-11-22 02:15:03  +447700900123  100      billing  anna   0:06   "
                                + " 0:01    served     anna hung up.",
                        "20261122-021603-bbbbbb  2026-11-22 02:16:03  anonymous      100      billing         1:15   "
                                + " -       abandoned  The caller hung up while waiting.",
                        "20261122-021703-cccccc  2026-11-22 02:17:03  sipp           100                      -      "
                                + " -       refused    404 No script answers 999; add it to numbers.",
                        "20261122-021803-dddddd  2026-11-22 02:18:03  sipp           100                      -      "
                                + " -       live");
    }

    @Test
    void tellsTheStoryOfACallInPlainWords() {
        someCalls();
        assertThat(type("calls", "show", "abc@phone").out())
                .containsExactly(
                        "Call 20261122-021503-aaaaaa, Call-ID abc@phone",
                        "  arrived  2026-11-22 02:15:03 from +447700900123 (Ada) for 100",
                        "  outcome  served, ended by agent: anna hung up.",
                        "  served   script support-line (en); queue billing, waited 0:06; agent anna, talked 0:01",
                        "",
                        "  00:00.000  Ada <+447700900123> calls 100 from udp 192.0.2.7:5060 (Ekiga [31m)",
                        "  00:01.500  the call is answered: PCMU, sound to 192.0.2.7:4000",
                        "  00:03.000  script support-line begins (version 0123456789ab, language en)",
                        "  00:04.500  hears main_menu in en",
                        "  00:06.000  key 2 from the caller (by SIP INFO)",
                        "  00:07.500  it stops after 1.5 s",
                        "  00:09.000  pressed 2 in the main menu: Billing",
                        "  00:10.500  waits in queue billing at position 1",
                        "  00:12.000  offered to anna after waiting 1.5 s; the desk shows +447700900123",
                        "  00:13.500  anna's phone rings",
                        "  00:15.000  anna's phone is answered: PCMU, sound to 192.0.2.9:4000",
                        "  00:16.500  connected to anna from queue billing after waiting 6.0 s",
                        "  00:18.000  caller and anna hear each other",
                        "  00:19.500  anna's phone is hung up by the agent: anna hung up.",
                        "  00:21.000  the call ends, served, by the agent: anna hung up.");
    }

    @Test
    void givesATesterKeysPromptsQueueAndOffsets() {
        someCalls();
        JsonNode call = JsonMapper.builder()
                .build()
                .readTree(String.join(
                        "\n", type("calls", "show", "--json", "abc@phone").out()));
        assertThat(call.get("callId").asString()).isEqualTo("abc@phone");
        assertThat(call.get("outcome").asString()).isEqualTo("served");
        assertThat(call.get("queue").asString()).isEqualTo("billing");
        assertThat(call.get("keys").toString()).isEqualTo("[{\"offsetMillis\":6000,\"key\":\"2\",\"via\":\"info\"}]");
        assertThat(call.get("prompts").toString())
                .isEqualTo(
                        "[{\"offsetMillis\":4500,\"prompt\":\"main_menu\",\"language\":\"en\",\"heardMillis\":1500,\"complete\":false}]");
        assertThat(call.get("queues").toString()).isEqualTo("[\"billing\"]");
        assertThat(call.get("offsets").toString())
                .isEqualTo(
                        "{\"answered\":1500,\"queued\":10500,\"offered\":12000,\"ringing\":13500,\"connected\":18000,\"ended\":21000}");
        assertThat(call.get("steps")).hasSize(15);
    }

    @ParameterizedTest
    @CsvSource({
        "--outcome=abandoned, 20261122-021603-bbbbbb",
        "--outcome=live, 20261122-021803-dddddd",
        "--outcome=turned-away, ''",
        "--outcome=failed, ''",
        "--queue=billing, 20261122-021503-aaaaaa 20261122-021603-bbbbbb",
        "--last=2, 20261122-021703-cccccc 20261122-021803-dddddd",
        "--since=2026-11-22T02:17:00Z, 20261122-021703-cccccc 20261122-021803-dddddd",
        "--since=8m, 20261122-021703-cccccc 20261122-021803-dddddd",
        "--since=2026-11-23, ''"
    })
    void listsOnlyWhatWasAskedFor(String option, String ids) { // P69: abandoned calls can be listed
        someCalls();
        for (boolean running : new boolean[] {true, false}) {
            if (!running) {
                server.control.close();
            }
            Typed typed = type("calls", "--json", option);
            assertThat(typed.exit()).isZero();
            List<String> found = new ArrayList<>();
            JsonMapper.builder()
                    .build()
                    .readTree(String.join("\n", typed.out()))
                    .forEach(c -> found.add(c.get("id").asString()));
            assertThat(String.join(" ", found)).isEqualTo(ids);
        }
    }

    @Test
    void readsTheFileWhenNoServerRuns() {
        someCalls();
        List<String> table = type("calls").out();
        List<String> story = type("calls", "show", "20261122-0215").out();
        server.close();
        assertThat(type("calls").out()).isEqualTo(table);
        assertThat(type("calls", "show", "20261122-0215").out()).isEqualTo(story);
        assertThat(type("calls", "show", "last").out().getFirst()).contains("dddddd");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysWhenNoCallOrMoreThanOneMatches(boolean running) {
        someCalls();
        if (!running) {
            server.control.close();
        }
        Typed none = type("calls", "show", "nobody@nowhere");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err().getFirst()).startsWith("No call matches nobody@nowhere: give an id or Call-ID");
        Typed several = type("calls", "show", "2026");
        assertThat(several.exit()).isEqualTo(1);
        assertThat(several.err().getFirst()).isEqualTo("4 calls match 2026; give more of the id:");
        assertThat(several.err()).hasSize(6);
        assertThat(several.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--last=0", "--last=many", "--outcome=lovely", "--since=yesterday", "--colour"})
    void refusesWrongUsageWithExitCode2(String option) {
        Typed typed = type("calls", option);
        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).isNotEmpty();
    }

    @Test
    void saysThatNothingHasCalledYet() {
        Typed typed = type("calls");
        assertThat(typed.err()).containsExactly("No calls yet.");
        assertThat(typed.exit()).isZero();
    }

    @Test
    void forgetsACaller() {
        someCalls();
        assertThat(type("forget", "07700 900123").exit()).isZero();
        assertThat(type("calls").out().get(1)).contains("(forgotten)").doesNotContain("900123");
        assertThat(type("forget", "anonymous").exit()).isEqualTo(1);
    }

    @Test
    void tellsTheStatusAndSaysWhenNobodyAnswers() {
        assertThat(type("status").out()).containsExactly("calls  0 active");
        server.control.close();
        Typed typed = type("status");
        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.err().getFirst()).startsWith("Helpline does not run on " + data);
    }

    @Test
    void aBugInACommandEndsThatConversationAlone() {
        Output quiet = Output.to(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        assertThat(ControlClient.at(data).ask(List.of("bug"), quiet)).contains(ExitCode.FAILED);
        assertThat(ControlClient.at(data).ask(List.of("nonsense"), quiet)).contains(ExitCode.USAGE);
        assertThat(type("status").exit()).isZero();
    }

    @Test
    void theSocketIsItsOwnersAlone() throws IOException {
        Path socket = data.resolve("control.sock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        try (var files = Files.list(data)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith(".c")))
                    .isEmpty();
        }
        server.control.close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void aSecondServerOnTheSameDataIsRefusedAndASocketLeftBehindIsReplaced() throws IOException {
        assertThat(ControlServer.open(data, List.of(), threads, problems)).isEmpty();
        assertThat(problems.all().stream().map(Problem::what))
                .containsExactly("Another Helpline runs on this data directory.");
        assertThat(type("status").exit()).as("the first goes on").isZero();

        Path other = Files.createDirectory(data.resolve("other"));
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(other.resolve("control.sock")));
        }
        try (ControlServer fresh =
                ControlServer.open(other, List.of(), threads, problems).orElseThrow()) {
            assertThat(ControlClient.at(other).isAnswered()).isTrue();
            assertThat(fresh).isNotNull();
        }
    }

    @Test
    void aPathTooLongForASocketIsAProblem() {
        assertThat(ControlServer.open(data.resolve("x".repeat(100)), List.of(), threads, problems))
                .isEmpty();
        assertThat(problems.all().getFirst().fix()).contains("shorter path");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void backsUpAndRestores(boolean running) throws IOException {
        someCalls();
        if (!running) {
            server.close();
        }
        Path backup = data.resolve("backup.zip");
        Typed made = type("backup", backup.toString());
        assertThat(made.err())
                .anyMatch(line -> line.startsWith("store.db: "))
                .anyMatch(line -> line.startsWith("credentials: "));
        assertThat(made.out().getFirst()).startsWith(backup + " holds the backup, ");
        assertThat(made.exit()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(type("backup", backup.toString()).err().getFirst()).contains("exists already");
        List<String> before = type("calls").out();

        if (running) {
            Typed refused = type("restore", backup.toString());
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err().getFirst()).contains("the server runs on");
            publish("20261122-030000-eeeeee", 300, from("late", "", "late@phone"));
            server.close();
        }
        Files.writeString(data.resolve("credentials"), "changed");
        Typed restored = type("restore", backup.toString());
        assertThat(restored.err()).noneMatch(line -> line.startsWith("Not restored"));
        assertThat(restored.exit()).isZero();
        assertThat(type("calls").out()).isEqualTo(before);
        assertThat(data.resolve("credentials")).hasContent("anna=…");
        assertThat(data.resolve("credentials.bak")).hasContent("changed");
        assertThat(data.resolve("store.db.bak")).exists();
        assertThat(type("restore", backup.toString()).exit()).isZero();
        assertThat(data.resolve("store.db.bak2")).exists();
        try (var files = Files.list(data)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .noneMatch(name -> name.contains("restoring") || name.endsWith(".part") || name.endsWith(".store"));
        }
        try (Server again = new Server()) {
            assertThat(again.control).isNotNull();
            assertThat(type("calls").out()).hasSameSizeAs(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no zip at all", ""})
    void refusesToRestoreWhatIsNoBackup(String content) throws IOException {
        server.close();
        Path file = Files.writeString(data.resolve("letter"), content);
        Typed typed = type("restore", file.toString());
        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.err().getLast()).startsWith("Not restored: " + file);
        assertThat(data.resolve("store.db.bak")).doesNotExist();
    }

    @Test
    void refusesABackupThatWasChanged() throws IOException {
        someCalls();
        server.close();
        Path backup = data.resolve("backup.zip");
        type("backup", backup.toString());
        try (var zip = java.nio.file.FileSystems.newFileSystem(backup)) {
            Files.writeString(zip.getPath("credentials"), "eve=…");
        }
        Typed typed = type("restore", backup.toString());
        assertThat(typed.err().getLast()).contains("is damaged: credentials is not what was backed up");
        assertThat(data.resolve("credentials")).hasContent("anna=…");
    }
}
