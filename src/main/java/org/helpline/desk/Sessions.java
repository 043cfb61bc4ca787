package org.helpline.desk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.helpline.core.Clock;
import org.helpline.desk.DeskSession.Place;

/**
 * Who is logged in. A session is found by the hash of its cookie, so neither timing nor a memory dump gives a cookie away.
 * Confined to the desk's loop.
 */
final class Sessions {

    /** A person's oldest session ends when one more than this begins. */
    static final int MOST_PER_ACCOUNT = 8;

    private final Clock clock;
    private final SecureRandom random;
    private final Duration idle;
    private final Function<Account, Optional<Account>> present;
    private final Map<String, DeskSession> byKey = new LinkedHashMap<>();

    /** {@code present}: an account as it is now; empty where its person may not come in any more */
    Sessions(Clock clock, SecureRandom random, Duration idle, Function<Account, Optional<Account>> present) {
        this.clock = clock;
        this.random = random;
        this.idle = idle;
        this.present = present;
    }

    /** A new session and the cookie's value, 256 random bits. */
    record Opened(DeskSession session, String cookie, List<DeskSession> pushedOut) {}

    /** Begins a session; the account's oldest ones beyond {@link #MOST_PER_ACCOUNT} end. */
    Opened open(Account account, Place place) {
        String cookie = token(32);
        DeskSession session =
                new DeskSession(token(6), hash(cookie), account, place, token(16), clock.now(), clock.nanos());
        List<DeskSession> same = new ArrayList<>(ofAccount(account.name()));
        List<DeskSession> pushedOut = same.subList(0, Math.max(0, same.size() - MOST_PER_ACCOUNT + 1));
        pushedOut.forEach(this::end);
        byKey.put(session.key(), session);
        return new Opened(session, cookie, List.copyOf(pushedOut));
    }

    /** The live session of a cookie, which counts as use; empty for a wrong or expired one. */
    Optional<DeskSession> find(String cookie) {
        DeskSession session = byKey.get(hash(cookie));
        if (session == null || session.isIdle(clock.nanos(), idle.toNanos())) {
            return Optional.empty();
        }
        session.used(clock.nanos());
        return isStill(session) ? Optional.of(session) : Optional.empty();
    }

    /** Whether the session goes on. */
    boolean isOpen(DeskSession session) {
        return byKey.get(session.key()) == session;
    }

    /** Ends a session and its streams. */
    void end(DeskSession session) {
        byKey.remove(session.key());
        session.closeStreams();
    }

    /** Whether the session's person may still come in; the account is brought up to date. */
    private boolean isStill(DeskSession session) {
        Optional<Account> now = present.apply(session.account());
        now.ifPresent(session::become);
        return now.isPresent();
    }

    /** Ends all that were idle too long or whose person may not come in any more, and returns them. */
    List<DeskSession> endIdle() {
        List<DeskSession> ended = new ArrayList<>();
        for (Iterator<DeskSession> all = byKey.values().iterator(); all.hasNext(); ) {
            DeskSession session = all.next();
            if (!isStill(session)) {
                all.remove();
                session.closeStreams();
                ended.add(session);
            } else if (session.isIdle(clock.nanos(), idle.toNanos())) {
                all.remove();
                ended.add(session);
            }
        }
        return ended;
    }

    /** The account's sessions, oldest first. */
    List<DeskSession> ofAccount(String name) {
        return byKey.values().stream()
                .filter(s -> s.account().name().equals(name))
                .toList();
    }

    /** All, oldest first. */
    List<DeskSession> all() {
        return List.copyOf(byKey.values());
    }

    int count() {
        return byKey.size();
    }

    /** Random bytes as base64url without padding. */
    String token(int bytes) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static String hash(String cookie) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(cookie.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
