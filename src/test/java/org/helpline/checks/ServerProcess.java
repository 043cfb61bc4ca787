package org.helpline.checks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real server in a process of its own, on free ports of loopback and with data of its own. */
public final class ServerProcess implements AutoCloseable {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseZGC",
            "-Xmx1g",
            "-XX:SoftMaxHeapSize=512m",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Dhelpline.home=" + HOME);

    private final Process process;
    private final Path data;
    private final JsonNode ready;

    private ServerProcess(Process process, Path data, JsonNode ready) {
        this.process = process;
        this.data = data;
        this.ready = ready;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param data its data folder, which need not exist
     * @param options further options of the command line
     * @param settings {@code key=value} each, over the shipped ones
     */
    public static ServerProcess start(Path data, List<String> options, String... settings) throws IOException {
        Path errors = Files.createDirectories(data).resolve("stderr");
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(
                List.of("-cp", classPath(), "org.helpline.app.Main", "--data", data.toString(), "--ready", "json"));
        command.addAll(options);
        command.addAll(List.of("--set", "sip.listen=127.0.0.1:0", "--set", "desk.listen=127.0.0.1:0"));
        command.addAll(List.of("--set", "media.ports=0"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        // The child's only line of output; the end of its output when it gives up
        @SuppressWarnings("resource")
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server did not start: " + Files.readString(errors));
        }
        return new ServerProcess(process, data, JsonMapper.shared().readTree(line));
    }

    /** The server's own classes and libraries, without the tests'. */
    private static String classPath() {
        // some runners of tests load them by a loader of their own, and their class path has nothing but themselves
        String all = ServerProcess.class.getClassLoader() instanceof URLClassLoader own
                ? Arrays.stream(own.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .map(entry -> entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry)
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("tests"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int sipPort() {
        return ready.path("sip").path(0).path("port").asInt();
    }

    /** The port of a transport as the ready line names it, such as {@code ws}. */
    int port(String transport) {
        return StreamSupport.stream(ready.path("sip").spliterator(), false)
                .filter(s -> s.path("transport").asString().equals(transport))
                .mapToInt(s -> s.path("port").asInt())
                .findFirst()
                .orElseThrow();
    }

    /** The SIP secret of the phone of this agent, made at this first start. */
    String phoneSecret(String agent) {
        return StreamSupport.stream(ready.path("credentials").spliterator(), false)
                .filter(c -> c.path("name").asString().equals(agent))
                .map(c -> c.path("secret").asString())
                .findFirst()
                .orElseThrow();
    }

    /** As a crash ends it: nothing is written any more. */
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the killed server is still there");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Path log() {
        return data.resolve("log").resolve("helpline.log");
    }

    /** Where its desk is, with a slash at the end. */
    public String desk() {
        return ready.path("desk").asString();
    }

    /** What {@code /metrics} says now, by name. */
    public Map<String, Double> metrics() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create(desk() + "metrics");
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofLines())
                    .body()
                    .filter(l -> !l.startsWith("#"))
                    .map(l -> l.split(" ", 2))
                    .collect(Collectors.toMap(w -> w[0], w -> Double.valueOf(w[1]), (a, _) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new IllegalStateException("the server does not tell its metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for metrics", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
