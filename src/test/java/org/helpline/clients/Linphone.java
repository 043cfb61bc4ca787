package org.helpline.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * linphone's console program, driven by the lines that a person would type. One call each, recorded to a WAV file.
 *
 * <p>Everything that it keeps is in the folder that it was given. The system chooses its ports.
 */
final class Linphone implements RealPhone {

    private static final Pattern INFO_SENT_OR_ANSWERED = Pattern.compile("(?m)^CSeq: \\d+ INFO");
    private static final Pattern CALL_LINE = Pattern.compile("(?m)^(\\d+) *\\|");
    private static final List<String> CODECS = List.of("opus", "PCMU", "PCMA", "G722");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** How it sends keys. */
    enum Keys {
        RTP,
        INFO
    }

    private final Path dir;
    private final Process process;
    private final Keys how;
    private final int rate; // of its recording
    private int read;
    private int pressed;

    private Linphone(Path dir, Process process, Keys how, int rate) {
        this.dir = dir;
        this.process = process;
        this.how = how;
        this.rate = rate;
    }

    /**
     * Starts a phone that calls without registering.
     *
     * @param said the WAV file it speaks (8 kHz mono 16-bit)
     */
    static Linphone caller(Path dir, Path said, Keys keys) throws IOException {
        return start(dir, said, settings("caller", keys), keys);
    }

    /** Starts a phone that registers at 127.0.0.1; it takes the first digest that it is offered. */
    static Linphone agent(Path dir, Path said, String user, String secret, int port) throws IOException {
        return start(dir, said, agentSettings(user, secret, port), Keys.RTP);
    }

    private static String agentSettings(String user, String secret, int port) {
        return settings(user, Keys.RTP) + """
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
                """.formatted(port, user, user, user, secret);
    }

    /** The same phones, which encrypt their sound and want nothing else. */
    static Linphone secretCaller(Path dir, Path said) throws IOException {
        return start(dir, said, secret(settings("caller", Keys.RTP)), Keys.RTP);
    }

    static Linphone secretAgent(Path dir, Path said, String user, String secret, int port) throws IOException {
        return start(dir, said, secret(agentSettings(user, secret, port)), Keys.RTP);
    }

    /** The same phones with one codec of ours alone: {@code opus} or {@code G722}. */
    static Linphone callerIn(String codec, Path dir, Path said) throws IOException {
        return start(dir, said, settings("caller", Keys.RTP) + only(codec), Keys.RTP, rate(codec));
    }

    static Linphone agentIn(String codec, Path dir, Path said, String user, String secret, int port)
            throws IOException {
        return start(dir, said, agentSettings(user, secret, port) + only(codec), Keys.RTP, rate(codec));
    }

    private static int rate(String codec) {
        return codec.equals("opus") ? 48_000 : 16_000;
    }

    private static String only(String codec) {
        StringBuilder sections = new StringBuilder();
        for (int i = 0; i < CODECS.size(); i++) {
            sections.append("[audio_codec_").append(i).append("]\nmime=").append(CODECS.get(i));
            boolean isOpus = CODECS.get(i).equals("opus");
            sections.append(isOpus ? "\nrate=48000\nchannels=2" : "\nrate=8000\nchannels=1");
            sections.append("\nenabled=")
                    .append(CODECS.get(i).equals(codec) ? 1 : 0)
                    .append('\n');
        }
        return sections.toString();
    }

    /** A phone that calls by TLS and trusts {@code authority} alone. */
    static Linphone tlsCaller(Path dir, Path said, Path authority) throws IOException {
        return start(dir, said, byTls(settings("caller", Keys.RTP), authority), Keys.RTP);
    }

    /** One that registers so, at localhost. */
    static Linphone tlsAgent(Path dir, Path said, String user, String secret, int port, Path authority)
            throws IOException {
        String settings = agentSettings(user, secret, port)
                .replace("127.0.0.1:" + port + ";transport=udp", "localhost:" + port + ";transport=tls");
        return start(dir, said, byTls(settings, authority), Keys.RTP);
    }

