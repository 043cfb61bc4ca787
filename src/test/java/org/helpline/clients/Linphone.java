package org.helpline.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A real phone: linphone's console program without a sound card, driven by the lines that a person would type. One call each; what it
 * hears is recorded to a WAV file, which can be read while it grows: so a test goes on when something was heard, however long it took.
 *
 * <p>Everything that it keeps is in the folder that it was given. The system chooses its ports.
 */
final class Linphone implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** How it sends keys. */
    enum Keys {
        RTP,
        INFO
    }

    private final Path dir;
    private final Process process;

    private Linphone(Path dir, Process process) {
        this.dir = dir;
        this.process = process;
    }

    /**
     * Starts a phone that calls without registering.
     *
     * @param said the WAV file it speaks (8 kHz mono 16-bit)
     */
    static Linphone caller(Path dir, Path said, Keys keys) throws IOException {
        return start(dir, said, settings("caller", keys));
    }

    /** Starts a phone that registers at 127.0.0.1; it takes the first digest that it is offered. */
    static Linphone agent(Path dir, Path said, String user, String secret, int port) throws IOException {
        return start(dir, said, settings(user, Keys.RTP) + """
                [proxy_0]
                reg_proxy=<sip:127.0.0.1:%d;transport=udp>
                reg_identity=sip:%s@127.0.0.1
                reg_expires=60
                reg_sendregister=1
                [auth_info_0]
                username=%s
                userid=%s
                passwd=%s
                realm=helpline
                """.formatted(port, user, user, user, secret));
    }

    private static String settings(String user, Keys keys) {
        return """
                [sip]
                sip_port=-1
                sip_tcp_port=0
                sip_tls_port=0
                bind_address=127.0.0.1
                use_ipv6=0
                ipv6_migration_done=1
                guess_hostname=0
                contact=<sip:%s@127.0.0.1>
                use_info=%d
                use_rfc2833=%d
                default_proxy=0
                [rtp]
                audio_rtp_port=-1
                [sound]
                echocancellation=0
                [video]
                capture=0
                display=0
                """.formatted(user, keys == Keys.INFO ? 1 : 0, keys == Keys.RTP ? 1 : 0);
    }

    private static Linphone start(Path dir, Path said, String settings) throws IOException {
        Path home = dir.resolve("home").toAbsolutePath();
        Files.createDirectories(home.resolve("linphone"));
        Files.createDirectories(home.resolve(".local/share/linphone")); // it makes its databases, but not their folder
        Files.writeString(dir.resolve("settings"), settings);
        ProcessBuilder words = new ProcessBuilder("linphonec", "-c", "settings", "-d", "6", "-l", "log")
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("screen").toFile());
        String here = home.toString();
        words.environment().putAll(Map.of("HOME", here, "XDG_CONFIG_HOME", here, "XDG_DATA_HOME", here));
        words.environment().putAll(Map.of("XDG_CACHE_HOME", here, "PULSE_RUNTIME_PATH", here, "LC_ALL", "C"));
        Linphone phone = new Linphone(dir, words.start());
        phone.type("soundcard use files");
        phone.type("record " + phone.heardFile());
        phone.type("play " + said.toAbsolutePath());
        return phone;
    }

    private Path heardFile() {
        return dir.resolve("heard.wav").toAbsolutePath();
    }

    private void type(String line) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        keyboard.flush();
    }

    /** Waits until the phone is registered; it is asked, since it does not tell by itself. */
    void registered() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!screen().contains("registered, identity=")) {
            assertInTime(end, "registered");
            type("status register");
            TimeUnit.MILLISECONDS.sleep(500); // another program's doing: it cannot tell us
        }
    }

    /** Calls, and waits until the call stands. */
    void call(String address) throws IOException, InterruptedException {
        type("call " + address);
        expect("connected.");
    }

    /** Takes the call that comes in. */
    void answer() throws IOException, InterruptedException {
        expect("Receiving new incoming call");
        type("answer");
        expect("connected.");
    }

    /** Presses a key, in the way that the phone was started with. */
    void press(String key) throws IOException {
        type(key);
    }

    /** Waits until this was heard: the recording as far as it has grown is asked. */
    void hear(String what, Predicate<Wav> isHeard) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.exists(heardFile()) || !isHeard.test(recording())) {
            assertInTime(end, "hearing " + what);
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis()); // another program writes it
        }
    }

    void hangUp() throws IOException, InterruptedException {
        type("terminate");
        awaitEnd();
    }

    /** Waits until the other end has hung up. */
    void awaitEnd() throws IOException, InterruptedException {
        expect(" ended (");
    }

    /** What was heard so far. */
    Wav recording() throws IOException {
        return Wav.read(heardFile());
    }

    private void expect(String words) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!screen().contains(words)) {
            assertInTime(end, "saying \"" + words + "\"");
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis()); // another program's doing: it cannot tell us
        }
    }

    private void assertInTime(Instant end, String what) throws IOException {
        if (Instant.now().isAfter(end) || !process.isAlive()) {
            throw new AssertionError("linphone is not " + what + " after " + PATIENCE.toSeconds() + " s, see "
                    + dir.resolve("log") + "; its screen: " + screen());
        }
    }

    private String screen() throws IOException {
        return new String(Files.readAllBytes(dir.resolve("screen")), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        try {
            type("quit"); // it unregisters
            process.waitFor(3, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy(); // it has ended, or reads no more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
