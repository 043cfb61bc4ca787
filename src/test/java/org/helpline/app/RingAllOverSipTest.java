package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.helpline.app.PhonesInAHouse.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.Digit;
import org.helpline.desk.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue that rings all, with real phones over SIP on loopback. */
class RingAllOverSipTest {

    private static final String ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // by start()
    private PhonesInAHouse house;

    @SuppressWarnings("NullAway.Init")
    private StagePhone kim;

    private void start(List<String> agents, String... more) throws IOException {
        List<String> sets = new ArrayList<>(List.of(
                "queues.support.strategy=ring all", "queues.support.ring-at-once=12", "queues.support.wrap-up=0"));
        agents.forEach(a -> sets.add("agents." + a + ".queues=support"));
        sets.addAll(List.of(more));
        house = new PhonesInAHouse(folder, agents, sets.toArray(String[]::new));
        kim = house.caller("+49301234567");
    }

    @AfterEach
    void stop() {
        kim.close();
        house.close();
    }

    @Test
    @DisplayName("P23 twelve phones ring and nobody stays reserved")
    void twelvePhonesRingAndNobodyStaysReserved() throws Exception {
        start(IntStream.rangeClosed(1, 12).mapToObj(i -> "agent" + i).toList());
        kim.call("100");
        house.allRing();
        house.phone("agent5").answer();
        await(() -> house.state("agent5").equals("talking"));
        Stream<StagePhone> others = house.phones.entrySet().stream()
                .filter(e -> !e.getKey().equals("agent5"))
                .map(Map.Entry::getValue);
        others.forEach(phone -> {
            await(() -> !phone.rings());
            assertThat(phone.reason()).isEqualTo(ELSEWHERE); // no missed call: RFC 3326
        });
        await(() -> house.phones.keySet().stream()
                .allMatch(a -> house.state(a).equals(a.equals("agent5") ? "talking" : "ready")));
        kim.hangUp();
        await(() -> house.phones.keySet().stream().allMatch(a -> house.state(a).equals("ready")));
        StagePhone lee = house.caller("+4930222");
        try (lee) {
            lee.call("100");
            house.allRing();
            lee.hangUp();
            await(() -> house.phones.values().stream().noneMatch(StagePhone::rings));
            await(() ->
                    house.phones.keySet().stream().allMatch(a -> house.state(a).equals("ready")));
            assertThat(house.phone("agent1").reason()).contains("The caller hung up");
        }
    }

    @Test
    @Tag("clients")
    void bothDesksShowTheCallerAndTheOneWhoWasSlowerReadsWhoTookThem() throws Exception {
        start(List.of("anna", "ben"));
        try (Browser anna = Browser.open(false);
                Browser ben = Browser.open(false)) {
            anna.logIn(house.running().server().desk().url(), "anna", house.password("anna"));
            ben.logIn(house.running().server().desk().url(), "ben", house.password("ben"));
            ben.seeText("#state", "Ready");
            kim.call("100");
            house.allRing();
            anna.seeText("#pop", "+49301234567");
            ben.seeText("#pop", "+49301234567");
            house.phone("ben").answer();
            anna.seeText("#notices", "ben took the call");
            anna.seeText("#state", "Ready");
            ben.seeText(".band", "Talking");
            anna.gone(".call");
            kim.hangUp();
        }
    }

    @Test
    void twoAnswerInTheSameMomentAndExactlyOneHasTheCall() throws Exception {
        start(List.of("anna", "ben"));
        kim.call("100");
        house.allRing();
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> answers = house.phones.values().stream()
                    .map(phone -> threads.submit(() -> {
                        together.await();
                        phone.answer();
                        return (Void) null;
                    }))
                    .toList();
            for (Future<Void> answer : answers) {
                answer.get();
            }
        }
        await(() -> List.of("anna", "ben").stream()
                        .filter(a -> house.state(a).equals("talking"))
                        .count()
                == 1);
        String late = house.state("anna").equals("talking") ? "ben" : "anna";
        assertThat(house.phone(late).awaitHangUp(PhonesInAHouse.PATIENCE_MILLIS))
                .isTrue();
        await(() -> house.state(late).equals("ready"));
        kim.hangUp();
        assertThat(house.starting.storyWith("the call ends")).contains("is no longer offered the call: taken by ");
    }

    @Test
    @DisplayName("P33 who hears the whisper and hangs up is out alone")
    void whoHearsTheWhisperAndHangsUpIsOutAlone() throws Exception {
        start(List.of("anna", "ben"), "agents.anna.accept-key=1", "agents.ben.accept-key=1");
        kim.call("100");
        house.allRing();
        StagePhone anna = house.phone("anna");
        anna.answer();
        await(() -> anna.heard() > 10); // the whisper
        anna.hangUp();
        await(() -> !house.state("anna").equals("offered"));
        assertThat(house.phone("ben").rings()).isTrue();
        assertThat(house.state("ben")).isEqualTo("offered");
        house.phone("ben").answer();
        await(() -> house.phone("ben").heard() > 10);
        assertThat(house.state("ben")).as("asked for the key").isEqualTo("offered");
        house.phone("ben").press(Digit.ONE);
        await(() -> house.state("ben").equals("talking"));
        kim.hangUp();
    }
}
