package org.helpline.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.helpline.config.StoreSettings;
import org.helpline.config.VoicemailSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.QueueName;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.helpline.voicemail.Message.Letter;
import org.helpline.voicemail.Message.State;
import org.helpline.voicemail.Post.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boxes and the outbox on a real store, by a clock that is moved. */
class VoicemailTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final QueueName BILLING = new QueueName("billing");
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T09:30:00Z"));
    private final Deque<Outcome> answers = new ArrayDeque<>();
    private final List<Post.Letter> sent = new ArrayList<>();
    private Store store;
    private Voicemail voicemail;
    private Outbox outbox;

    @BeforeEach
    void open() {
        Problems problems = new Problems();
        store = Store.open(
                        new StoreSettings(data.resolve("store.db"), data.resolve("spill"), data.resolve("c.csv"), "TR"),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        VoicemailSettings settings = new VoicemailSettings(
                data.resolve("voicemail"),
                ZoneOffset.UTC,
                List.of(
                        new VoicemailSettings.Box(
                                SUPPORT, List.of("a@example.org", "b@example.org"), Duration.ofDays(30), 3, 1_000_000),
                        new VoicemailSettings.Box(BILLING, List.of(), Duration.ofDays(1), 100, 500_000)),
                Optional.empty());
        voicemail = new Voicemail(store, settings, new Numbers("TR"), clock, Runnable::run);
        Post post = letter -> {
            sent.add(letter);
            return answers.isEmpty() ? new Outcome.Taken() : answers.poll();
        };
        outbox = new Outbox(store, voicemail, post, ISTANBUL, clock);
        voicemail.tidy();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Message keep(String id, Optional<QueueName> box) {
        return keep(id, box, "+905321234567", "Ada");
    }

    private Message keep(String id, Optional<QueueName> box, String number, String name) {
        Message message = new Message(
                id,
                box,
                "20261122-093000-abcdef",
                clock.now(),
                Duration.ofSeconds(12),
                0,
                new Personal(number),
                new Personal(name),
                "100",
                "",
                "tr",
                List.of(new Message.Answer("Order number", new Personal("4711"))),
                State.NEW,
                "",
                List.of());
        Path draft = voicemail.draft(id);
        try {
            Files.createDirectories(draft.getParent());
            Files.write(draft, new byte[44]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(voicemail.keep(message).toCompletableFuture().join()).isTrue();
        return find(id).orElseThrow();
    }

    private Optional<Message> find(String id) {
        return voicemail.find(id).toCompletableFuture().join().orThrow();
    }

    private List<Letter> letters(String id) {
        return find(id).orElseThrow().letters();
    }

    private void again() {
        store.close();
        open();
    }

    @Test
    void aMessageLiesInItsBoxWithItsRecording() {
        Message kept = keep("c-1", Optional.of(SUPPORT));
        assertThat(voicemail.file(kept)).exists().isEqualTo(data.resolve("voicemail/support/c-1.wav"));
        assertThat(voicemail.draft("c-1")).doesNotExist();
        assertThat(kept.caller().value()).isEqualTo("+905321234567");
        assertThat(kept.answers()).containsExactly(new Message.Answer("Order number", new Personal("4711")));
        assertThat(voicemail
                        .list(Optional.of(SUPPORT))
                        .toCompletableFuture()
                        .join()
                        .orThrow())
                .containsExactly(kept);
        assertThat(voicemail
                        .list(Optional.of(BILLING))
                        .toCompletableFuture()
                        .join()
                        .orThrow())
                .isEmpty();
        assertThat(kept.toString()).doesNotContain("4711").doesNotContain("532");
    }

    @Test
    void aRecordingWithoutABoxStaysWithItsCallAndIsNotMailed() {
        Message kept = keep("c-1", Optional.empty());
        assertThat(voicemail.file(kept)).exists();
        assertThat(kept.letters()).isEmpty();
    }

    @Test
    void itIsMailedToEachAddressOfTheBoxWithWhatTheCallerAnswered() {
        keep("c-1", Optional.of(SUPPORT));
        outbox.send();
        assertThat(sent).extracting(Post.Letter::to).containsExactlyInAnyOrder("a@example.org", "b@example.org");
        assertThat(sent.getFirst().subject()).isEqualTo("Message for support from +905321234567, 12 s");
        assertThat(sent.getFirst().body())
                .contains("From:      +905321234567", "Name:      Ada", "Sunday 2026-11-22 12:30:00 (Europe/Istanbul)")
                .contains("Language:  tr", "  Order number: 4711\n");
        assertThat(letters("c-1")).extracting(Letter::state).containsOnly("sent");
        outbox.send();
        assertThat(sent).hasSize(2);
    }

    @Test
    void aMailServerThatIsAwayIsAskedAgainAndAgainAlsoAfterARestart() {
        answers.add(new Outcome.NotNow("connection refused"));
        answers.add(new Outcome.NotNow("connection refused"));
        keep("c-1", Optional.of(SUPPORT));
        outbox.send();
        assertThat(letters("c-1")).allSatisfy(l -> {
            assertThat(l.state()).isEqualTo("waiting");
            assertThat(l.trouble()).isEqualTo("connection refused");
            assertThat(l.next()).isEqualTo(clock.now().plusSeconds(30));
        });
        outbox.send(); // not yet
        assertThat(sent).hasSize(2);
        again();
        clock.move(Duration.ofSeconds(31));
        outbox.send();
        assertThat(sent).hasSize(4);
        assertThat(letters("c-1")).extracting(Letter::state).containsOnly("sent");
        assertThat(sent.get(0).id()).isIn(sent.get(2).id(), sent.get(3).id());
    }

    @Test
    void anAddressThatIsRefusedForGoodIsGivenUpAndTheOtherIsNot() {
        keep("c-1", Optional.of(SUPPORT));
        answers.add(new Outcome.Refused("550 no such user"));
        outbox.send();
        assertThat(letters("c-1")).extracting(Letter::state).containsExactlyInAnyOrder("given-up", "sent");
    }

    @Test
    void afterDaysItIsGivenUpAndTheTroubleStaysToBeSeen() {
        keep("c-1", Optional.of(SUPPORT));
        Duration waited = Duration.ZERO;
        for (int i = 0; i < 40; i++) {
            answers.clear();
            answers.addAll(List.of(new Outcome.NotNow("down"), new Outcome.NotNow("down")));
            outbox.send();
            if (letters("c-1").getFirst().state().equals("given-up")) {
                break;
            }
            clock.move(Duration.ofHours(6));
            waited = waited.plusHours(6);
        }
        assertThat(letters("c-1"))
                .allMatch(l -> l.state().equals("given-up") && l.trouble().equals("down"));
        assertThat(sent).hasSize(40);
        assertThat(waited).isGreaterThan(Duration.ofDays(3));
    }

    @ParameterizedTest
    @CsvSource({"1, PT30S", "2, PT1M", "3, PT2M", "8, PT1H4M", "11, PT6H", "200, PT6H"})
    void pausesGrow(int tries, Duration pause) {
        assertThat(Outbox.pause(tries)).isEqualTo(pause);
    }

    @Test
    void whatACallerSendsReachesNoHeader() {
        keep("c-1", Optional.of(SUPPORT), "+90532\r\nBcc: all@example.org", "Ada\r\nSubject: free\u2028money\u0000");
        outbox.send();
        assertThat(sent.getFirst().subject()).doesNotContain("\r", "\n", "Bcc", "@");
        assertThat(sent.getFirst().body()).doesNotContain("\r", "\u0000", "\u2028", "\nBcc", "\nSubject");
        assertThat(sent.getFirst().body()).contains("Ada Subject: free money");
    }

    @Test
    void aBoxIsFullByNumberOrBySizeAndTakesAgainWhenSomethingIsDeleted() {
        assertThat(voicemail.isFull(SUPPORT)).isFalse();
        Message first = keep("c-1", Optional.of(SUPPORT));
        keep("c-2", Optional.of(SUPPORT));
        assertThat(voicemail.isFull(SUPPORT)).isFalse();
        keep("c-3", Optional.of(SUPPORT));
        assertThat(voicemail.isFull(SUPPORT)).isTrue();
        again();
        assertThat(voicemail.isFull(SUPPORT)).isTrue();
        voicemail.delete(first, "test").toCompletableFuture().join();
        assertThat(voicemail.isFull(SUPPORT)).isFalse();
        for (int i = 1; i <= 3; i++) {
            keep("b-" + i, Optional.of(BILLING)); // 12 s are 192 kB
        }
        assertThat(voicemail.isFull(BILLING)).isTrue();
        assertThat(voicemail.isFull(new QueueName("other"))).isTrue();
    }

    @Test
    void whoHeardItAndWhoIsDoneIsKept() {
        List<Optional<QueueName>> told = new ArrayList<>();
        Message message = keep("c-1", Optional.of(SUPPORT));
        voicemail.onChange(told::add);
        voicemail.mark(message, State.DONE, "anna").toCompletableFuture().join().orThrow();
        assertThat(find("c-1")).hasValueSatisfying(m -> {
            assertThat(m.state()).isEqualTo(State.DONE);
            assertThat(m.by()).isEqualTo("anna");
        });
        assertThat(told).containsExactly(Optional.of(SUPPORT));
    }

    @Test
    void aMessageThatWasKeptJustBeforeTheServerDiedIsFoundAndMailed() throws IOException {
        Message message = keep("c-1", Optional.of(SUPPORT));
        Files.move(voicemail.file(message), voicemail.draft("c-1")); // as if it had died before the move
        outbox.send();
        assertThat(sent).isEmpty();
        again();
        assertThat(voicemail.file(message)).exists();
        clock.move(Duration.ofMinutes(1));
        outbox.send();
        assertThat(sent).hasSize(2);
    }

    @Test
    void draftsThatNobodyKeptAreDeletedAfterADay() throws IOException {
        Path old = voicemail.draft("old-1");
        Path fresh = voicemail.draft("fresh-1");
        Files.createDirectories(old.getParent());
        Files.write(old, new byte[1]);
        Files.write(fresh, new byte[1]);
        Files.setLastModifiedTime(old, FileTime.from(clock.now().minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(fresh, FileTime.from(clock.now().minus(Duration.ofHours(1))));
        voicemail.tidy();
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void whatIsOlderThanItsBoxKeepsIsDeletedWithItsFile() {
        Message support = keep("c-1", Optional.of(SUPPORT));
        Message billing = keep("c-2", Optional.of(BILLING));
        clock.move(Duration.ofDays(2));
        voicemail.expire();
        assertThat(find("c-1")).isPresent();
        assertThat(find("c-2")).isEmpty();
        assertThat(voicemail.file(billing)).doesNotExist();
        assertThat(voicemail.file(support)).exists();
    }

    @Test
    void aCallerWhoIsForgottenIsForgottenHereTooHoweverTheNumberIsWritten() {
        Message mine = keep("c-1", Optional.of(SUPPORT), "05321234567", "");
        keep("c-2", Optional.of(SUPPORT), "+905327654321", "");
        int forgotten =
                voicemail.forget("+90 532 123 45 67").toCompletableFuture().join();
        assertThat(forgotten).isEqualTo(1);
        assertThat(find("c-1")).isEmpty();
        assertThat(voicemail.file(mine)).doesNotExist();
        assertThat(find("c-2")).isPresent();
        assertThat(voicemail.forget("anonymous").toCompletableFuture().join()).isZero();
    }
}
