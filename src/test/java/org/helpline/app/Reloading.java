package org.helpline.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running server with one queue, whose {@code conf} folder a test changes and has taken up by {@code reload}. */
final class Reloading implements AutoCloseable {

    /** Who calls 100 waits in the queue. */
    static final String LINE = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - {queue: support}
            """;

    private final Path folder;
    private final Starting starting;
    private final Assembly.Running running;

    /** Starts with these agents. */
    Reloading(Path folder, String agents) throws IOException {
        this.folder = folder;
        this.starting = new Starting(folder);
        starting.script("line", LINE);
        write("agents.ini", agents);
        this.running = starting.mustStartWith(folder.resolve("conf"));
    }

    /** An agent of queue {@code support} without a desk. */
    static String agent(String name, String secret) {
        return "[" + name + "]\nqueues = support\nalways-ready = yes\nphone-secret = " + secret + "\n";
    }

    Starting starting() {
        return starting;
    }

    Server server() {
        return running.server();
    }

    /** Where it listens for SIP. */
    InetSocketAddress sip() {
        return server().edge().listening().getFirst().address();
    }

    /** Writes a file of {@code conf}. */
    void write(String file, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("conf")).resolve(file), text);
    }

    /** What {@code reload} says. */
    String reloads() {
        Starting.Said said = starting.command("reload");
        return said.out() + said.err();
    }

    @Override
    public void close() {
        starting.close();
    }
}
