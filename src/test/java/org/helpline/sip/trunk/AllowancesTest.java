package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowancesTest {

    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    /** 23:59 in Istanbul. */
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T20:59:00Z"));

    @ParameterizedTest
    @CsvSource({
        "+4930123456, ''",
        "+49900123456, deny in trunks.ini has +49900*",
        "+33112345678, allow in trunks.ini has only +49*",
        "201, allow in trunks.ini has only",
        "112, ''",
        "911, ''",
        "+49301 23, This is no number that can be dialled",
        "'+49301;phone-context=x', This is no number that can be dialled",
    })
    void onlyAllowedNumbersAreCalled(String number, String refusal) {
        Allowances.Answer answer = trunks(0, 0, 0).allowances().out("acme", number);
        if (refusal.isEmpty()) {
            assertThat(answer).isInstanceOf(Allowances.Answer.Granted.class);
        } else {
            assertThat(answer).isInstanceOfSatisfying(Allowances.Answer.Refused.class, r -> {
                assertThat(r.status()).isEqualTo(403);
                assertThat(r.sentence()).contains(refusal);
            });
        }
    }

    @Test
    void whoAllowsNothingIsToldHow() {
        LiveTrunks live = new LiveTrunks(settings(List.of(), 0, 0, 0), clock, ISTANBUL);
        assertThat(why(live.allowances().out("acme", "+4930"))).contains("is empty; write for example allow = +49*");
    }

    @Test
    void callsAtOnceAreLimitedBothWaysTogetherUntilOneEnds() {
        Allowances a = trunks(2, 0, 0).allowances();
        Allowances.Permit first = granted(a.in("acme"));
        granted(a.out("acme", "+4930"));
        assertThat(a.in("acme")).isInstanceOfSatisfying(Allowances.Answer.Refused.class, r -> {
            assertThat(r.status()).isEqualTo(503);
            assertThat(r.retryAfterSeconds()).isPositive();
            assertThat(r.sentence()).contains("All 2 calls that trunk acme may carry are in use");
        });
        assertThat(why(a.out("acme", "+4930"))).contains("All 2 calls");
        first.release();
        first.release(); // only the first time counts
        granted(a.in("acme"));
        assertThat(why(a.in("acme"))).contains("All 2 calls");
        assertThat(a.count("acme")).hasValueSatisfying(c -> {
            assertThat(c.now()).isEqualTo(2);
            assertThat(c.most()).isEqualTo(2);
            assertThat(c.total()).isEqualTo(3);
            assertThat(c.refused()).isEqualTo(3);
            assertThat(c.lastRefusal()).contains("All 2 calls");
        });
    }

    /** Each SIP loop asks for itself: what they ask in the same moment is counted once for each. */
    @Test
    void callsThatComeOnAllLoopsAtOnceNeverGetMoreThanThereIs() {
        for (int round = 0; round < 200; round++) {
            Allowances a = trunks(5, 0, 3).allowances();
            long in = IntStream.range(0, 64)
                    .parallel()
                    .filter(_ -> a.in("acme") instanceof Allowances.Answer.Granted)
                    .count();
            assertThat(in).as("calls at once, round " + round).isEqualTo(5);
            Allowances b = trunks(0, 0, 3).allowances();
            long out = IntStream.range(0, 64)
                    .parallel()
                    .filter(_ -> b.out("acme", "+4930") instanceof Allowances.Answer.Granted)
                    .count();
            assertThat(out).as("calls of a day, round " + round).isEqualTo(3);
        }
    }

    @Test
    void newCallsASecondAreLimited() {
        Allowances a = trunks(0, 3, 0).allowances();
        for (int i = 0; i < 3; i++) {
            granted(a.in("acme"));
        }
        assertThat(why(a.in("acme"))).contains("more than 3 new calls a second");
        clock.move(Duration.ofMillis(340));
        granted(a.in("acme"));
        assertThat(why(a.out("acme", "+4930"))).contains("more than 3 new calls a second");
        clock.move(Duration.ofSeconds(5));
        for (int i = 0; i < 3; i++) {
            granted(a.in("acme"));
        }
        assertThat(why(a.in("acme"))).contains("more than 3 new calls a second");
    }

    @Test
    void theDailyCapCountsCallsOutAndEndsAtLocalMidnight() {
        Allowances a = trunks(0, 0, 2).allowances();
        granted(a.out("acme", "+4930")).release();
        granted(a.out("acme", "+4930")).release();
        granted(a.in("acme"));
        assertThat(why(a.out("acme", "+4930")))
                .contains("made the 2 calls that calls-per-day")
                .contains("midnight");
        clock.move(Duration.ofMinutes(1));
        granted(a.out("acme", "+4930"));
        assertThat(a.count("acme").orElseThrow().today()).isEqualTo(1);
    }

    @Test
    void theDailyCapSurvivesARestart() {
        Allowances before = trunks(0, 0, 2).allowances();
        granted(before.out("acme", "+4930"));
        granted(before.out("acme", "+4930"));
        Allowances after = trunks(0, 0, 2).allowances();
        after.takeUp(before.day());
        assertThat(before.day()).isEqualTo(new Allowances.DayCalls(LocalDate.of(2026, 11, 22), Map.of("acme", 2)));
        assertThat(why(after.out("acme", "+4930"))).contains("made the 2 calls");
        clock.move(Duration.ofHours(1));
        Allowances nextDay = trunks(0, 0, 2).allowances();
        nextDay.takeUp(before.day());
        granted(nextDay.out("acme", "+4930"));
    }

    @DisplayName("Nothing stops an emergency call: no cap, no limit, no allow, no deny")
    @Test
    void emergencyNumbersAreAlwaysGranted() {
        Allowances a = new LiveTrunks(settings(List.of(), 1, 1, 1), clock, ISTANBUL).allowances();
        List<Allowances.Permit> held = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            held.add(granted(a.out("acme", "112")));
        }
        assertThat(a.count("acme").orElseThrow().now()).isEqualTo(20);
        held.forEach(Allowances.Permit::release);
        assertThat(a.count("acme").orElseThrow().now()).isZero();
    }

    @Test
    void aTrunkThatIsDisabledOrNotThereCarriesNothing() {
        Allowances a = new LiveTrunks(
                        new TrunksSettings(
                                List.of(Trunks.disabled("acme")), Set.of("112"), TrunksSettings.Accept.TRUNKS),
                        clock,
                        ISTANBUL)
                .allowances();
        assertThat(why(a.out("acme", "112"))).contains("or it is disabled");
        assertThat(why(a.in("other"))).contains("no trunk other");
    }

    @DisplayName("A change of the settings keeps the count of calls that are up")
    @Test
    void countersOutliveAChange() {
        LiveTrunks live = trunks(2, 0, 0);
        Allowances.Permit up = granted(live.allowances().in("acme"));
        granted(live.allowances().in("acme"));
        live.change(settings(List.of("+49*"), 3, 0, 0));
        granted(live.allowances().in("acme"));
        assertThat(why(live.allowances().in("acme"))).contains("All 3 calls");
        live.change(TrunksSettings.NONE);
        assertThat(live.allowances().count("acme")).isEmpty();
        up.release(); // of a trunk that is gone
    }

    private LiveTrunks trunks(int most, int perSecond, int daily) {
        return new LiveTrunks(settings(List.of("+49*"), most, perSecond, daily), clock, ISTANBUL);
    }

    private static TrunksSettings settings(List<String> allow, int most, int perSecond, int daily) {
        TrunkSettings t = Trunks.plain("acme");
        TrunkSettings acme = new TrunkSettings(
                t.name(),
                true,
                t.server(),
                t.transport(),
                t.login(),
                t.ping(),
                t.from(),
                t.numbers(),
                new TrunkSettings.Out(allow, List.of("+49900*"), daily, false),
                t.shows(),
                most,
                perSecond,
                t.tls(),
                t.media());
        return new TrunksSettings(List.of(acme), Set.of("112", "911"), TrunksSettings.Accept.TRUNKS);
    }

    private static Allowances.Permit granted(Allowances.Answer answer) {
        assertThat(answer).isInstanceOf(Allowances.Answer.Granted.class);
        return ((Allowances.Answer.Granted) answer).permit();
    }

    private static String why(Allowances.Answer answer) {
        assertThat(answer).isInstanceOf(Allowances.Answer.Refused.class);
        return ((Allowances.Answer.Refused) answer).sentence();
    }
}
