package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.helpline.config.Secret;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PhoneDoorTest {

    private static final Duration IDLE = Duration.ofHours(12);

    private final AtomicLong seconds = new AtomicLong();
    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return seconds.get() * 1_000_000_000L;
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-11-22T10:00:00Z").plusSeconds(seconds.get());
        }
    };
    private final FakeHouse house = new FakeHouse(clock);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final BrowserPhones phones = new BrowserPhones() {
        @Override
        public List<InetSocketAddress> doors(boolean byTls) {
            return byTls ? List.of() : List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000));
        }

        @Override
        public void give(AgentId agent, Secret pass) {
            told.add(agent + " " + pass.value());
        }

        @Override
        public void end(AgentId agent) {
            told.add(agent + " ended");
        }

        @Override
        public String testCall() {
            return "*43";
        }
    };

    private DeskServer server;
    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        DeskRooms rooms = DeskRooms.none().with(phones);
        server = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", IDLE),
                        DeskDemo.services(house, clock, DeskDemo.accounts(), rooms, Optional.empty()),
                        new Problems())
                .orElseThrow();
        visitor = new Visitor(server.url());
    }

    @AfterEach
    void close() {
        visitor.close();
        server.close();
    }

    private HttpResponse<String> ask(String session, String act, String holder) {
        seconds.incrementAndGet(); // or it is too often
        return visitor.post("/api/phone", session, "{\"act\":\"" + act + "\",\"holder\":\"" + holder + "\"}");
    }

    private static ObjectNode body(HttpResponse<String> response) {
        return DeskJson.read(response.body());
    }

    @Test
    void aWindowIsGivenAPassOfItsOwnWithWhichThePhoneRegisters() {
        String anna = visitor.logIn("anna");
        HttpResponse<String> given = ask(anna, "keep", "");
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.headers().firstValue("cache-control")).contains("no-store");
        assertThat(body(given).path("user").asString()).isEqualTo("anna");
        assertThat(body(given).path("url").asString()).isEqualTo("ws://127.0.0.1:4000/");
        assertThat(body(given).path("test").asString()).isEqualTo("*43");
        String secret = body(given).path("secret").asString();
        assertThat(secret).hasSize(32);
        assertThat(told).containsExactly("anna " + secret);

        String again = body(ask(anna, "keep", body(given).path("holder").asString()))
                .path("secret")
                .asString();
        assertThat(again).hasSize(32).isNotEqualTo(secret);
        assertThat(told).containsExactly("anna " + secret, "anna " + again);
    }

    @Test
    void anotherWindowTakesOverWhenAskedToAndNotDuringACall() {
        String office = visitor.logIn("anna");
        String home = visitor.logIn("anna");
        ask(office, "keep", "");
        assertThat(body(ask(home, "keep", "")).path("state").asString()).isEqualTo("elsewhere");

        house.offer(FakeHouse.ANNA, new InteractionId("call-1"), Pops.one(), Duration.ZERO);
        house.answer(FakeHouse.ANNA);
        HttpResponse<String> talking = ask(home, "take", "");
        assertThat(talking.statusCode()).isEqualTo(409);
        assertThat(body(talking).path("error").asString()).contains("has a call");
        assertThat(told).hasSize(1);

        house.end(FakeHouse.ANNA);
        assertThat(ask(home, "take", "").statusCode()).isEqualTo(200);
        assertThat(told).hasSize(2);
    }

    @Test
    void aWindowThatIsLeftIsNoPhone() {
        String anna = visitor.logIn("anna");
        String holder = body(ask(anna, "keep", "")).path("holder").asString();
        ask(anna, "leave", "another");
        assertThat(told).hasSize(1);
        ask(anna, "leave", holder);
        assertThat(told).hasSize(2).last().isEqualTo("anna ended");
        assertThat(ask(anna, "keep", "").statusCode()).isEqualTo(200);
    }

    @Test
    void whoLogsOutHasNoPhoneInTheBrowser() {
        String anna = visitor.logIn("anna");
        ask(anna, "keep", "");
        assertThat(visitor.post("/logout", anna, "{}").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> told.contains("anna ended"));
        assertThat(ask(visitor.logIn("anna"), "keep", "").statusCode()).isEqualTo(200);
    }

    @Test
    void passesAreForAgentsAndNotWithoutEnd() {
        assertThat(visitor.post("/api/phone", "", "", "{\"act\":\"take\"}").statusCode())
                .isEqualTo(401);
        assertThat(visitor.post("/api/phone", visitor.logIn("sam"), "{\"act\":\"take\"}")
                        .statusCode())
                .isEqualTo(403);
        String anna = visitor.logIn("anna");
        assertThat(visitor.post("/api/phone", anna, "none", "{\"act\":\"take\"}")
                        .statusCode())
                .isEqualTo(403);
        for (int i = 0; i < 4; i++) {
            assertThat(visitor.post("/api/phone", anna, "{\"act\":\"take\"}").statusCode())
                    .isEqualTo(200);
        }
        assertThat(visitor.post("/api/phone", anna, "{\"act\":\"take\"}").statusCode())
                .isEqualTo(429);
        assertThat(visitor.post("/api/phone", anna, "{\"act\":\"sing\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void thePageMayConnectThereAndNowhereElse() {
        HttpResponse<String> desk = visitor.get("/desk", visitor.logIn("anna"));
        assertThat(desk.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'self';")
                .endsWith("; connect-src 'self' ws://127.0.0.1:4000/");
        HttpResponse<String> board = visitor.get("/board", visitor.logIn("sam"));
        assertThat(board.headers().firstValue("content-security-policy").orElseThrow())
                .doesNotContain("connect-src");
    }
}