    private static String byTls(String settings, Path authority) {
        return settings.replace("sip_tls_port=0\n", "sip_tls_port=-1\n")
                .replace(
                        "[sip]\n",
                        "[sip]\nverify_server_certs=1\nverify_server_cn=1\nroot_ca=" + authority.toAbsolutePath()
                                + "\n");
    }

    private static String secret(String settings) {
        return settings.replace("[sip]\n", "[sip]\nmedia_encryption=srtp\nmedia_encryption_mandatory=1\n");
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

    private static Linphone start(Path dir, Path said, String settings, Keys how) throws IOException {
        return start(dir, said, settings, how, Wav.RATE);
    }

    private static Linphone start(Path dir, Path said, String settings, Keys how, int rate) throws IOException {
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
        Linphone phone = new Linphone(dir, words.start(), how, rate);
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

    /** It is asked, since it does not tell by itself. */
    @Override
    public void registered() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!screen().contains("registered, identity=")) {
            assertInTime(end, "registered");
            type("status register");
            TimeUnit.MILLISECONDS.sleep(500); // another program's doing: it cannot tell us
        }
    }

    @Override
    public void call(String address) throws IOException, InterruptedException {
        type("call " + address);
        expect("connected.");
    }

    @Override
    public void ring() throws IOException, InterruptedException {
        expect("Receiving new incoming call");
    }

    @Override
    public void answer() throws IOException, InterruptedException {
        type("answer");
        expect("connected.");
    }

    /** In the way that the phone was started with. */
    @Override
    public void press(String keys) throws IOException, InterruptedException {
        for (int i = 0; i < keys.length(); i++) {
            type(keys.substring(i, i + 1));
            pressed++;
            if (how == Keys.INFO) {
                awaitAnswersToInfo();
            } else {
                TimeUnit.MILLISECONDS.sleep(400); // a person's pace
            }
        }
    }

    /** Its console sleeps a second over each key; what is typed meanwhile would go out before the answer is read, and late. */
    private void awaitAnswersToInfo() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (INFO_SENT_OR_ANSWERED.matcher(log()).results().count() < 2L * pressed) {
            assertInTime(end, "told that its key " + pressed + " has come");
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis()); // another program's doing: it cannot tell us
        }
    }

    /** Sends the other side elsewhere. */
    void transfer(String address) throws IOException {
        type("transfer " + address);
    }

    /** Calls somebody else; the first one is put on hold. */
    void dialBeside(String address) throws IOException, InterruptedException {
        type("pause");
        expect("is now paused");
        type("call " + address);
    }

    /** Waits until whoever was called beside has answered. */
    void secondCallStands() throws IOException, InterruptedException {
        expect("connected.");
    }

    /** Joins the other sides of both calls. */
    void joinCalls() throws IOException, InterruptedException {
        type("calls");
        TimeUnit.SECONDS.sleep(1); // its console's pace
        List<String> ids = CALL_LINE
                .matcher(screen())
                .results()
                .map(m -> m.group(1))
                .distinct()
                .toList();
        type("transfer " + ids.get(ids.size() - 2) + " --to-call " + ids.getLast());
    }

    @Override
    public void hangUp() throws IOException, InterruptedException {
        type("terminate");
        awaitEnd();
    }

    @Override
    public void awaitEnd() throws IOException, InterruptedException {
        expect(" ended (");
    }

    @Override
    public Wav recording() throws IOException {
        return Files.exists(heardFile()) ? Wav.read(heardFile(), rate) : new Wav(new short[0]);
    }

    @Override
    public String told() throws IOException {
        return screen();
    }

    /** Waits until the phone says this after what it was last expected to say. */
    private void expect(String words) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        int at = screen().indexOf(words, read);
        while (at < 0) {
            assertInTime(end, "saying \"" + words + "\"");
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis()); // another program's doing: it cannot tell us
            at = screen().indexOf(words, read);
        }
        read = at + words.length();
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

    private String log() throws IOException {
        return new String(Files.readAllBytes(dir.resolve("log")), StandardCharsets.ISO_8859_1);
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
