package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Account ANNA = new Account("anna", Role.AGENT, "");

    private static final DeskSession.Place HERE = new DeskSession.Place("192.0.2.7", "Firefox on Linux");

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final Sessions sessions = new Sessions(clock, new SecureRandom(), Duration.ofMinutes(30), Optional::of);

    @Test
    void aSessionIsFoundByItsCookieAlone() {
        Sessions.Opened opened = sessions.open(ANNA, HERE);
        assertThat(sessions.find(opened.cookie())).contains(opened.session());
        assertThat(sessions.find(opened.session().key())).isEmpty();
        assertThat(sessions.find("")).isEmpty();
    }

    @Test
    void aSessionEndsWhenItsPersonMayNotComeInAnyMore() {
        AtomicReference<Optional<Account>> now = new AtomicReference<>(Optional.of(ANNA));
        Sessions some = new Sessions(clock, new SecureRandom(), Duration.ofMinutes(30), _ -> now.get());
        Sessions.Opened opened = some.open(ANNA, HERE);
        now.set(Optional.of(new Account("anna", Role.SUPERVISOR, "")));
        assertThat(some.find(opened.cookie())).map(s -> s.account().role()).contains(Role.SUPERVISOR);
        now.set(Optional.empty());
        assertThat(some.find(opened.cookie())).isEmpty();
        assertThat(some.endIdle()).containsExactly(opened.session());
    }

    @Test
    void anotherRoleOpensTheStreamsAnew() {
        AtomicReference<Optional<Account>> now = new AtomicReference<>(Optional.of(ANNA));
        Sessions some = new Sessions(clock, new SecureRandom(), Duration.ofMinutes(30), _ -> now.get());
        DeskSession session = some.open(ANNA, HERE).session();
        List<String> closed = new ArrayList<>();
        session.streamOpened(() -> closed.add("closed"));
        assertThat(some.endIdle()).isEmpty();
        assertThat(closed).isEmpty();
        now.set(Optional.of(new Account("anna", Role.SUPERVISOR, "")));
        assertThat(some.endIdle()).isEmpty();
        assertThat(closed).containsExactly("closed");
    }

    @Test
    void aCookieHas256BitsAndNeverRepeats() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String cookie = sessions.open(ANNA, HERE).cookie();
            assertThat(cookie).matches("[A-Za-z0-9_-]{43}"); // 32 bytes in base64url
            assertThat(seen.add(cookie)).isTrue();
        }
    }

    @Test
    void useKeepsASessionAndIdlenessEndsIt() {
        Sessions.Opened opened = sessions.open(ANNA, HERE);
        clock.move(Duration.ofMinutes(29));
        assertThat(sessions.find(opened.cookie())).isPresent();
        clock.move(Duration.ofMinutes(29));
        assertThat(sessions.find(opened.cookie())).isPresent();
        clock.move(Duration.ofMinutes(31));
        assertThat(sessions.find(opened.cookie())).isEmpty();
        assertThat(sessions.endIdle()).containsExactly(opened.session());
        assertThat(sessions.count()).isZero();
    }

    @Test
    void anOpenPageIsUse() {
        Sessions.Opened opened = sessions.open(ANNA, HERE);
        Runnable stream = () -> {};
        opened.session().streamOpened(stream);
        clock.move(Duration.ofHours(5));
        assertThat(sessions.endIdle()).isEmpty();
        opened.session().streamClosed(stream, clock.nanos());
        clock.move(Duration.ofMinutes(30));
        assertThat(sessions.endIdle()).isEmpty();
        clock.move(Duration.ofMillis(1));
        assertThat(sessions.endIdle()).containsExactly(opened.session());
    }

    @Test
    void theEndOfASessionClosesItsPages() {
        Sessions.Opened opened = sessions.open(ANNA, HERE);
        AtomicInteger closed = new AtomicInteger();
        opened.session().streamOpened(closed::incrementAndGet);
        opened.session().streamOpened(() -> closed.addAndGet(10));
        sessions.end(opened.session());
        assertThat(closed).hasValue(11);
        assertThat(sessions.find(opened.cookie())).isEmpty();
    }

    @Test
    void thePersonsOldestSessionGivesWay() {
        Sessions.Opened first = sessions.open(ANNA, HERE);
        for (int i = 1; i < Sessions.MOST_PER_ACCOUNT; i++) {
            assertThat(sessions.open(ANNA, HERE).pushedOut()).isEmpty();
        }
        assertThat(sessions.open(ANNA, HERE).pushedOut()).containsExactly(first.session());
        assertThat(sessions.find(first.cookie())).isEmpty();
        assertThat(sessions.ofAccount("anna")).hasSize(Sessions.MOST_PER_ACCOUNT);
    }
}
