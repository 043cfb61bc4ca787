package org.helpline.admin;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line's end of the control channel. Blocks. One thread. */
public final class ControlClient {

    private final Path socket;
    private final JsonMapper json = JsonMapper.builder().build();

    private ControlClient(Path socket) {
        this.socket = socket;
    }

    /** The client of the server that has this data directory. */
    public static ControlClient at(Path data) {
        return new ControlClient(data.toAbsolutePath().resolve(ControlServer.NAME));
    }

    /** Whether a server answers. */
    public boolean isAnswered() {
        try (SocketChannel channel = connect().orElse(null)) {
            return channel != null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Asks the server and passes on what it says.
     *
     * @param args the command and its words
     * @return how it ended; empty if no server answers
     */
    public Optional<ExitCode> ask(List<String> args, Output output) {
        try (SocketChannel channel = connect().orElse(null)) {
            return channel == null ? Optional.empty() : Optional.of(converse(channel, args, output));
        } catch (IOException e) {
            output.problem("The server broke off: " + e.getMessage() + "; see its log.");
            return Optional.of(ExitCode.FAILED);
        }
    }

    private Optional<SocketChannel> connect() throws IOException {
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return Optional.of(channel);
        } catch (IOException e) { // nobody listens any more: a server that was killed leaves its socket
            channel.close();
            return Optional.empty();
        }
    }

    private ExitCode converse(SocketChannel channel, List<String> args, Output output) throws IOException {
        try (BufferedWriter out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
                BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            out.write(json.writeValueAsString(Map.of("args", args)));
            out.write('\n');
            out.flush();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode said = json.readTree(line);
                if (said.has("exit")) {
                    return ExitCode.of(said.get("exit").asInt());
                }
                if (said.has("out")) {
                    output.line(said.get("out").asString());
                } else if (said.has("err")) {
                    output.problem(said.get("err").asString());
                }
            }
        }
        output.problem("The server broke off in the middle of its answer; see its log.");
        return ExitCode.FAILED;
    }
}
