package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkKeysTest {

    @TempDir
    private Path conf;

    @Test
    void aProviderNeedsAServerAUserAndASecretOnly() throws IOException {
        TrunksSettings read = read("[acme]", "server = sip.acme.example:5062", "user = 4930123", "secret = long enough")
                .trunks();
        assertThat(read.accept()).isEqualTo(TrunksSettings.Accept.TRUNKS);
        TrunkSettings acme = read.of("acme").orElseThrow();
        assertThat(acme.enabled()).isTrue();
        assertThat(acme.login())
                .contains(new TrunkSettings.Login(
                        "4930123",
                        "4930123",
                        new Secret("long enough"),
                        "sip.acme.example",
                        true,
                        Duration.ofMinutes(10)));
        assertThat(acme.ping()).isEqualTo(Duration.ofSeconds(30));
        assertThat(acme.numbers())
                .isEqualTo(new TrunkSettings.Numbers(TrunkSettings.Form.PLUS, Optional.empty(), "0", "00", ""));
        assertThat(acme.out()).isEqualTo(new TrunkSettings.Out(List.of(), List.of(), 0, false));
        assertThat(acme.media().srtp()).isEqualTo(TrunkSettings.Srtp.OPTIONAL);
        assertThat(acme.tls().verify()).isTrue();
    }

    @Test
    void everyKeyIsRead() throws IOException {
        for (String file : List.of("ca.pem", "our.pem", "our.key")) {
            Files.writeString(conf.resolve(file), "-");
        }
        Files.writeString(conf.resolve("acme.secret"), "from a file\n");
        TrunkSettings acme = read(
                        "[acme]",
                        "enabled = no",
                        "server = [2001:db8::1]:5061",
                        "transport = tls",
                        "user = u",
                        "auth-user = a",
                        "secret-file = acme.secret",
                        "domain = acme.example",
                        "register = no",
                        "expires = 1h",
                        "ping = 0",
                        "from = 203.0.113.0/24, 2001:db8::/32, sip.acme.example",
                        "from-header = X-Customer: 4711",
                        "from-dialled = +4930*",
                        "numbers = national",
                        "country = 49",
                        "national-prefix =",
                        "international-prefix = 011",
                        "prefix = 9#",
                        "allow = +49*, 2*",
                        "deny = +49900*",
                        "calls-per-day = 100",
                        "calls = 30",
                        "calls-per-second = 5",
                        "follow-redirect = yes",
                        "refer = yes",
                        "show-number = +4930123",
                        "pass-caller = yes",
                        "show-allowed = +4930*",
                        "asserted = no",
                        "diversion = no",
                        "tls-verify = no",
                        "tls-host = other.example",
                        "tls-authorities = ca.pem",
                        "tls-certificate = our.pem",
                        "tls-key = our.key",
                        "srtp = required",
                        "srtp-suites = AES_CM_128_HMAC_SHA1_80")
                .trunks()
                .of("acme")
                .orElseThrow();
        assertThat(acme)
                .isEqualTo(new TrunkSettings(
                        "acme",
                        false,
                        "[2001:db8::1]:5061",
                        TrunkSettings.Transport.TLS,
                        Optional.of(new TrunkSettings.Login(
                                "u", "a", new Secret("from a file"), "acme.example", false, Duration.ofHours(1))),
                        Duration.ZERO,
                        new TrunkSettings.From(
                                List.of("203.0.113.0/24", "2001:db8::/32", "sip.acme.example"),
                                Optional.of("X-Customer: 4711"),
                                List.of("+4930*")),
                        new TrunkSettings.Numbers(TrunkSettings.Form.NATIONAL, Optional.of("49"), "", "011", "9#"),
                        new TrunkSettings.Out(List.of("+49*", "2*"), List.of("+49900*"), 100, true, true),
                        new TrunkSettings.Shows(Optional.of("+4930123"), true, List.of("+4930*"), false, false),
                        30,
                        5,
                        new TrunkSettings.Tls(
                                false,
                                Optional.of("other.example"),
                                Optional.of(conf.resolve("ca.pem")),
                                Optional.of(conf.resolve("our.pem")),
                                Optional.of(conf.resolve("our.key"))),
                        new TrunkSettings.MediaSecurity(
                                TrunkSettings.Srtp.REQUIRED, List.of("AES_CM_128_HMAC_SHA1_80"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            register = yes                    | trunks.acme.register: Trunk acme shall register, but has no user.
            secret = 12345678                 | trunks.acme.secret: Trunk acme has a secret, but no user.
            user = u                          | trunks.acme.user: Trunk acme has a user, but no secret.
            numbers = national                | trunks.acme.numbers: National numbers need the country.
            tls-key = trunks.ini              | trunks.acme.tls-key: Trunk acme has a key without its certificate.
            tls-authorities = gone.pem        | cannot be read.
            allow = +49*, +49900*;deny = +4*  | It denies all that allow allows
            show-number = +4930;show-allowed = +4989* | none of those that show-allowed allows
            from = 203.0.113.256              | does not do
            from = 203.0.113.0/33             | does not do
            server = sip.acme.example:70000   | does not do
            server = sip:acme.example         | does not do
            allow = 0049 30                   | does not do
            ping = 500ms                      | does not do
            srtp = maybe                      | does not do
            colour = red                      | There is no such setting.
            """)
    void whatDoesNotFitIsToldWithItsLine(String lines, String told) throws IOException {
        String server = lines.startsWith("server") ? "enabled = yes" : "server = sip.acme.example";
        String text = "[acme]\n" + server + "\n" + lines.replace(";", "\n");
        assertThat(refused(text)).singleElement().satisfies(p -> {
            assertThat(p.what()).contains(told);
            assertThat(p.source()).isEqualTo(conf.resolve("trunks.ini").toString());
            assertThat(p.line()).isPositive();
            assertThat(p.fix()).isNotEmpty();
        });
    }

    @Test
    void aTrunkWithoutAServerIsNone() throws IOException {
        assertThat(refused("[acme]\nping = 1m")).singleElement().satisfies(p -> {
            assertThat(p.what()).contains("Trunk acme has no server.");
            assertThat(p.line()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from = 198.51.100.0/24",
                "from = 198.51.100.7, 203.0.113.9",
                "from = 198.51.0.0/16",
            })
    void twoTrunksWithTheSameSourceMustDifferInHeaderOrNumber(String from) throws IOException {
        String first = "[acme]\nserver = a.example\nfrom = 198.51.100.7\n";
        String second = "[bcme]\nserver = b.example\n" + from + "\n";
        assertThat(refused(first + second))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("could be of trunk acme or of trunk bcme"));
        assertThat(read(first + second + "from-header = X-A: 1").trunks().trunks())
                .hasSize(2);
        assertThat(read(first + second + "from-dialled = +4930*").trunks().trunks())
                .hasSize(2);
        assertThat(read(first + second + "enabled = no").trunks().enabled()).hasSize(1);
    }

    @Test
    void twoRegisteredAccountsAtOneProviderAreToldApartByTheirUsers() throws IOException {
        String two =
                "[acme]\nserver = a.example\nuser = 1\nsecret = x\n[bcme]\nserver = a.example\nuser = %s\nsecret = x\n";
        assertThat(read(two.formatted("2")).trunks().trunks()).hasSize(2);
        assertThat(refused(two.formatted("1"))).hasSize(1);
        assertThat(refused(two.formatted("2") + "register = no")).hasSize(1);
    }

    @Test
    void twoAccountsAtOneProviderMustDifferInHeaderOrNumberToo() throws IOException {
        String two = "[acme]\nserver = a.example\n[bcme]\nserver = A.example:5060\n";
        assertThat(refused(two)).hasSize(1);
        assertThat(read(two + "from-dialled = 4711").trunks().trunks()).hasSize(2);
    }

    @Test
    void fromWhomCallsAreTakenMayBeSaid() throws IOException {
        Files.writeString(conf.resolve("sip.properties"), "accept = anyone\nemergency = 112\n");
        TrunksSettings read = read("[acme]", "server = a.example").trunks();
        assertThat(read.accept()).isEqualTo(TrunksSettings.Accept.ANYONE);
        assertThat(read.emergency()).containsExactly("112");
    }

    private Settings read(String... lines) throws IOException {
        SettingsReader.Outcome outcome = outcome(String.join("\n", lines));
        assertThat(outcome).isInstanceOf(SettingsReader.Read.class);
        return ((SettingsReader.Read) outcome).settings();
    }

    private List<Problem> refused(String text) throws IOException {
        SettingsReader.Outcome outcome = outcome(text);
        assertThat(outcome).isInstanceOf(SettingsReader.Refused.class);
        return ((SettingsReader.Refused) outcome).problems().all();
    }

    private SettingsReader.Outcome outcome(String text) throws IOException {
        Files.writeString(conf.resolve("trunks.ini"), text + "\n");
        return SettingsReader.read(new Sources(
                Path.of("/home-of-helpline"),
                Path.of("data"),
                Optional.of(conf),
                Optional.empty(),
                Map.of(),
                List.of()));
    }
}
