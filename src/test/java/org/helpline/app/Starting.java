package org.helpline.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.helpline.app.stage.StagePhone;
import org.helpline.app.stage.Staging;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.helpline.core.Problem;
import picocli.CommandLine;

/** Starts whole servers on free loopback ports, in a folder of the test, with one small script as number 100; stops them in the end. */
final class Starting implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");

    private final Path folder;
    private final List<Server> running = new ArrayList<>();

    Starting(Path folder) throws IOException {
        this.folder = folder;
        script("line", """
                helpline: 1
                languages: [en]
                human: none
                start:
                  - notice: outage
                  - say: welcome
                  - hangup
                """);
    }

    /** One that was free a moment ago; for UDP, on loopback. */
    static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path scripts() {
        return folder.resolve("scripts");
    }

    /** Writes a script, with recordings for the two prompts that there are. */
    void script(String name, String yaml) throws IOException {
        Path script = Files.createDirectories(scripts().resolve(name));
        Files.writeString(script.resolve("script.yaml"), yaml);
        Files.writeString(
                script.resolve("prompts.yaml"), "outage: {en: Something is down.}\nwelcome: {en: Welcome.}\n");
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        Files.write(recordings.resolve("outage.wav"), Files.readAllBytes(SAMPLE.resolve("digit@1.wav")));
        Files.write(recordings.resolve("welcome.wav"), Files.readAllBytes(SAMPLE.resolve("main_menu.wav")));
    }

    /** The settings that every start of the test has, then {@code sets}. */
    List<String> sets(String... sets) {
        List<String> all = new ArrayList<>(List.of(
                "sip.listen=127.0.0.1:0",
                "desk.listen=127.0.0.1:0",
                "media.ports=0",
                "sip.loops=1",
                "scripts.reload=no",
                "scripts.directory=" + scripts().toAbsolutePath(),
                "numbers.100=line",
                "numbers.200="));
        all.addAll(List.of(sets));
        return all;
    }

    Assembly.Outcome start(String... sets) {
        return start(Staging.NONE, sets);
    }

    private Assembly.Outcome start(Staging staging, String... sets) {
        Sources sources = new Sources(
                Path.of("").toAbsolutePath(), data(), Optional.empty(), Optional.empty(), Map.of(), sets(sets));
        Assembly.Outcome outcome = Assembly.start(SettingsReader.read(sources), staging);
        if (outcome instanceof Assembly.Running r) {
            running.add(r.server());
        }
        return outcome;
    }

    /** Starts with the files of {@code conf}, which a reload reads again. */
    Assembly.Running mustStartWith(Path conf, String... sets) {
        Sources sources = new Sources(
                Path.of("").toAbsolutePath(), data(), Optional.of(conf), Optional.empty(), Map.of(), sets(sets));
        return switch (Assembly.start(sources)) {
            case Assembly.Running r -> {
                running.add(r.server());
                yield r;
            }
            case Assembly.NotStarted n -> throw new AssertionError(n.problems().all());
        };
    }

    Assembly.Running mustStart(String... sets) {
        return mustStart(Staging.NONE, sets);
    }

    /** The same with some of the house put on. */
    Assembly.Running mustStart(Staging staging, String... sets) {
        return switch (start(staging, sets)) {
            case Assembly.Running r -> r;
            case Assembly.NotStarted n -> throw new AssertionError(n.problems().all());
        };
    }

    /** Every problem of a start that must fail. */
    List<String> mustFail(String... sets) {
        return switch (start(sets)) {
            case Assembly.Running r ->
                throw new AssertionError("it runs: " + r.server().desk().url());
            case Assembly.NotStarted n ->
                n.problems().all().stream().map(Problem::toString).collect(Collectors.toList());
        };
    }

    /** What a command said. */
    record Said(int code, String out, String err) {}

    /** Runs a command line on this folder, with the settings of the test. */
    Said command(String... words) {
        List<String> args = new ArrayList<>();
        sets().forEach(s -> args.addAll(List.of("--set", s)));
        args.addAll(List.of(words));
        return bare(args.toArray(String[]::new));
    }

    /** Runs a command line on this folder, without any overlay. */
    Said bare(String... words) {
        List<String> args = new ArrayList<>(List.of("--data", data().toString()));
        args.addAll(List.of(words));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine(new ServeCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = line.execute(args.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    /** Why the phone cannot call 100; or {@code answered}. */
    static String refusal(StagePhone phone) {
        try {
            phone.call("100");
            return "answered";
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Waits until the latest call's story tells this, however long it takes to come about. @return the story */
    String storyWith(String words) {
        return await().atMost(PATIENCE)
                .until(() -> command("calls", "show", "last").out(), story -> story.contains(words));
    }

    /** A call, to its end. */
    @FunctionalInterface
    interface Calling {
        void make() throws IOException;
    }

    /** Makes a call and waits until its record is whole. @return its story, not that of the call before */
    String storyOf(Calling call) throws IOException {
        String before = latest();
        call.make();
        await().atMost(PATIENCE).until(() -> !latest().equals(before));
        return storyWith("the call ends");
    }

    /** The first line of the latest call's story, which names it; empty while there is none. */
    private String latest() {
        return command("calls", "show", "last").out().lines().findFirst().orElse("");
    }

    /** All files of the data folder one after the other, packed ones unpacked, as text of one letter a byte. */
    String everyByte() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (file.toString().endsWith(".gz")) {
                    try (GZIPInputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
                        bytes = packed.readAllBytes();
                    }
                }
                all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
            }
        }
        return all.toString();
    }

    void stop(Assembly.Running server) {
        running.remove(server.server());
        Shutdown.stop(server.server());
    }

    @Override
    public void close() {
        running.forEach(Shutdown::stop);
    }
}
