package org.helpline.checks;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running sipp; what it counted is read from the file of statistics that it writes every second and at its end. */
final class Sipp implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Process process;
    private final Path statistics;

    private Sipp(Process process, Path statistics) {
        this.process = process;
        this.statistics = statistics;
    }

    /**
     * Starts one on loopback, with an RTP end that sends back what it hears.
     *
     * @param sipPort where it listens
     * @param folder for its files
     * @param more its further arguments
     */
    static Sipp start(Path scenario, int sipPort, Path folder, List<String> more) throws IOException {
        Files.createDirectories(folder);
        Path statistics = folder.resolve("statistics.csv");
        List<String> command =
                new ArrayList<>(List.of("sipp", "-sf", scenario.toAbsolutePath().toString()));
        command.addAll(List.of("-i", HOST, "-p", String.valueOf(sipPort)));
        command.addAll(List.of("-mi", HOST, "-mp", String.valueOf(freePort()), "-rtp_echo", "-nostdin"));
        // It knows a repeated response only where it would send next; during a pause it would give the call up
        command.addAll(List.of("-default_behaviors", "all,-abortunexp"));
        command.addAll(List.of("-trace_stat", "-fd", "1", "-stf", statistics.toString()));
        command.addAll(
                List.of("-trace_err", "-error_file", folder.resolve("errors").toString()));
        command.addAll(more);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen").toFile());
        builder.environment().put("TERM", "xterm");
        return new Sipp(builder.start(), statistics);
    }

    /** An even UDP port that was free just now. */
    static int freePort() throws IOException {
        while (true) {
            try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() % 2 == 0) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    /** Whether it has ended by itself within a second. */
    boolean endsWithinASecond() throws InterruptedException {
        return process.waitFor(1, TimeUnit.SECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    long successful() throws IOException {
        return latest("SuccessfulCall(C)");
    }

    long failed() throws IOException {
        return latest("FailedCall(C)");
    }

    private long latest(String column) throws IOException {
        List<String> lines = Files.readAllLines(statistics);
        int index = Arrays.asList(lines.getFirst().split(";", -1)).indexOf(column);
        return Long.parseLong(lines.getLast().split(";", -1)[index]);
    }

    /** The first lines of what it complained about. */
    String complaints() throws IOException {
        Path errors = statistics.resolveSibling("errors");
        return Files.exists(errors)
                ? String.join(
                        "\n", Files.readAllLines(errors).stream().limit(40).toList())
                : "";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
