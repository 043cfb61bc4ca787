package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.access.AuditLine.Act;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.recording.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings on the desk's port: who hears which, in parts, and that each listening is in the audit log. */
class RecordingDoorTest {

    private static final String CALL = "20261122-093000-7f3a9c";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Act> audit = new CopyOnWriteArrayList<>();
    private TalkRoom room;

    @SuppressWarnings("NullAway.Init") // set before it is asked
    private DeskServer server;

    @SuppressWarnings("NullAway.Init") // set before it is asked
    private Visitor visitor;

    private Recording kept;

    @BeforeEach
    void keep() throws IOException {
        room = new TalkRoom(folder);
        kept = room.keep(CALL + "-1", CALL, 3, "anna");
    }

    private void start(boolean ownCalls) throws IOException {
        start(ownCalls, DeskRooms.none());
    }

    private void start(boolean ownCalls, DeskRooms rooms) throws IOException {
        DeskServices services = DeskDemo.services(
                        new FakeHouse(Clock.system()),
                        Clock.system(),
                        DeskDemo.accounts(),
                        rooms.with(new Listening(room.recordings, ownCalls)))
                .with(new DeskAccess(audit::add, DeskAccess.NONE.tokens(), DeskAccess.Records.NONE));
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        visitor = new Visitor(server.url());
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        visitor.close();
        server.close();
        room.close();
    }

    private HttpResponse<String> list(String cookie) {
        return visitor.get("/api/recordings?call=" + CALL, cookie);
    }

    private HttpResponse<byte[]> sound(String cookie, String range) throws IOException, InterruptedException {
        return sound(cookie, range, kept.id());
    }

    private HttpResponse<byte[]> sound(String cookie, String range, String id)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(visitor.at("/api/recordings/sound?id=" + id));
        if (!cookie.isEmpty()) {
            request.header("cookie", cookie);
        }
        if (!range.isEmpty()) {
            request.header("range", range);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private List<Act> heard() {
        return audit.stream()
                .filter(a -> a.act().equals("/api/recordings/sound"))
                .toList();
    }

    @Test
    void aSupervisorHearsThemInPartsAndIsToldOfOnce() throws Exception {
        start(false);
        String sam = visitor.logIn("sam");
        assertThat(list(sam).body()).contains(kept.id(), "\"pauses\":[{\"from\":1000,\"to\":2000,\"by\":\"anna\"}]");
        HttpResponse<byte[]> whole = sound(sam, "");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("content-type")).contains("audio/ogg");
        assertThat(whole.headers().firstValue("cache-control")).contains("no-store");
        assertThat(new String(whole.body(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("OggS");
        int size = whole.body().length;
        HttpResponse<byte[]> part = sound(sam, "bytes=1000-1999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("content-range")).contains("bytes 1000-1999/" + size);
        assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(whole.body(), 1000, 2000));
        assertThat(sound(sam, "bytes=" + size + "-").statusCode()).isEqualTo(416);
        assertThat(heard()).singleElement().satisfies(a -> {
            assertThat(a.who()).isEqualTo("sam");
            assertThat(a.source()).startsWith("desk 127.0.0.1");
            assertThat(a.what()).isEqualTo("id=" + kept.id());
            assertThat(a.result()).isEqualTo("done");
        });
        sound(sam, "bytes=0-");
        assertThat(heard()).as("from the beginning again").hasSize(2);
    }

    @Test
    void whoMayNotHearThemSeesNone() throws Exception {
        start(false);
        String anna = visitor.logIn("anna");
        assertThat(list(anna).body()).doesNotContain(kept.id());
        assertThat(sound(anna, "").statusCode()).isEqualTo(404);
        assertThat(heard()).extracting(Act::result).containsExactly("refused: 404");
        assertThat(sound("", "").statusCode()).isEqualTo(401);
        assertThat(heard()).as("somebody without a name is nobody's listening").hasSize(1);
    }

    @Test
    void anAgentsLastCallsTellOfWhichThereIsOneToBeHeard() throws Exception {
        room.keep("a-1", "a", 1, "anna");
        room.keep("b-1", "b", 1, "ben");
        start(true);
        assertThat(DeskJson.read(visitor.get("/api/history", visitor.logIn("anna"))
                                .body())
                        .path("calls")
                        .valueStream()
                        .map(c -> c.path("interaction").asString("") + " "
                                + c.path("recorded").asBoolean(false)))
                .containsExactly("a true", "b false", "c false");
    }

    @Test
    void aCustomersTimelineTellsWhichOfTheCallsThereCanBeHeardByWhoeverLooks() throws Exception {
        room.keep("a-1", "a", 1, "anna");
        room.keep("b-1", "b", 1, "ben");
        try (OneCustomer customer = OneCustomer.open()) {
            List.of("a", "b", "c").forEach(call -> customer.called("+442079460018", call));
            start(true, DeskRooms.none().with(customer.clientele()));
            assertThat(timeline("sam")).isEqualTo("a true, b true, c false");
            assertThat(timeline("anna")).as("her own").isEqualTo("a true, b false, c false");
        }
    }

    @Test
    void whereAgentsHearNoneATimelineTellsThemOfNone() throws Exception {
        room.keep("a-1", "a", 1, "anna");
        try (OneCustomer customer = OneCustomer.open()) {
            customer.called("+442079460018", "a");
            start(false, DeskRooms.none().with(customer.clientele()));
            assertThat(timeline("sam")).isEqualTo("a true");
            assertThat(timeline("anna")).isEqualTo("a false");
        }
    }

    /** The calls, in order, and whether each is shown as recorded. */
    private String timeline(String who) {
        return DeskJson.read(visitor.get("/api/customers/C-1/timeline", visitor.logIn(who))
                        .body())
                .path("happenings")
                .valueStream()
                .filter(h -> h.path("kind").asString("").equals("in"))
                .map(h -> h.path("id").asString("") + " " + h.path("recorded").asBoolean(false))
                .sorted()
                .collect(java.util.stream.Collectors.joining(", "));
    }

    @Test
    void anAgentWhoMayHearNoneIsToldOfNone() throws Exception {
        room.keep("a-1", "a", 1, "anna");
        start(false);
        assertThat(visitor.get("/api/history", visitor.logIn("anna")).body()).doesNotContain("\"recorded\":true");
    }

    @Test
    void anAgentHearsTheirOwnWhereTheSettingsLetThem() throws Exception {
        Recording bens = room.keep(CALL + "-2", CALL, 1, "ben");
        start(true);
        String anna = visitor.logIn("anna");
        assertThat(list(anna).body()).contains(kept.id()).doesNotContain(bens.id());
        assertThat(sound(anna, "").statusCode()).isEqualTo(200);
        assertThat(sound(anna, "", bens.id()).statusCode()).isEqualTo(404);
        assertThat(sound(anna, "", "..%2Fkeys").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasChangedIsNotPlayed() throws Exception {
        Path file = room.recordings.file(kept);
        byte[] bytes = Files.readAllBytes(file);
        bytes[200] ^= 1;
        Files.write(file, bytes);
        start(false);
        HttpResponse<byte[]> refused = sound(visitor.logIn("sam"), "bytes=0-");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(new String(refused.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("changed");
    }
}
