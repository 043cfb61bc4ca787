package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.helpline.config.StoreSettings;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.desk.History;
import org.helpline.interaction.CustomerBook;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Journal;
import org.helpline.journal.Ratings;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentHistoryTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    private final Book book = new Book();
    private Store store;
    private Journal journal;
    private AgentHistory history;

    /** Who is known, by number. */
    private static final class Book implements CustomerBook {
        private Map<String, List<String>> names = Map.of();
        private int asked;

        @Override
        public boolean mayKnow(String number) {
            return !names.isEmpty();
        }

        @Override
        public CompletionStage<Caller> byNumber(String number, int limit) {
            asked++;
            List<ScreenPop.Match> matches = names.getOrDefault(number, List.of()).stream()
                    .limit(limit)
                    .map(name -> new ScreenPop.Match(
                            name,
                            new Personal(name),
                            "",
                            "",
                            "",
                            Optional.empty(),
                            List.of(),
                            Personal.NONE,
                            Personal.NONE))
                    .toList();
            return CompletableFuture.completedFuture(new Caller(matches, Optional.empty()));
        }

        @Override
        public void rememberLanguage(String number, String language) {}
    }

    @BeforeEach
    void open() {
        StoreSettings settings = new StoreSettings(
                folder.resolve("store.db"), folder.resolve("spill"), folder.resolve("customers.csv"), "GB");
        Problems problems = new Problems();
        store = Store.open(settings, problems).orElseThrow(() -> new AssertionError(problems.all()));
        journal = Journal.open(store, settings, Clock.system(), new Random(1), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        history = new AgentHistory(new CallRecords(store), new Ratings(store), book);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    private void served(String id, String number, String phonesName) {
        List<Fact> facts = List.of(
                new CallFact.Arrived(new Personal(number), new Personal(phonesName), "100", id + "@phone", "udp", ""),
                new QueueFact.Connected(new QueueName("support"), ANNA, Duration.ofSeconds(1)),
                new CallFact.Ended("served", "agent", "The agent hung up."));
        int minute = id.charAt(id.length() - 1) - '0';
        Stream.of(0, 1, 2)
                .forEach(i -> journal.publish(new Published(
                        id, i + 1L, NOON.plus(Duration.ofMinutes(minute)).plusSeconds(i), 1000L * i, facts.get(i))));
        journal.flush().toCompletableFuture().join();
    }

    private List<String> shown() {
        return history.last(ANNA, 10).stream()
                .map(History.PastCall::customer)
                .map(Personal::value)
                .toList();
    }

    @Test
    void showsTheCustomerWhoCalledAndOnlyThenWhatThePhoneSaid() {
        book.names = Map.of("+441", List.of("Ada Okafor"), "+442", List.of("Luca Romano", "Sofia Romano"));
        served("call-1", "+441", "reception");
        served("call-2", "+442", "");
        served("call-3", "+443", "Grace's mobile");
        served("call-4", "+444", "");
        served("call-5", "", "");
        assertThat(shown()).containsExactly("", "+444", "Grace's mobile", "Luca Romano or Sofia Romano", "Ada Okafor");
    }

    @Test
    void asksOnceForOneWhoCalledAgain() {
        book.names = Map.of("+441", List.of("Ada Okafor"));
        served("call-1", "+441", "");
        served("call-2", "+441", "");
        assertThat(shown()).containsExactly("Ada Okafor", "Ada Okafor");
        assertThat(book.asked).isEqualTo(1);
    }

    @Test
    void asksNobodyWhereNoCustomerIsKnown() {
        served("call-1", "+441", "Ada");
        assertThat(shown()).containsExactly("Ada");
        assertThat(book.asked).isZero();
    }

    /** Whoever sent a caller on has talked with them all the same. */
    @Test
    void showsACallToAllWhoTalkedInIt() {
        served("call-1", "+441", "Ada");
        AgentId ben = new AgentId("ben");
        journal.publish(
                new Published("agent:ben", 1, NOON, 0, new AgentFact.StateChanged(ben, "talking", "", "call-1")));
        journal.publish(
                new Published("agent:ben", 2, NOON, 0, new AgentFact.StateChanged(ben, "offered", "", "call-2")));
        served("call-2", "+442", "Bob");
        journal.publish(
                new Published("agent:anna", 1, NOON, 0, new AgentFact.StateChanged(ANNA, "talking", "", "call-2")));
        journal.flush().toCompletableFuture().join();
        assertThat(shown()).containsExactly("Bob", "Ada");
        assertThat(history.last(ben, 10))
                .as("ben was only offered the second")
                .extracting(c -> c.customer().value())
                .containsExactly("Ada");
    }

    private void sounded(String call, long number, String leg, long received, long lost) {
        journal.publish(
                new Published(call, number, NOON, 4_000, new CallFact.MediaClosed(leg, received, 3_000, lost, 0, 2)));
        journal.flush().toCompletableFuture().join();
    }

    @Test
    void tellsOfPoorSoundWhoseItWasAndWhy() {
        for (String id : List.of("call-1", "call-2", "call-3", "call-4", "call-5")) {
            served(id, "", id);
        }
        sounded("call-1", 4, "caller", 2_700, 300);
        sounded("call-1", 5, "agent:anna", 2_950, 50);
        sounded("call-2", 4, "caller", 3_000, 0);
        sounded("call-2", 5, "agent:anna", 0, 0);
        sounded("call-3", 4, "caller", 3_000, 0);
        sounded("call-3", 5, "agent:anna", 3_000, 0);
        sounded("call-4", 4, "agent:ben", 2_000, 1_000); // who was in it, too
        sounded("call-5", 4, "caller", 90, 60); // less than three seconds
        assertThat(history.last(ANNA, 10))
                .extracting(History.PastCall::poor)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new History.Poor(true, "one-way")),
                        Optional.of(new History.Poor(false, "lost")));
    }

    @Test
    void showsWhatTheCallerAnsweredWhenAskedToRate() {
        served("call-1", "+441", "Ada");
        served("call-2", "+442", "Bob");
        journal.publish(new Published("call-2", 4, NOON, 4_000, new ScriptFact.Rated("satisfaction", 4, 5)));
        journal.flush().toCompletableFuture().join();
        assertThat(history.last(ANNA, 10)).extracting(History.PastCall::score).containsExactly("4 of 5", "");
    }
}
