package org.helpline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.helpline.access.AuditLine.Act;
import org.helpline.access.AuditLog.Checked;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.ManualClock;
import org.helpline.core.Problems;
import org.helpline.core.SameThreadLoop;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log and the programs' tokens, in a store on disk. */
class AuditLogTest {

    @TempDir
    private Path directory;

    // the triggers go by the machine's own clock, so what is "now" must be near it
    private final ManualClock clock = new ManualClock(Clock.system().now());
    private final SameThreadLoop loop = new SameThreadLoop("store", clock);
    private Store store;
    private AuditLog audit;

    private AuditLogTest() {}

    @BeforeEach
    void open() {
        Problems problems = new Problems();
        StoreSettings settings = new StoreSettings(
                directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("customers.csv"), "GB");
        store = Store.openOn(loop, settings, problems).orElseThrow(() -> new AssertionError(problems.all()));
        audit = new AuditLog(store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private <T> T answer(CompletionStage<T> stage) {
        loop.run();
        return stage.toCompletableFuture().join();
    }

    private void write(String what) {
        answer(audit.write(new Act("sam", "desk 127.0.0.1", "/api/notices", what, "done")));
    }

    private Stored<Integer> sql(String statement) {
        return answer(store.write(tx -> tx.execute(statement)));
    }

    @Test
    void linesAreNumberedAndWhole() {
        write("name=outage on=true");
        clock.move(Duration.ofMinutes(1));
        write("name=outage on=false");
        assertThat(answer(audit.last(10)).orElseThrow())
                .extracting(l -> l.number() + " " + l.act().what())
                .containsExactly("1 name=outage on=true", "2 name=outage on=false");
        assertThat(answer(audit.check()))
                .isInstanceOfSatisfying(
                        Checked.Whole.class, w -> assertThat(w.last()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set who = 'nobody' where number = 2",
                "delete from audit where number = 2",
                "delete from audit",
                "insert or replace into audit select number, at, 'ben', source, act, what, result, before, hash"
                        + " from audit where number = 2",
            })
    void nobodyCanChangeALine(String statement) {
        write("a");
        write("b");
        write("c");
        sql(statement);
        assertThat(answer(audit.last(10)).orElseThrow())
                .extracting(l -> l.act().who() + l.act().what())
                .containsExactly("sama", "samb", "samc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set who = 'nobody' where number = 2",
                "update audit set at = at - 1000000 where number = 2",
                "update audit set result = 'refused' where number = 2",
            })
    void whoGoesPastTheTriggersIsFoundOut(String statement) {
        write("a");
        write("b");
        write("c");
        sql("drop trigger audit_no_update");
        sql(statement);
        assertThat(answer(audit.check())).isEqualTo(new Checked.Broken(2));
    }

    @Test
    void aLineThatWasTakenOutIsMissed() {
        write("a");
        write("b");
        write("c");
        sql("drop trigger audit_no_delete");
        sql("delete from audit where number = 2");
        assertThat(answer(audit.check())).isEqualTo(new Checked.Broken(3));
    }

    @Test
    void whatIsOldMayGoAndTheRestIsStillWhole() {
        ManualClock past = new ManualClock(clock.now().minus(Duration.ofDays(800)));
        answer(new AuditLog(store, past).write(new Act("sam", "desk", "/login", "", "done")));
        write("now");
        assertThat(answer(audit.expire(Duration.ofDays(500)))).isEqualTo(1);
        assertThat(answer(audit.check()))
                .isInstanceOfSatisfying(
                        Checked.Whole.class, w -> assertThat(w.lines()).isEqualTo(1));
        assertThat(answer(audit.expire(Duration.ZERO)))
                .as("less than a year is never taken out")
                .isZero();
    }

    private List<String> found(List<String> words, Optional<Instant> from, Optional<Instant> until, long below) {
        return answer(audit.search(new AuditLog.Wanted(words, from, until, below), 2)).orElseThrow().stream()
                .map(l -> l.act().what())
                .toList();
    }

    @Test
    void linesAreFoundByTheirWordsTheirDayAndPageByPage() {
        Instant start = clock.now();
        write("name=outage 100%");
        clock.move(Duration.ofHours(1));
        write("name=Outage_two");
        clock.move(Duration.ofHours(1));
        write("name=strike");
        Optional<Instant> always = Optional.empty();
        assertThat(found(List.of(), always, always, Long.MAX_VALUE))
                .as("the latest first, no more than asked for")
                .containsExactly("name=strike", "name=Outage_two");
        assertThat(found(List.of(), always, always, 2)).containsExactly("name=outage 100%");
        assertThat(found(List.of("OUTAGE", "notices"), always, always, Long.MAX_VALUE))
                .containsExactly("name=Outage_two", "name=outage 100%");
        assertThat(found(List.of("0%"), always, always, Long.MAX_VALUE))
                .as("no sign stands for others")
                .containsExactly("name=outage 100%");
        assertThat(found(List.of("e_o"), always, always, Long.MAX_VALUE)).isEmpty();
        assertThat(found(
                        List.of(),
                        Optional.of(start.plus(Duration.ofHours(1))),
                        Optional.of(start.plus(Duration.ofHours(2))),
                        Long.MAX_VALUE))
                .containsExactly("name=Outage_two");
    }

    @Test
    void aLongOrCrookedWordMakesNoSecondLine() {
        write("x\n2026 forged " + "y".repeat(500));
        String what = answer(audit.last(1)).orElseThrow().getFirst().act().what();
        assertThat(what).doesNotContain("\n").hasSizeLessThan(210);
    }

    @Test
    void aTokenIsShownOnceAndKeptAsAHash() {
        Tokens tokens = new Tokens(store, clock, new SecureRandom());
        String secret = make(tokens, "crm", Optional.empty());
        assertThat(tokens.find(secret)).map(Token::name).contains("crm");
        assertThat(tokens.find(secret.substring(0, secret.length() - 1) + "?")).isEmpty();
        loop.run();
        Tokens again = answer(new Tokens(store, clock, new SecureRandom()).load());
        assertThat(again.find(secret)).map(Token::scopes).contains(Set.of(Scope.CALLS_READ));
        assertThat(answer(store.read(tx -> tx.query("select * from token", r -> r.text("hash") + r.text("name"))))
                        .orThrow())
                .noneMatch(row -> row.contains(secret.substring(3)));
    }

    @Test
    void aTokenThatEndedOrExpiredIsGoodForNothing() {
        Tokens tokens = new Tokens(store, clock, new SecureRandom());
        String first = make(tokens, "crm", Optional.of(Duration.ofDays(1)));
        String second = make(tokens, "wall", Optional.empty());
        assertThat(answer(tokens.make("crm", EnumSet.of(Scope.PERSONAL), Optional.empty(), "x")))
                .isInstanceOf(Tokens.Made.Refused.class);
        clock.move(Duration.ofDays(2));
        assertThat(tokens.find(first)).isEmpty();
        assertThat(tokens.find(second)).isPresent();
        assertThat(answer(tokens.end("wall"))).isTrue();
        assertThat(tokens.find(second)).isEmpty();
        assertThat(answer(tokens.end("wall"))).isFalse();
    }

    @Test
    void itIsKnownWhenATokenWasUsedLast() {
        Tokens tokens = new Tokens(store, clock, new SecureRandom());
        String secret = make(tokens, "crm", Optional.empty());
        assertThat(tokens.all().getFirst().used()).isEmpty();
        tokens.find(secret);
        loop.run();
        assertThat(tokens.all().getFirst().used().map(Instant::toEpochMilli))
                .contains(clock.now().toEpochMilli());
    }

    private String make(Tokens tokens, String name, Optional<Duration> lasts) {
        return ((Tokens.Made.Fresh) answer(tokens.make(name, EnumSet.of(Scope.CALLS_READ), lasts, "os:root"))).secret();
    }
}
