package org.helpline.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** baresip, driven over its control port; what it hears is recorded to a WAV file for each call. */
final class Baresip implements RealPhone {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration START = Duration.ofSeconds(20);
    private static final int AGAIN = 3;

    /** Holds the file of those whom it trusts, where it speaks TLS. */
    private static final String AUTHORITY = "authority";

    private static final String CODECS = "audio_codecs=PCMU/8000,PCMA/8000";

    private final Path dir;
    private final Process process;
    private final Socket control;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private int callsBefore;

    private Baresip(Path dir, Process process, Socket control) {
        this.dir = dir;
        this.process = process;
        this.control = control;
    }

    /**
     * Starts a phone.
     *
     * @param account the address-of-record and its parameters, in angle brackets and after
     * @param said the WAV file it speaks (8 kHz mono 16-bit)
     */
    static Baresip start(Path dir, String account, Path said) throws IOException, InterruptedException {
        Files.createDirectories(dir.resolve("rec"));
        for (int again = 0; again < AGAIN; again++) {
            Optional<Baresip> phone = tryStart(dir, account, said);
            if (phone.isPresent()) {
                return phone.get();
            }
        }
        throw new IOException("baresip does not open its control port: " + Files.readString(dir.resolve("log")));
    }

    /** One start on ports that are free now; another program may take one of them, or the one beside it, before baresip does. */
    private static Optional<Baresip> tryStart(Path dir, String account, Path said)
            throws IOException, InterruptedException {
        int controlPort = freePort();
        String authority = Files.exists(dir.resolve(AUTHORITY))
                ? "sip_cafile " + Files.readString(dir.resolve(AUTHORITY)) + "\n"
                : "";
        Files.writeString(dir.resolve("config"), authority + config(said, freePort(), controlPort));
        Files.writeString(dir.resolve("accounts"), account + "\n");
        Files.writeString(dir.resolve("contacts"), "");
        Process process = new ProcessBuilder(
                        "baresip", "-f", dir.toAbsolutePath().toString())
                .directory(dir.toFile()) // its recordings' names have 127 characters at most: "rec" instead of the
                // whole path
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        Optional<Socket> control = connect(controlPort, process);
        if (control.isEmpty()) {
            process.destroyForcibly().waitFor();
            return Optional.empty();
        }
        Baresip phone = new Baresip(dir, process, control.get());
        Thread.ofVirtual().start(phone::readEvents);
        return Optional.of(phone);
    }

