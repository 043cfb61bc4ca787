package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.helpline.acd.Board.QueueLine;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.DeskSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Scratch;
import org.helpline.core.ScreenPop;
import org.helpline.ivr.Samples;
import org.helpline.ivr.draw.ScriptPicture;
import org.helpline.ivr.draw.Traffic;
import org.helpline.ivr.model.Script;
import org.helpline.tls.Certificates;

/**
 * Serves the real pages with a fake house, to be looked at: {@code hl run org.helpline.desk.DeskDemo [host:port]}. Log in as
 * anna, ben or sam (supervisor), password {@code show me the desk}; then type commands: offer, several, none, withdraw, answer,
 * end, ready, drop, wait N, quit.
 */
final class DeskDemo {

    static final String PASSWORD = "show me the desk";

    private DeskDemo() {}

    public static void main(String[] arguments) throws IOException {
        String listen = arguments.length > 0 ? arguments[0] : "127.0.0.1:0";
        FakeHouse house = new FakeHouse(Clock.system());
        Problems problems = new Problems();
        DeskServer server = start(listen, house, Clock.system(), Duration.ofHours(1), problems);
        System.out.println(server.url() + " (anna, ben, sam; password: " + PASSWORD + ")");
        house.state(FakeHouse.BEN, "talking", "");
        house.queue(new QueueLine(FakeHouse.SUPPORT, 3, Duration.ofSeconds(74), 67, 58, 51, 4, 2));
        for (String line = in(); !line.equals("quit"); line = in()) {
            act(house, server, line.strip());
        }
        server.close();
    }

    private static String in() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = System.in.read();
        while (c != '\n' && c != -1) {
            line.append((char) c);
            c = System.in.read();
        }
        return c == -1 && line.isEmpty() ? "quit" : line.toString();
    }

    static void act(FakeHouse house, DeskServer server, String what) {
        AgentId anna = FakeHouse.ANNA;
        switch (what) {
            case "offer" -> offer(house, Pops.one());
            case "several" -> offer(house, Pops.several());
            case "none" -> offer(house, Pops.none());
            case "withdraw" -> house.withdraw(anna, "withdrawn: the caller hung up");
            case "answer" -> house.answer(anna);
            case "end" -> house.end(anna);
            case "ready" -> house.state(anna, "ready", "");
            case "drop" -> server.dropConnections();
            default -> System.out.println("offer, several, none, withdraw, answer, end, ready, drop, quit");
        }
    }

    static void offer(FakeHouse house, ScreenPop pop) {
        house.offer(
                FakeHouse.ANNA,
                new InteractionId("20261122-02150" + house.heard().size() + "-7f3a9c"),
                pop,
                Duration.ofSeconds(41));
    }

    static DeskSettings settings(String listen, Duration idle) {
        return new DeskSettings(
                listen,
                List.of("https://desk.example.com"),
                List.of("lunch", "break", "training", "back office"),
                List.of("resolved", "ticket opened", "call back", "wrong number", "complaint"),
                idle,
                "TR");
    }

    static DeskServer start(String listen, FakeHouse house, Clock clock, Duration idle, Problems problems)
            throws IOException {
        DeskServices services = services(house, clock, accounts());
        DeskServer server = DeskServer.start(settings(listen, idle), services, problems)
                .orElseThrow(() -> new IllegalStateException(problems.all().toString()));
        house.listen(server);
        return server;
    }

    static DeskServices services(FakeHouse house, Clock clock, Accounts accounts) {
        return services(house, clock, accounts, DeskRooms.none());
    }

    static DeskServices services(FakeHouse house, Clock clock, Accounts accounts, DeskRooms rooms) {
        return services(house, clock, accounts, rooms, Optional.empty());
    }

    static DeskServices services(
            FakeHouse house, Clock clock, Accounts accounts, DeskRooms rooms, Optional<Certificates> certificates) {
        return new DeskServices(
                house,
                accounts,
                (agent, limit) -> history(clock.now()),
                Duration.ofSeconds(18),
                () -> "# HELP calls_total calls\n",
                () -> new Health(true, Map.of("journal", "0 behind")),
                DeskDemo::scripts,
                () -> Map.of("support-line", clock.now()),
                (script, days) -> ScriptPicture.svg(script, new Traffic(days, "", 0, Map.of())),
                clock,
                new SecureRandom(),
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()),
                rooms,
                certificates,
                DeskAccess.NONE);
    }

    private static Map<String, Script> scripts() {
        return Map.of("support-line", Samples.sample("support-line"));
    }

    static Accounts accounts() throws IOException {
        Path file = Scratch.folder("desk").resolve("accounts.json");
        Accounts accounts = Accounts.load(file, new SecureRandom(), new Argon2id.Cost(64, 1, 1), new Problems());
        accounts.create("anna", Role.AGENT, PASSWORD);
        accounts.create("ben", Role.AGENT, PASSWORD);
        accounts.create("sam", Role.SUPERVISOR, PASSWORD);
        accounts.create("ada", Role.ADMINISTRATOR, PASSWORD);
        return accounts;
    }

    private static List<History.PastCall> history(Instant now) {
        return List.of(
                past("a", now.minusSeconds(600), "Jonas Weber", "support", 312, "resolved"),
                past("b", now.minusSeconds(1_700), "+44 20 7946 0018", "billing", 95, "ticket opened"),
                past("c", now.minusSeconds(3_000), "Ayşe Yılmaz", "support", 641, "call back"));
    }

    private static History.PastCall past(String id, Instant at, String who, String queue, long seconds, String code) {
        return new History.PastCall(
                new InteractionId(id),
                at,
                new Personal(who),
                queue,
                Duration.ofSeconds(seconds),
                code,
                id.equals("a") ? "4 of 5" : "",
                switch (id) {
                    case "b" -> Optional.of(new History.Poor(false, "lost"));
                    case "c" -> Optional.of(new History.Poor(true, "one-way"));
                    default -> Optional.empty();
                });
    }
}
