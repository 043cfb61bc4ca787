package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.app.stage.StagePhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers worked on at the desk, by HTTP, and their calls over real SIP. */
class DeskCustomersCallTest {

    private static final String KIM = "+49301234567";

    @TempDir
    private Path folder;

    private Starting starting;
    private DeskClient desk;
    private InetSocketAddress sip = new InetSocketAddress(0);
    private Path customers = Path.of("");

    @BeforeEach
    void start() throws Exception {
        starting = new Starting(folder);
        customers = folder.resolve("customers.csv");
        Files.writeString(customers, "id,name,phones\nC-1,Ada,+44 7700 900123\n");
        Assembly.Running server = starting.mustStart("store.customers=" + customers);
        sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), StudioCallTest.port(server));
        desk = DeskClient.of(starting, server, "admin");
    }

    @AfterEach
    void stop() {
        desk.close();
        starting.close();
    }

    private String made(String number) {
        HttpResponse<String> made =
                desk.post("api/customers", "{\"fields\":{\"name\":\"Kim Winter\"},\"numbers\":[\"" + number + "\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return made.body().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    private String called(String from) throws IOException {
        return starting.storyOf(() -> {
            try (StagePhone phone = new StagePhone(from, sip)) {
                phone.call("100");
                starting.storyWith("hears welcome"); // which is long
                phone.hangUp();
            }
        });
    }

    @Test
    void aBlockedCallerIsRefusedWithASentenceBeforeAnyScriptUntilTheFlagIsTakenOff() throws Exception {
        String id = made(KIM);
        assertThat(desk.post("api/customers/" + id + "/flags", "{\"flag\":\"blocked\",\"why\":\"\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(desk.post("api/customers/" + id + "/flags", "{\"flag\":\"blocked\",\"why\":\"nothing but spam\"}")
                        .body())
                .contains("nothing but spam");
        String story = starting.storyOf(() -> {
            try (StagePhone kim = new StagePhone(KIM, sip)) {
                assertThatThrownBy(() -> kim.call("100")).hasMessageContaining("603");
            }
        });
        assertThat(story)
                .contains("The caller is blocked (nothing but spam; by admin")
                .doesNotContain("hears");
        assertThat(called("+447700900123")).contains("hears welcome");
        assertThat(desk.post("api/customers/" + id + "/flags", "{\"flag\":\"blocked\",\"on\":false}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(called(KIM)).contains("hears welcome");
    }

    @Test
    void anEmergencyServiceThatCallsBackIsNeverRefused() throws Exception {
        String id = made("112");
        HttpResponse<String> blocked =
                desk.post("api/customers/" + id + "/flags", "{\"flag\":\"blocked\",\"why\":\"loud\"}");
        assertThat(blocked.statusCode()).isEqualTo(409);
        assertThat(blocked.body()).contains("never blocked");
        String other = made(KIM);
        assertThat(desk.post("api/customers/" + other + "/flags", "{\"flag\":\"blocked\",\"why\":\"loud\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(desk.post("api/customers/" + other + "/reaches", "{\"kind\":\"number\",\"value\":\"112\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(called("112")).contains("hears welcome");
    }

    @Test
    void theTimelineShowsTheCallsOfEveryNumberAndForgettingDestroysWhatWasMadeHere() throws Exception {
        called(KIM);
        String id = made(KIM);
        assertThat(desk.get("api/customers/" + id + "/timeline").body()).contains("\"kind\":\"in\"", "made here");
        assertThat(desk.get("api/customers?q=kim").body()).contains(id);
        assertThat(desk.get("api/customers/" + id + "/export").body()).contains("\"happenings\"", KIM);
        assertThat(starting.command("forget", KIM).out()).contains("had said of the number");
        assertThat(desk.get("api/customers/" + id).statusCode()).isEqualTo(404);
        assertThat(desk.get("api/customers?q=Kim").body()).isEqualTo("{\"customers\":[]}");
    }

    @Test
    void anUploadedFileTakesThePlaceOfTheOneThereAndABrokenOneChangesNothing() throws Exception {
        assertThat(desk.get("api/customers?q=Ada").body()).contains("C-1");
        String bad =
                desk.post("api/customers/upload", "id,name,phones\nC-7,Bo,#\n").body();
        assertThat(bad)
                .contains("\"fine\":false", "customers.csv:2:8: \\\"#\\\" is not a phone number.", "whoever was known")
                .doesNotContain("upload-");
        assertThat(desk.get("api/customers?q=Ada").body()).contains("C-1");
        assertThat(Files.readString(customers)).contains("C-1");
        String csv = "id,name,phones\nC-7,Bo Weiss,+44 7700 900456\n";
        assertThat(desk.post("api/customers/upload", csv).body())
                .contains("\"fine\":true", "1 customers with 1 numbers were imported.");
        assertThat(Files.readString(customers)).isEqualTo(csv);
        assertThat(desk.get("api/customers?q=Ada").body()).isEqualTo("{\"customers\":[]}");
        assertThat(desk.get("api/customers?q=Bo").body()).contains("C-7");
        assertThat(desk.get("api/customers/import").body()).isEqualTo("{\"line\":\"\"}");
        Path before = starting.data().resolve("customers.before.csv");
        assertThat(Files.readString(before)).contains("+44 7700 900123");
        assertThat(starting.command("forget", "+447700900123").out()).contains("customers.before.csv");
        assertThat(before).doesNotExist();
    }

    @Test
    void anImportAtTheDeskTellsBadLinesAndAnExportCannotBecomeAFormula() throws Exception {
        assertThat(desk.post("api/customers/import", "{}").body()).contains("\"fine\":true");
        Files.writeString(customers, "id,name,phones\nC-1,Ada,#\nC-2,,\n");
        assertThat(desk.post("api/customers/import", "{}").body())
                .contains(
                        "\"fine\":false", ":2:9: \\\"#\\\" is not a phone number.", ":3:5: This customer has no name.");
        desk.post("api/customers/C-1", "{\"fields\":{\"name\":\"=cmd|' /C calc'!A0\"}}");
        String csv = desk.get("api/customers/export").body();
        assertThat(csv).contains("C-1,'=cmd", "+447700900123");
        Files.writeString(customers, csv);
        assertThat(desk.post("api/customers/import", "{}").body()).contains("\"fine\":true");
        assertThat(desk.get("api/customers/C-1").body()).contains("\"name\":\"=cmd|' /C calc'!A0\"", "\"changed\":[");
    }
}
