package org.helpline.clients;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Debian's Kamailio as a provider or a PBX: a registrar that wants a digest, calls from the world to a registered user's number, and calls of
 * its users (with a digest) to the world outside. It listens on one loopback address of its own, on UDP and TCP with one port, and by TLS on another if
 * asked. One thread drives it.
 *
 * <p>A request is dealt with like this: REGISTER wants the digest of a user; OPTIONS is answered 200; an INVITE to a number of {@link Options#numbers}
 * goes to where the user of that number is registered (480 if nowhere); any other INVITE must carry the digest of a user, unless {@link
 * Options#openRelay}, and goes to where that user name is registered, else to {@link Options#outside}, else is answered 404.
 */
final class Kamailio implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path dir;
    private final Options options;
    private final int port;
    private final int tlsPort;
    private Process process;

    /**
     * How it is to be.
     *
     * @param address a loopback address of its own, such as {@code 127.0.0.2}
     * @param port 0: a free one
     * @param realm of its digests, and the domain of its users
     * @param algorithm {@code MD5} or {@code SHA-256}
     * @param users user to password
     * @param numbers called number to user
     * @param outside {@code host:port;transport=udp} where calls of users go; empty: nowhere
     * @param openRelay no: calls to outside need a digest
     * @param certificate PEM files of certificate and key; empty: no TLS
     * @param longest seconds for which it registers at most; 0: its usual hour
     */
    record Options(
            String address,
            int port,
            String realm,
            String algorithm,
            Map<String, String> users,
            Map<String, String> numbers,
            String outside,
            boolean openRelay,
            Optional<Certificate> certificate,
            int longest) {

        static Options at(String address) {
            return new Options(address, 0, "acme.example", "MD5", Map.of(), Map.of(), "", false, Optional.empty(), 0);
        }

        Options onPort(int fixed) {
            return new Options(
                    address, fixed, realm, algorithm, users, numbers, outside, openRelay, certificate, longest);
        }

        Options hashing(String other) {
            return new Options(address, port, realm, other, users, numbers, outside, openRelay, certificate, longest);
        }

        /** One more user, with the numbers that ring it. */
        Options user(String user, String password, String... itsNumbers) {
            Map<String, String> allUsers = new LinkedHashMap<>(users);
            allUsers.put(user, password);
            Map<String, String> allNumbers = new LinkedHashMap<>(numbers);
            List.of(itsNumbers).forEach(n -> allNumbers.put(n, user));
            return new Options(
                    address, port, realm, algorithm, allUsers, allNumbers, outside, openRelay, certificate, longest);
        }

        Options callsGoTo(String hostPort) {
            return new Options(
                    address, port, realm, algorithm, users, numbers, hostPort, openRelay, certificate, longest);
        }

        Options withoutDigest() {
            return new Options(address, port, realm, algorithm, users, numbers, outside, true, certificate, longest);
        }

        Options tls(Path pem, Path key) {
            return tls(new Certificate(pem, key, Optional.empty()));
        }

        /** Whoever comes by TLS, or is called by it, must show a certificate that one of {@code clients} has signed. */
        Options tls(Path pem, Path key, Path clients) {
            return tls(new Certificate(pem, key, Optional.of(clients)));
        }

        private Options tls(Certificate shown) {
            return new Options(
                    address, port, realm, algorithm, users, numbers, outside, openRelay, Optional.of(shown), longest);
        }

        /** Registers nobody for longer, however long they ask for. */
        Options forAtMost(int seconds) {
            return new Options(
                    address, port, realm, algorithm, users, numbers, outside, openRelay, certificate, seconds);
        }
    }

    /** PEM files; {@code clients}: of those who may sign a peer's certificate, which is asked for then. */
    record Certificate(Path pem, Path key, Optional<Path> clients) {}

    private Kamailio(Path dir, Options options, int port, int tlsPort, Process process) {
        this.dir = dir;
        this.options = options;
        this.port = port;
        this.tlsPort = tlsPort;
        this.process = process;
    }

    /**
     * Starts one, and waits until it serves.
     *
     * @param dir for its configuration and log; made if it is not there
     */
    static Kamailio start(Path dir, Options options) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        int port = options.port() != 0 ? options.port() : freePort(options.address());
        int tlsPort = options.certificate().isPresent() ? freePort(options.address()) : 0;
        Files.writeString(dir.resolve("kamailio.cfg"), config(options, port, tlsPort));
        Kamailio kamailio = new Kamailio(dir, options, port, tlsPort, run(dir));
        kamailio.awaitLog("serving", 1);
        return kamailio;
    }

    /** Starts one with a configuration of its own, as on a page of ours; it is to log a line with {@code until} once it serves. */
    static Kamailio start(Path dir, String config, String until) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        Files.deleteIfExists(dir.resolve("log"));
        Files.deleteIfExists(dir.resolve("pid"));
        Files.writeString(dir.resolve("kamailio.cfg"), config);
        Kamailio kamailio = new Kamailio(dir, Options.at(""), 0, 0, run(dir));
        kamailio.awaitLog(until, 1);
        return kamailio;
    }

    /** Starts again after {@link #kill}, where and as it was, with nobody registered. */
    void again() throws IOException, InterruptedException {
        int before = count("serving");
        process = run(dir);
        awaitLog("serving", before + 1);
    }

    private static Process run(Path dir) throws IOException {
        Path home = dir.toAbsolutePath();
        List<String> words = new ArrayList<>(List.of("kamailio", "-DD", "-E", "-m", "16", "-M", "4"));
        words.addAll(List.of("-f", home.resolve("kamailio.cfg").toString(), "-w", home.toString()));
        words.addAll(List.of("-Y", home.toString())); // no pid file: it ends by its process
        return new ProcessBuilder(words)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(dir.resolve("log").toFile()))
                .start();
    }

    /** A port that is free on UDP and TCP now. */
    static int freePort(String address) throws IOException {
        InetAddress host = InetAddress.getByName(address);
        while (true) {
            try (ServerSocket tcp = new ServerSocket(0, 1, host);
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), host)) {
                return udp.getLocalPort();
            } catch (java.net.BindException e) {
                // another program has its UDP side
            }
        }
    }

    /** {@code 127.0.0.2:5060}. */
    String hostPort() {
        return options.address() + ":" + port;
    }

    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    /** Every line that it has logged. */
    String log() throws IOException {
        return Files.readString(dir.resolve("log"), StandardCharsets.ISO_8859_1);
    }

    /** How many lines of the log hold that text. */
    int count(String text) throws IOException {
        return (int) log().lines().filter(l -> l.contains(text)).count();
    }

    /** Waits until at least so many lines hold that text. Its own lines are {@code registered USER at CONTACT}, {@code unregistered USER}, {@code challenged METHOD}, {@code ringing USER}, {@code calling outside NUMBER}. */
    void awaitLog(String text, int times) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (count(text) < times) {
            if (Instant.now().isAfter(end) || !process.isAlive()) {
                throw new AssertionError("kamailio does not say " + text + " " + times + " times: " + log());
            }
            TimeUnit.MILLISECONDS.sleep(20); // another program writes it: it cannot tell us
        }
    }

    /** As a power cut ends it. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static String config(Options o, int port, int tlsPort) {
        return """
                #!KAMAILIO
                debug=2
                log_stderror=yes
                children=1
                tcp_children=1
                socket_workers=1
                auto_aliases=no
                dns=no
                rev_dns=no
                use_dns_cache=no
                mhomed=no
                alias="%1$s"
                listen=udp:%2$s:%3$d
                listen=tcp:%2$s:%3$d
                %4$s
                loadmodule "kex.so"
                loadmodule "tm.so"
                loadmodule "sl.so"
                loadmodule "rr.so"
                loadmodule "pv.so"
                loadmodule "maxfwd.so"
                loadmodule "textops.so"
                loadmodule "siputils.so"
                loadmodule "xlog.so"
                loadmodule "htable.so"
                loadmodule "usrloc.so"
                loadmodule "registrar.so"
                loadmodule "auth.so"
                %5$s
                modparam("usrloc", "db_mode", 0)
                modparam("registrar", "min_expires", 2)
                modparam("registrar", "max_contacts", 4)
                modparam("registrar", "max_expires", %10$d)
                modparam("auth", "algorithm", "%6$s")
                modparam("auth", "nonce_expire", 30)
                modparam("htable", "htable", "users=>size=4;")
                modparam("htable", "htable", "numbers=>size=4;")
                modparam("rr", "enable_full_lr", 1)
                modparam("rr", "append_fromtag", 1)

                event_route[htable:mod-init] {
                %7$s
                }

                event_route[core:worker-one-init] {
                    xlog("L_ERR", "serving\\n");
                }

                request_route {
                    if (!mf_process_maxfwd_header("10")) {
                        sl_send_reply("483", "Too Many Hops");
                        exit;
                    }
                    if (is_method("CANCEL")) {
                        if (t_check_trans()) t_relay();
                        exit;
                    }
                    if (has_totag()) {
                        if (loose_route()) { t_relay(); exit; }
                        if (is_method("ACK")) {
                            if (t_check_trans()) t_relay();
                            exit;
                        }
                        sl_send_reply("404", "Not here");
                        exit;
                    }
                    t_check_trans();
                    if (is_method("OPTIONS")) {
                        sl_send_reply("200", "OK");
                        exit;
                    }
                    if (is_method("REGISTER")) {
                        if (!pv_www_authenticate("%1$s", "$sht(users=>$au)", "0")) {
                            xlog("L_ERR", "challenged REGISTER\\n");
                            www_challenge("%1$s", "1");
                            exit;
                        }
                        if ($expires(max) == 0 || $hdr(Expires) == "0") {
                            xlog("L_ERR", "unregistered $au\\n");
                        } else {
                            xlog("L_ERR", "registered $au at $ct by $pr\\n");
                        }
                        save("location");
                        exit;
                    }
                    if (!is_method("INVITE")) {
                        sl_send_reply("405", "Not Allowed");
                        exit;
                    }
                    record_route();
                    if ($sht(numbers=>$rU) != $null) {
                        $var(user) = $sht(numbers=>$rU);
                        if (!lookup("location", "sip:$var(user)@%1$s")) {
                            sl_send_reply("480", "Nobody There");
                            exit;
                        }
                        xlog("L_ERR", "ringing $var(user) at $ru\\n");
                        t_relay();
                        exit;
                    }
                    if (%8$d == 0) {
                        if (!pv_proxy_authenticate("%1$s", "$sht(users=>$au)", "0")) {
                            xlog("L_ERR", "challenged INVITE\\n");
                            proxy_challenge("%1$s", "1");
                            exit;
                        }
                        consume_credentials();
                    }
                    if (lookup("location", "sip:$rU@%1$s")) {
                        xlog("L_ERR", "ringing $rU at $ru\\n");
                        t_relay();
                        exit;
                    }
                    if ("%9$s" == "") {
                        sl_send_reply("404", "No Such Number");
                        exit;
                    }
                    xlog("L_ERR", "calling outside $rU\\n");
                    $ru = "sip:" + $rU + "@%9$s";
                    t_relay();
                    exit;
                }
                """.formatted(
                        o.realm(),
                        o.address(),
                        port,
                        tlsPort == 0 ? "" : "enable_tls=yes\nlisten=tls:" + o.address() + ":" + tlsPort,
                        o.certificate().map(Kamailio::tls).orElse(""),
                        o.algorithm(),
                        tables(o),
                        o.openRelay() ? 1 : 0,
                        o.outside(),
                        o.longest());
    }

    private static String tls(Certificate certificate) {
        return """
                loadmodule "tls.so"
                modparam("tls", "certificate", "%s")
                modparam("tls", "private_key", "%s")
                modparam("tls", "tls_method", "TLSv1.2+")
                %s
                """.formatted(
                        certificate.pem().toAbsolutePath(),
                        certificate.key().toAbsolutePath(),
                        certificate.clients().map(Kamailio::verifying).orElse(""));
    }

    private static String verifying(Path clients) {
        return """
                modparam("tls", "verify_certificate", 1)
                modparam("tls", "require_certificate", 1)
                modparam("tls", "ca_list", "%s")
                """.formatted(clients.toAbsolutePath());
    }

    private static String tables(Options o) {
        String users = o.users().entrySet().stream()
                .map(u -> "$sht(users=>%s) = \"%s\";".formatted(u.getKey(), u.getValue()))
                .collect(Collectors.joining("\n"));
        String numbers = o.numbers().entrySet().stream()
                .map(n -> "$sht(numbers=>%s) = \"%s\";".formatted(n.getKey(), n.getValue()))
                .collect(Collectors.joining("\n"));
        return users + "\n" + numbers + "\n";
    }
}
