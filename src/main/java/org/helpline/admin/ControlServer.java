package org.helpline.admin;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import jdk.net.ExtendedSocketOptions;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's end of the control channel: a UNIX socket in the data directory that its owner alone may use (mode 0600).
 * A request is one JSON line {@code {"args":["calls","--last","5"]}}; the answer is lines of {@code {"out":…}} and
 * {@code {"err":…}} and at last {@code {"exit":0}}. Each conversation has a thread of the executor.
 */
public final class ControlServer implements AutoCloseable {

    /** The socket's name in the data directory. */
    public static final String NAME = "control.sock";

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int LONGEST_REQUEST = 64 * 1024;
    private static final int LONGEST_PATH =
            100; // sockaddr_un holds 108 bytes, some of them for the name before the move

    private final Path socket;
    private final ServerSocketChannel listening;
    private final Map<String, ControlCommand> commands = new HashMap<>();
    private final Executor executor;
    private final Witness witness;
    private final JsonMapper json = JsonMapper.builder().build();

    private ControlServer(
            Path socket,
            ServerSocketChannel listening,
            List<ControlCommand> commands,
            Executor executor,
            Witness witness) {
        this.witness = witness;
        this.socket = socket;
        this.listening = listening;
        commands.forEach(command -> this.commands.put(command.name(), command));
        this.executor = executor;
    }

    /** One line from the client. */
    record Request(List<String> args) {}

    /** Hears of each command that was carried out. */
    @FunctionalInterface
    public interface Witness {
        /** For a server whose commands nobody hears of. */
        Witness NONE = (_, _, _) -> {};

        /**
         * A command was carried out.
         *
         * @param user who asked, by the system's own word
         * @param args the command and its words
         */
        void saw(String user, List<String> args, ExitCode exit);
    }

    /**
     * Listens.
     *
     * @param data the data directory; another server that answers there is a problem, a socket left behind is replaced
     * @param executor a thread per task, virtual as a rule
     * @return empty if it cannot listen; then {@code problems} says why
     */
    public static Optional<ControlServer> open(
            Path data, List<ControlCommand> commands, Executor executor, Problems problems) {
        return open(data, commands, executor, Witness.NONE, problems);
    }

    /** The same; {@code witness} hears of each command, on the command's thread. */
    public static Optional<ControlServer> open(
            Path data, List<ControlCommand> commands, Executor executor, Witness witness, Problems problems) {
        Path socket = data.toAbsolutePath().resolve(NAME);
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            problems.add(Problem.of(
                    socket.toString(),
                    "The path of the control socket is longer than " + LONGEST_PATH + " bytes.",
                    "Name a data directory with a shorter path by --data DIR."));
            return Optional.empty();
        }
        if (ControlClient.at(data).isAnswered()) {
            problems.add(Problem.of(
                    socket.toString(),
                    "Another Helpline runs on this data directory.",
                    "Stop it, or give this one a directory of its own by --data DIR."));
            return Optional.empty();
        }
        try {
            ControlServer server = new ControlServer(socket, listen(socket), commands, executor, witness);
            executor.execute(server::accept);
            return Optional.of(server);
        } catch (IOException e) {
            problems.add(Problem.of(
                    socket.toString(),
                    "The control socket cannot be made: " + e + ".",
                    "Let the server's user write in " + data + "."));
            return Optional.empty();
        }
    }

    /** Binds in a directory that only the owner can enter and moves the socket out once its mode is set: it is never open to others. */
    private static ServerSocketChannel listen(Path socket) throws IOException {
        Path directory = java.util.Objects.requireNonNull(socket.getParent());
        Files.createDirectories(directory);
        Path room = Files.createTempDirectory(
                directory, ".c", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = room.resolve("s");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(fresh));
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            Files.move(fresh, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(room);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = listening.accept();
                var _ = CompletableFuture.runAsync(() -> converse(client), executor)
                        .whenComplete((_, bug) -> {
                            if (bug != null) {
                                LOG.warn("control: a command ended badly", bug);
                            }
                        });
            }
        } catch (ClosedChannelException e) {
            LOG.debug("control: closed");
        } catch (IOException e) {
            LOG.error("control: no more commands are taken: {}", e.toString());
        }
    }

    private void converse(SocketChannel client) {
        try (client;
                BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
                BufferedWriter out = new BufferedWriter(Channels.newWriter(client, StandardCharsets.UTF_8))) {
            Output output = output(out);
            ExitCode exit = answer(user(client), line(in), output);
            send(out, Map.of("exit", exit.code()));
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("control: the client went away: {}", e.toString());
        }
    }

    private static String line(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_REQUEST; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Who is at the other end: the system knows, so nobody can say they are another. */
    private static String user(SocketChannel client) throws IOException {
        return client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    }

    private ExitCode answer(String user, String line, Output output) {
        Request request;
        try {
            request = json.readValue(line, Request.class);
        } catch (JacksonException e) {
            output.problem("This is not a request: one line of JSON such as {\"args\":[\"status\"]} is.");
            return ExitCode.USAGE;
        }
        List<String> args = request == null || request.args() == null ? List.of() : request.args();
        ControlCommand command = args.isEmpty() ? null : commands.get(args.getFirst());
        if (command == null) {
            output.problem("The server knows no such command; it knows "
                    + String.join(", ", commands.keySet().stream().sorted().toList()) + ".");
            return ExitCode.USAGE;
        }
        ExitCode exit = command.run().apply(args.subList(1, args.size()), output);
        witness.saw(user, args, exit);
        return exit;
    }

    private Output output(BufferedWriter out) {
        return new Output() {
            @Override
            public void line(String text) {
                send(out, Map.of("out", text));
            }

            @Override
            public void problem(String text) {
                send(out, Map.of("err", text));
            }
        };
    }

    private void send(BufferedWriter out, Map<String, Object> line) {
        try {
            out.write(json.writeValueAsString(line));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // ends the conversation
        }
    }

    /** Stops listening and removes the socket; conversations under way go on. */
    @Override
    public void close() {
        try {
            listening.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("control: {} was left behind: {}", socket, e.toString());
        }
    }
}
