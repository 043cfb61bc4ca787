package org.helpline.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The programs of src/test/checks against the whole server. Each has a server of its own: they reuse Call-IDs and branches, and one of
 * them earns its address a ban.
 */
@Tag("clients")
class BlackBoxChecksTest {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path folder;

    /** In TCP nobody can know that the body of {@code clerr} ends early, so only its datagram is answered 400. */
    @ParameterizedTest
    @CsvSource({"udp, 49", "tcp, 48"})
    void answersTheTortureMessagesAsTheRfcPrefers(String transport, int wanted) throws Exception {
        try (ServerProcess server = start()) {
            CheckProgram found = check("rfc4475", transport, server, "--strict", "--ruri", number("100", server));
            assertThat(found.passed()).as(found.output()).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @CsvSource({"udp, --long", "tcp, --verbose"})
    void noPublishedIncidentIsRepeated(String transport, String more) throws Exception {
        try (ServerProcess server = start()) {
            CheckProgram found = check(
                    "advisories",
                    transport,
                    server,
                    more,
                    "--user",
                    "100",
                    "--hangup-user",
                    "190",
                    "--auth",
                    "anna:" + server.phoneSecret("anna") + "@helpline",
                    "--log",
                    server.log().toString(),
                    "--ws",
                    "ws://" + HOST + ":" + server.port("ws") + "/",
                    "--pid",
                    String.valueOf(server.pid()));
            assertThat(found.failed()).as(found.output()).isZero();
            assertThat(found.passed()).as(found.output()).isGreaterThanOrEqualTo(30);
        }
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(
                folder.resolve("data"),
                List.of(),
                "scripts.directory=src/test/checks/ivr-scripts",
                "numbers.190=hangs-up",
                "sip.ws-listen=127.0.0.1:0");
    }

    private CheckProgram check(String name, String transport, ServerProcess server, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(HOST, String.valueOf(server.sipPort()), "-t", transport));
        arguments.addAll(List.of(more));
        return CheckProgram.run(name, folder.resolve(name), arguments);
    }

    private static String number(String number, ServerProcess server) {
        return "sip:" + number + "@" + HOST + ":" + server.sipPort();
    }
}
