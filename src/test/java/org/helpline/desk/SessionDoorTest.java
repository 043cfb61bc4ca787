package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionDoorTest {

    private final FakeHouse house = new FakeHouse(Clock.system());
    private Accounts accounts;
    private DeskServer server;
    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        accounts = DeskDemo.accounts();
        server = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)),
                        DeskDemo.services(house, Clock.system(), accounts),
                        new Problems())
                .orElseThrow();
        house.listen(server);
        visitor = new Visitor(server.url());
    }

    @AfterEach
    void stop() {
        visitor.close();
        server.close();
    }

    @Test
    void everybodySeesTheirOwnLoginsAndSupervisorsAll() {
        String anna = visitor.logIn("anna");
        String elsewhere = visitor.logIn("anna");
        String sam = visitor.logIn("sam");
        assertThat(sessions(anna)).extracting(s -> s.path("account").asString()).containsExactly("anna", "anna");
        assertThat(sessions(elsewhere))
                .extracting(s -> s.path("here").asBoolean())
                .containsExactly(false, true);
        assertThat(sessions(sam))
                .extracting(s -> s.path("account").asString() + " from "
                        + s.path("source").asString() + " with "
                        + s.path("browser").asString())
                .containsExactly(
                        "anna from 127.0.0.1 with Firefox on Linux",
                        "anna from 127.0.0.1 with Firefox on Linux",
                        "sam from 127.0.0.1 with Firefox on Linux");
    }

    @Test
    void anEndedLoginIsSentToTheLoginAndTheLastOneTakesTheAgentOffDuty() {
        String anna = visitor.logIn("anna");
        String elsewhere = visitor.logIn("anna");
        String sam = visitor.logIn("sam");
        assertThat(end(anna, first(elsewhere))).isEqualTo(200);
        assertThat(visitor.get("/api/me", anna).statusCode()).isEqualTo(401);
        assertThat(house.heard()).containsExactly("anna LogIn[]");
        assertThat(end(sam, first(elsewhere))).isEqualTo(200);
        assertThat(visitor.get("/api/me", elsewhere).statusCode()).isEqualTo(401);
        assertThat(house.heard()).containsExactly("anna LogIn[]", "anna LogOut[]");
        assertThat(visitor.get("/api/me", sam).statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyEndsAColleaguesLogin() {
        String anna = visitor.logIn("anna");
        String sam = visitor.logIn("sam");
        String ofSam = sessions(sam).path(1).path("id").asString();
        assertThat(end(anna, ofSam)).isEqualTo(409);
        assertThat(end(anna, "")).isEqualTo(409);
        assertThat(visitor.get("/api/me", sam).statusCode()).isEqualTo(200);
    }

    @Test
    void aSupervisorEndsNoAdministratorsLogin() {
        String sam = visitor.logIn("sam");
        String ada = visitor.logIn("ada");
        assertThat(end(sam, sessions(sam).path(1).path("id").asString())).isEqualTo(403);
        assertThat(visitor.get("/api/me", ada).statusCode()).isEqualTo(200);
        assertThat(end(ada, sessions(ada).path(0).path("id").asString())).isEqualTo(200);
        assertThat(visitor.get("/api/me", sam).statusCode()).isEqualTo(401);
    }

    @Test
    void theListGivesNothingThatOneCouldLogInWith() {
        String anna = visitor.logIn("anna");
        String id = first(anna);
        assertThat(anna).doesNotContain(id);
        assertThat(visitor.get("/api/me", "helpline=" + id).statusCode()).isEqualTo(401);
        assertThat(visitor.get("/api/sessions", anna).body()).doesNotContain(anna.substring("helpline=".length()));
    }

    private JsonNode sessions(String cookie) {
        return DeskJson.read(visitor.get("/api/sessions", cookie).body()).path("sessions");
    }

    private String first(String cookie) {
        return sessions(cookie).path(0).path("id").asString();
    }

    private int end(String cookie, String id) {
        return visitor.post("/api/sessions", cookie, "{\"id\":\"" + id + "\"}").statusCode();
    }
}
