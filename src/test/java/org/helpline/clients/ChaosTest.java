package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.app.stage.StagePhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Everything breaks while callers come: desks' connections, a phone's, a phone, and the server, killed and started again. In the end
 * everybody is back, every call has a record that says how it ended, and the desks show what the server knows.
 */
@Tag("clients")
class ChaosTest {

    private static final long SEED = Long.getLong("helpline.chaos.seed", 20_261_123);

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start: [{queue: support, then: nobody}]
            nobody: [hangup]
            """;

    private static final String NUMBER = "201";
    private static final int LINES = 2;
    private static final int LONGEST_PAUSE_MILLIS = 1_500;

    /** Below the ports that systems give to whoever asks for any, so that nobody takes them while the server is dead. */
    private static final int FIRST_PORT = 12_000;

    private final Random random = new Random(SEED);
    private final Path folder = HelplineProcess.folder("chaos");
    private final List<DeskSeat> seats = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();
    private String[] settings = {};
    private HelplineProcess server;
    private Cable desks;
    private Cable phones;

    /** What may go wrong. */
    private enum Trouble {
        DESKS_CUT,
        DESKS_CUT_AGAIN,
        PHONE_CUT,
        PHONE_CUT_AGAIN,
        PHONE_RESTARTED,
        SERVER_KILLED,
        SERVER_KILLED_AGAIN
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        System.out.println("chaos: -Dhelpline.chaos.seed=" + SEED);
        Path scripts = HelplineProcess.folder("chaos-scripts");
        HelplineProcess.delete(scripts);
        Files.createDirectories(scripts.resolve("line"));
        Files.writeString(scripts.resolve("line/script.yaml"), SCRIPT);
        int sip = freePort(FIRST_PORT);
        int desk = freePort(sip + 10);
        settings = Stream.of(
                        "sip.listen=127.0.0.1:" + sip,
                        "desk.listen=127.0.0.1:" + desk,
                        "media.ports=0",
                        "sip.digests=MD5",
                        "scripts.directory=" + scripts,
                        "numbers.100=",
                        "numbers.200=",
                        "numbers." + NUMBER + "=line",
                        "queues.support.ring=60s",
                        "queues.support.wrap-up=0",
                        "agents.anna.queues=support",
                        "agents.ben.queues=support",
                        "agents.cleo.name=Cleo",
                        "agents.cleo.queues=support")
                .flatMap(s -> Stream.of("--set", s))
                .toArray(String[]::new);
        server = HelplineProcess.start("chaos", settings);
        desks = new Cable(desk);
        phones = new Cable(sip);
        seat("anna", Baresip.byTcp("anna", server.phoneSecret("anna"), phones.port(), "auto"));
        seat("ben", Baresip.agent("ben", server.phoneSecret("ben"), sip, "auto"));
        seat("cleo", Baresip.agent("cleo", server.phoneSecret("cleo"), sip, "auto"));
    }

    private void seat(String agent, String account) throws IOException, InterruptedException {
        String page = "http://127.0.0.1:" + desks.port() + "/";
        DeskSeat seat =
                DeskSeat.open(new DeskSeat.Person(agent, page, server.password(agent), account, folder.resolve(agent)));
        seats.add(seat);
        seat.comesToRest();
    }

    private static int freePort(int from) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        for (int port = from; port < from + 1_000; port += 10) {
            try (ServerSocket _ = new ServerSocket(port, 1, here);
                    DatagramSocket _ = new DatagramSocket(port, here)) {
                return port;
            } catch (IOException e) {
                // somebody else's
            }
        }
        throw new IOException("no port is free from " + from + " on");
    }

    @AfterEach
    void close() throws IOException {
        for (DeskSeat seat : seats) {
            seat.close();
        }
        desks.close();
        phones.close();
        server.close();
    }

    @Test
    void whateverBreaksEverybodyComesBackAndEveryCallIsTold() throws IOException, InterruptedException {
        try (Crowd crowd = new Crowd(address(), NUMBER, LINES, SEED)) {
            List<Trouble> troubles = new ArrayList<>(Arrays.asList(Trouble.values()));
            Collections.shuffle(troubles, random);
            for (Trouble trouble : troubles) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS)); // the random moment
                makes(trouble, crowd);
            }
            seats.forEach(DeskSeat::comesBack);
            crowd.disperse();
            known.addAll(crowd.answered());
        }
        seats.forEach(DeskSeat::comesToRest);

        callsAreServedAgain();
        everyCallIsTold();
        desksShowWhatTheServerKnows();
    }

    private void makes(Trouble trouble, Crowd crowd) throws IOException, InterruptedException {
        switch (trouble) {
            case DESKS_CUT, DESKS_CUT_AGAIN -> desks.cut();
            case PHONE_CUT, PHONE_CUT_AGAIN -> phones.cut();
            case PHONE_RESTARTED -> restartPhone(seats.get(random.nextInt(seats.size())));
            case SERVER_KILLED, SERVER_KILLED_AGAIN -> kill(crowd);
        }
    }

    /** Where it registered in the second before the server is killed would be forgotten until it registers again, as what was told of calls is. */
    private void restartPhone(DeskSeat seat) throws IOException, InterruptedException {
        seat.restartPhone();
        String contact = ":" + seat.phone.port();
        await().atMost(RealPhone.PATIENCE).until(() -> server.registrations().contains(contact));
    }

    /** In the middle of calls. What was told of a call in the very second before is lost with the server; so those who came then are not asked for. */
    private void kill(Crowd crowd) throws IOException {
        List<String> answered = crowd.answered();
        CallBook book = new CallBook(server);
        await().atMost(RealPhone.PATIENCE).until(() -> callIds(book).containsAll(answered));
        known.addAll(answered);
        server.kill();
        crowd.forget();
        server = server.again(settings);
        seats.forEach(DeskSeat::comesBack);
    }

    private static Set<String> callIds(CallBook book) throws IOException {
        return book.records().map(r -> r.path("callId").asString()).collect(Collectors.toSet());
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort());
    }

    private void callsAreServedAgain() throws IOException {
        List<StagePhone> callers = new ArrayList<>();
        try {
            for (int i = 0; i < seats.size(); i++) {
                StagePhone caller = new StagePhone("990" + i, address());
                callers.add(caller);
                caller.call(NUMBER);
                known.add(caller.callId());
            }
            seats.forEach(seat -> seat.sees(".band", "Talking"));
            for (StagePhone caller : callers) {
                await().atMost(RealPhone.PATIENCE).until(() -> caller.heard() > 10);
                caller.hangUp();
            }
        } finally {
            callers.forEach(StagePhone::close);
        }
        seats.forEach(DeskSeat::isReady);
    }

    private void everyCallIsTold() throws IOException {
        CallBook book = new CallBook(server);
        await().atMost(DeskSeat.LONG) // who was answered after having given up is hung up after 32 s: RFC 3261 section
                // 13.3.1.4
                .until(() -> book.records().noneMatch(ChaosTest::isLive)
                        && callIds(book).containsAll(known));
        assertThat(book.records()).allSatisfy(r -> {
            assertThat(r.path("outcome").asString()).isNotBlank();
            assertThat(r.path("reason").asString()).isNotBlank();
        });
        await().atMost(DeskSeat.LONG)
                .untilAsserted(() -> assertThat(book.figures()).isNotEmpty().allSatisfy(ChaosTest::addsUp));
    }

    private static boolean isLive(JsonNode r) {
        return r.path("outcome").asString().equals("live");
    }

    /** Whoever was offered was answered, or is told otherwise. */
    private static void addsUp(String figures) {
        List<Integer> counts = Stream.of(figures.replaceAll("[^0-9,]", "").split(",", -1))
                .map(Integer::valueOf)
                .toList();
        assertThat(counts.getFirst())
                .as(figures)
                .isEqualTo(counts.stream().skip(1).mapToInt(i -> i).sum());
        assertThat(counts.getLast()).as("who waits: " + figures).isZero();
    }

    private void desksShowWhatTheServerKnows() throws IOException {
        CallBook book = new CallBook(server);
        for (DeskSeat seat : seats) {
            List<String> told = book.of(seat.agent(), DeskSeat.MOST_CALLS);
            seat.reload();
            seat.isReady();
            await().atMost(RealPhone.PATIENCE)
                    .untilAsserted(() -> assertThat(seat.calls()).isEqualTo(told));
        }
    }
}
