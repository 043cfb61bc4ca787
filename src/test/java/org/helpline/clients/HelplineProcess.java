package org.helpline.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.helpline.admin.ControlClient;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server in a process of its own, from the class path of the tests, with the launcher's JVM flags and free ports.
 *
 * <p>Its data, its output and its logs are under {@code target/clients/NAME}, where they stay until the next run.
 */
final class HelplineProcess implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Duration COMMAND = Duration.ofSeconds(60);

    private final Path folder;
    private final Process process;
    private final JsonNode ready;
    private final Map<String, JsonNode> credentials;

    private HelplineProcess(Path folder, Process process, JsonNode ready, Map<String, JsonNode> credentials) {
        this.folder = folder;
        this.process = process;
        this.ready = ready;
        this.credentials = credentials;
    }

    /** Starts a server with nothing known yet; {@code options} are those of {@code bin/helpline}. */
    static HelplineProcess start(String name, String... options) throws IOException {
        Path folder = folder(name);
        delete(folder);
        Files.createDirectories(folder);
        return start(folder, Map.of(), List.of(options));
    }

    /** Starts again on what the last one left, after its end. */
    HelplineProcess again(String... options) throws IOException {
        return start(folder, credentials, List.of(options));
    }

    /** Waits until the customers' file is taken in, which the server does in the background after its start. */
    HelplineProcess withCustomers() throws IOException {
        command("customers", "import");
        return this;
    }

    /** The phones that would be known after a restart. */
    String registrations() throws IOException {
        return Files.readString(folder.resolve("data/registrations.json"));
    }

    /** A folder of the tests' own, which is kept until the next run. */
    static Path folder(String name) {
        return HOME.resolve("target").resolve("clients").resolve(name);
    }

    private static HelplineProcess start(Path folder, Map<String, JsonNode> known, List<String> options)
            throws IOException {
        List<String> words = java("-XX:+UseZGC", "-Xms128m", "-Xmx512m", "-XX:+UseCompactObjectHeaders");
        words.addAll(List.of("--data", folder.resolve("data").toString(), "--ready", "json"));
        words.addAll(List.of("--set", "sip.listen=127.0.0.1:0", "--set", "desk.listen=127.0.0.1:0"));
        words.addAll(List.of("--set", "calls.drain=0")); // a stop need not wait for what a test has left
        words.addAll(options);
        Path errors = folder.resolve("errors.log");
        Process process = new ProcessBuilder(words)
                .directory(HOME.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        String line = firstLine(process);
        if (line.isEmpty()) {
            process.destroyForcibly();
            throw new IOException("The server did not start: " + Files.readString(errors));
        }
        JsonNode ready = JSON.readTree(line);
        Map<String, JsonNode> credentials = new java.util.HashMap<>(known);
        ready.path("credentials").forEach(c -> credentials.put(c.path("name").asString(), c));
        return new HelplineProcess(folder, process, ready, credentials);
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("{")) {
                return line; // the rest would be for people; the pipe holds the little that may come
            }
        }
        return "";
    }

    static List<String> java(String... flags) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(flags));
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dhelpline.home=" + HOME));
        words.addAll(List.of("-Djava.awt.headless=true", "-cp", classPath(), "org.helpline.app.Main"));
        return words;
    }

    /** That of the tests without the tests: the tests' own logging settings are none of the server's. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> parts = new ArrayList<>(List.of(all.split(java.io.File.pathSeparator, -1)));
        parts.removeIf(p -> p.endsWith("test-classes") || p.endsWith("test-classes/") || p.endsWith("/tests"));
        return String.join(java.io.File.pathSeparator, parts);
    }

    int sipPort() {
        return port("udp");
    }

    /** What it writes to. */
    Path data() {
        return folder.resolve("data");
    }

    /** The address of the desk by HTTPS. */
    String secureDesk() {
        return ready.path("secureDesk").asString();
    }

    /** The port of {@code udp}, {@code tcp}, {@code tls}, {@code ws} or {@code wss}. */
    int port(String transport) {
        return StreamSupport.stream(ready.path("sip").spliterator(), false)
                .filter(s -> s.path("transport").asString().equals(transport))
                .findFirst()
                .orElseThrow()
                .path("port")
                .asInt();
    }

    /** Address of a number on this server. */
    String sip(String number) {
        return "sip:" + number + "@127.0.0.1:" + sipPort();
    }

    String desk() {
        return ready.path("desk").asString();
    }

    String password(String agent) {
        return credential(agent).path("password").asString();
    }

    String phoneSecret(String agent) {
        return credential(agent).path("secret").asString();
    }

    private JsonNode credential(String agent) {
        JsonNode found = credentials.get(agent);
        if (found == null) {
            throw new IllegalStateException("no credentials were made for " + agent);
        }
        return found;
    }

    /** The latest calls, as {@code bin/helpline calls --json} tells them; the latest is the last. */
    JsonNode calls() throws IOException {
        return JSON.readTree(command("calls", "--json"));
    }

    /** One call in all detail; {@code call} as in {@code bin/helpline calls show}. */
    JsonNode call(String call) throws IOException {
        return JSON.readTree(command("calls", "show", "--json", call));
    }

    /** The latest call once its record is closed: a moment after the call, when the last counters have come. */
    JsonNode endedCall() throws IOException, InterruptedException {
        JsonNode last = call("last");
        for (Instant end = Instant.now().plusSeconds(30);
                last.path("outcome").asString().equals("live") && Instant.now().isBefore(end);
                last = call("last")) {
            TimeUnit.MILLISECONDS.sleep(200); // another process's doing: it cannot tell us
        }
        return last;
    }

    /** The latest call as it is told to people, once its record is closed. */
    String endedStory() throws IOException, InterruptedException {
        String last = story("last");
        for (Instant end = Instant.now().plusSeconds(30);
                !last.contains("the call ends") && Instant.now().isBefore(end);
                last = story("last")) {
            TimeUnit.MILLISECONDS.sleep(200); // another process's doing: it cannot tell us
        }
        return last;
    }

    /** One call as it is told to people. */
    String story(String call) throws IOException {
        return command("calls", "show", call);
    }

    /** The words that ask about this server in a process of their own. */
    List<String> commandLine(String... command) {
        List<String> words = java("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
        words.addAll(List.of("--data", folder.resolve("data").toString()));
        words.addAll(List.of(command));
        return words;
    }

    /** What a command says; the words are those of {@code bin/helpline}. */
    String command(String... command) throws IOException {
        Process asked = new ProcessBuilder(commandLine(command))
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        await(asked, COMMAND);
        if (asked.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + answer);
        }
        return answer;
    }

    /** The same as {@link #command} by the server's own channel, without a process for it; the words are those that are sent there. */
    String ask(String... command) throws IOException {
        StringBuilder said = new StringBuilder();
        Output output = new Output() {
            @Override
            public void line(String text) {
                said.append(text).append('\n');
            }

            @Override
            public void problem(String text) {
                said.append(text).append('\n');
            }
        };
        ExitCode code = ControlClient.at(data())
                .ask(List.of(command), output)
                .orElseThrow(() -> new IOException("the server does not answer"));
        if (code != ExitCode.FINE) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said.toString();
    }

    /** Sends SIGTERM, and does not wait. */
    void terminate() {
        process.destroy();
    }

    /** With which the process has ended, or will within 15 s. */
    int exitCode() {
        await(process, Duration.ofSeconds(15));
        return process.exitValue();
    }

    /** All that it has logged. */
    String log() throws IOException {
        return Files.readString(folder.resolve("data/log/helpline.log"));
    }

    /** As a crash ends it: nothing is written any more. */
    void kill() {
        process.destroyForcibly();
        await(process, Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        process.destroy(); // SIGTERM
        if (!await(process, Duration.ofSeconds(15))) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not stop within 15 s; see " + folder);
        }
    }

    private static boolean await(Process process, Duration atMost) {
        try {
            return process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