    /** The same phone by TLS, which trusts {@code authority} alone. */
    static Baresip byTls(Path dir, String account, Path said, Path authority) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        Files.writeString(dir.resolve(AUTHORITY), authority.toAbsolutePath().toString());
        return start(dir, account.replace("transport=udp", "transport=tls"), said);
    }

    /** An account that calls without registering. */
    static String caller() {
        return "<sip:caller@127.0.0.1>;regint=0;" + CODECS;
    }

    /** The same account with this codec alone, as {@code opus/48000/1}. */
    static String speaking(String codec, String account) {
        return account.replace(CODECS, "audio_codecs=" + codec);
    }

    /** The same by TCP through {@code wire}: a phone that keeps its connection alive and makes it anew when it is lost (RFC 5626). */
    static String byTcp(String user, String secret, int wire, String mode) {
        return agent(user, secret, wire, mode).replace("transport=udp", "transport=tcp")
                + ";sipnat=outbound;outbound=\"sip:127.0.0.1:" + wire + ";transport=tcp\"";
    }

    /** An account that registers; {@code mode} is {@code auto} or {@code manual}. */
    static String agent(String user, String secret, int port, String mode) {
        return "<sip:%s@127.0.0.1:%d;transport=udp>;auth_user=%s;auth_pass=%s;regint=60;answermode=%s;%s"
                .formatted(user, port, user, secret, mode, CODECS);
    }

    private static String config(Path said, int sipPort, int controlPort) {
        return """
                poll_method epoll
                sip_listen 127.0.0.1:%d
                audio_player aubridge,sink
                audio_source aufile,%s
                audio_alert aufile,/dev/null
                ausrc_srate 8000
                auplay_srate 8000
                ausrc_channels 1
                auplay_channels 1
                audio_level no
                call_max_calls 16
                opus_complexity 0
                opus_stereo no
                snd_path rec
                module_path /usr/lib/baresip/modules
                module stdio.so
                module g711.so
                module g722.so
                module opus.so
                module srtp.so
                module aufile.so
                module aubridge.so
                module sndfile.so
                module_tmp uuid.so
                module_tmp account.so
                module_app menu.so
                module_app ctrl_tcp.so
                ctrl_tcp_listen 127.0.0.1:%d
                """.formatted(sipPort, said.toAbsolutePath(), controlPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Optional<Socket> connect(int port, Process process) throws InterruptedException {
        Instant end = Instant.now().plus(START);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            try {
                return Optional.of(new Socket(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100); // until another program listens: it cannot tell us
            }
        }
        return Optional.empty();
    }

    private void readEvents() {
        try {
            InputStream in = control.getInputStream();
            while (true) {
                int length = 0;
                for (int c = in.read(); c != ':'; c = in.read()) {
                    if (c < 0) {
                        return;
                    }
                    length = length * 10 + c - '0';
                }
                events.add(JSON.readTree(in.readNBytes(length)));
                in.read(); // the comma of the netstring
            }
        } catch (IOException e) {
            events.clear(); // the phone has ended
        }
    }

    void command(String command, String parameters) throws IOException {
        byte[] json = JSON.writeValueAsBytes(
                JSON.createObjectNode().put("command", command).put("params", parameters));
        OutputStream out = control.getOutputStream();
        out.write((json.length + ":").getBytes(StandardCharsets.US_ASCII));
        out.write(json);
        out.write(',');
        out.flush();
    }

    /** Waits for an event of this type; empty if it does not come in time. */
    private Optional<JsonNode> await(String type, Duration atMost) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (Instant.now().isBefore(end)) {
            JsonNode event = events.poll(200, TimeUnit.MILLISECONDS);
            if (event != null && type.equals(event.path("type").asString(""))) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** Waits for an event that must come. */
    JsonNode expect(String type) throws IOException, InterruptedException {
        return await(type, PATIENCE)
                .orElseThrow(
                        () -> new AssertionError("no " + type + " from baresip within " + PATIENCE.toSeconds() + " s"));
    }

    /** It is asked, since it may have been so before we could hear of it. */
    @Override
    public void registered() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            command("reginfo", "");
            JsonNode answer = events.poll(500, TimeUnit.MILLISECONDS);
            while (answer != null && !answer.path("data").asString("").contains("OK")) {
                answer = events.poll(200, TimeUnit.MILLISECONDS);
            }
            if (answer != null) {
                return;
            }
        }
        throw new AssertionError("baresip is not registered after " + PATIENCE.toSeconds() + " s: " + log());
    }

    @Override
    public void call(String address) throws IOException, InterruptedException {
        callsBefore = heard().size();
        command("dial", address);
        expect("CALL_ESTABLISHED");
    }

    @Override
    public void ring() throws IOException, InterruptedException {
        callsBefore = heard().size();
        expect("CALL_INCOMING");
    }

    @Override
    public void answer() throws IOException, InterruptedException {
        command("accept", "");
        expect("CALL_ESTABLISHED");
    }

    /** By RFC 4733, as baresip does it. */
    @Override
    public void press(String keys) throws IOException, InterruptedException {
        for (int i = 0; i < keys.length(); i++) {
            command("sndcode", keys.substring(i, i + 1));
            listen(Duration.ofMillis(400)); // a person's pace
        }
    }

    /** Lets the call go on: what is heard is in the recording. */
    void listen(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    @Override
    public void hangUp() throws IOException, InterruptedException {
        command("hangup", "");
        awaitEnd();
    }

    @Override
    public void awaitEnd() throws IOException, InterruptedException {
        expect("CALL_CLOSED");
    }

    @Override
    public Wav recording() throws IOException {
        List<Path> calls = heard();
        return calls.size() == callsBefore ? new Wav(new short[0]) : Wav.read(calls.getLast());
    }

    /** What the phone has heard in its calls, one file a call; complete once the call has ended. */
    List<Path> heard() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("rec"))) {
            return files.filter(f -> f.toString().endsWith("-dec.wav")).sorted().toList();
        }
    }

    @Override
    public String told() throws IOException {
        return log();
    }

    String log() throws IOException {
        return new String(Files.readAllBytes(dir.resolve("log")), StandardCharsets.ISO_8859_1);
    }

    /** The port on which it listens. */
    int port() throws IOException {
        return Files.readAllLines(dir.resolve("config")).stream()
                .filter(line -> line.startsWith("sip_listen "))
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** As a power cut ends it: nobody is told. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        control.close();
    }

    @Override
    public void close() throws IOException {
        try {
            command("quit", "");
            process.waitFor(2, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            control.close();
        }
    }
}
