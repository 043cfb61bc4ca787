package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trunks of a running server, asked and changed from the command line. Their servers are addresses of this machine that nobody answers at. */
class TrunksCommandTest {

    private static final String ACME = """
            [acme]
            server = 127.0.0.2:9
            ping = 0
            country = 49
            numbers = national
            allow = +49*
            deny = +49900*
            calls = 30
            calls-per-day = 500
            """;

    @TempDir
    private Path folder;

    private Starting starting;
    private Path conf;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        conf = Files.createDirectories(folder.resolve("conf"));
        trunks(ACME);
    }

    @AfterEach
    void stop() throws Exception {
        starting.close();
    }

    @Test
    void theTableShowsEachTrunkWithItsLimits() {
        starting.mustStartWith(conf);
        Starting.Said said = starting.bare("trunks");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines().toList().getFirst()).matches("trunk +state +server .*calls +today");
        assertThat(said.out()).containsPattern("acme +\\S.* 127.0.0.2:9 .*0 of 30 +0 of 500");
        assertThat(starting.bare("trunks", "--json").out())
                .contains("\"trunk\":\"acme\"", "\"callsMost\":30", "\"todayMost\":500");
        assertThat(starting.bare("trunks", "show", "acme").out()).contains("calls out today", "0 of 500", "+49*");
        assertThat(starting.bare("trunks", "show", "nobody").err()).contains("There is no trunk nobody");
        assertThat(starting.bare("trunks", "nonsense").code()).isEqualTo(2);
    }

    @DisplayName("P52: try-number shows how a number is written on each trunk, whether it may be called, and why not")
    @Test
    void tryNumberSaysHowAndWhether() throws IOException {
        trunks(
                ACME
                        + "[pbx]\nserver = 127.0.0.3:9\nping = 0\nprefix = 9\nallow = 2*\n[old]\nserver = 127.0.0.4:9\nenabled = no\n");
        starting.mustStartWith(conf);
        assertThat(starting.bare("trunks", "try-number", "030123456").out().lines())
                .containsExactly(
                        "acme: reads it as +4930123456, dials 030123456; it may.",
                        "pbx: dials 9030123456; but it may not: Trunk pbx may not call 030123456: allow in trunks.ini has"
                                + " only 2*; add the number if the call is wanted.",
                        "old: dials 030123456; but it is disabled (enabled = no).");
        assertThat(starting.bare("trunks", "try-number", "+49900123456").out())
                .contains("deny in trunks.ini has +49900*");
        assertThat(starting.bare("trunks", "try-number", "112").out())
                .contains("acme: dials 112; an emergency number, which nothing stops.", "pbx: dials 9112;");
        assertThat(starting.bare("trunks", "try-number", "+4930", "--json").out())
                .contains("\"dials\":\"030\"", "\"may\":true");
    }

    @Test
    void aReloadTakesUpTrunksAndSaysInALineWhatChanged() throws IOException {
        Assembly.Running running = starting.mustStartWith(conf);
        assertThat(starting.bare("reload").out()).contains("Nothing has changed.");
        trunks(ACME.replace("calls = 30", "calls = 2").replace("+49900*", "+49180*")
                + "[beta]\nserver = 127.0.0.3:9\nping = 0\nuser = u\nsecret = one\nregister = no\n");
        Files.writeString(conf.resolve("sip.properties"), "realm = elsewhere\nemergency = 112\n");
        Starting.Said said = starting.bare("reload");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines())
                .containsExactly(
                        "trunks: acme changed (calls, deny); beta is new; emergency numbers are 112",
                        "at the next start: sip.realm");
        assertThat(starting.bare("trunks").out()).contains("0 of 2", "beta");
        assertThat(starting.bare("config", "show", "trunks.acme.calls").out()).containsPattern("trunks.acme.calls +2 ");
        trunks(ACME.replace("calls = 30", "calls = 2").replace("+49900*", "+49180*")
                + "[beta]\nserver = 127.0.0.3:9\nping = 0\nuser = u\nsecret = other\nregister = no\n");
        assertThat(starting.bare("reload").out())
                .contains("trunks: beta changed (secret)")
                .doesNotContain("other");
        Files.delete(conf.resolve("trunks.ini"));
        assertThat(starting.bare("reload").out()).contains("acme is gone; beta is gone; calls are taken from anyone");
        assertThat(running.server().edge().listening()).isNotEmpty();
    }

    @DisplayName("A reload with one mistake anywhere changes nothing, and tells all of them")
    @Test
    void aReloadWithAMistakeChangesNothing() throws IOException {
        starting.mustStartWith(conf);
        trunks(ACME.replace("calls = 30", "calls = many") + "[beta]\nping = 1m\n");
        Starting.Said said = starting.bare("reload");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains("trunks.ini:8", "\"many\" does not do", "Trunk beta has no server.", "Nothing was changed");
        assertThat(starting.bare("trunks").out()).contains("0 of 30").doesNotContain("beta");
    }

    @Test
    void metricsHaveEachTrunksNumbers() throws Exception {
        Assembly.Running running = starting.mustStartWith(conf);
        try (HttpClient web = HttpClient.newHttpClient()) {
            URI metrics = URI.create(running.server().desk().url()).resolve("/metrics");
            String text = web.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(text)
                    .contains("helpline_trunk_usable{trunk=\"acme\"}", "helpline_trunk_calls_active{trunk=\"acme\"} 0")
                    .contains("helpline_trunk_calls_today{trunk=\"acme\"} 0")
                    .contains("helpline_trunk_calls_total{trunk=\"acme\"} 0")
                    .contains("helpline_trunk_calls_refused_total{trunk=\"acme\"} 0");
        }
    }

    @Test
    void callsOfTodayAreCountedOverARestart() throws Exception {
        Files.createDirectories(starting.data());
        Files.writeString(
                starting.data().resolve("trunk-calls"),
                LocalDate.now(ZoneId.systemDefault()) + "\nacme = 17\ngone = 3\n");
        starting.mustStartWith(conf);
        assertThat(starting.bare("trunks").out()).contains("17 of 500");
    }

    @Test
    void aTornCountIsCountedFromNothing() throws Exception {
        Files.createDirectories(starting.data());
        Files.writeString(
                starting.data().resolve("trunk-calls"), LocalDate.now(ZoneId.systemDefault()) + "\nacme = sev");
        starting.mustStartWith(conf);
        assertThat(starting.bare("trunks").out()).contains("0 of 500");
    }

    private void trunks(String text) throws IOException {
        Files.writeString(conf.resolve("trunks.ini"), text);
    }
}
