package org.helpline.desk;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.helpline.core.AgentId;

/** One login of one browser. Confined to the desk's loop. */
final class DeskSession {

    /**
     * Whence somebody logged in.
     *
     * @param source the address
     * @param browser what the browser says of itself, in a few words; it may say anything
     */
    record Place(String source, String browser) {}

    private final String id;
    private final Place place;
    private final Instant since;
    private final String key;
    private Account account;
    private final String csrf;
    private final Set<Runnable> streams = new HashSet<>();
    private long lastUsedNanos;

    DeskSession(String id, String key, Account account, Place place, String csrf, Instant since, long nowNanos) {
        this.id = id;
        this.key = key;
        this.place = place;
        this.since = since;
        this.account = account;
        this.csrf = csrf;
        this.lastUsedNanos = nowNanos;
    }

    /** By which it may be ended; nobody can log in with it. */
    String id() {
        return id;
    }

    Place place() {
        return place;
    }

    Instant since() {
        return since;
    }

    /** When it was last used, on the clock that counts nanoseconds; now, while a page listens. */
    long lastUsedNanos(long nowNanos) {
        return streams.isEmpty() ? lastUsedNanos : nowNanos;
    }

    /** The hash of its cookie. */
    String key() {
        return key;
    }

    Account account() {
        return account;
    }

    /** The account is this now; one of another role sees its pages' streams anew. */
    void become(Account now) {
        boolean isOther = now.role() != account.role();
        account = now;
        if (isOther) {
            closeStreams();
        }
    }

    /** The agent of the account's name; whether the house has such an agent is the house's to say. */
    AgentId agent() {
        return new AgentId(account.name());
    }

    /** What every POST must carry in {@code X-CSRF-Token}. */
    String csrf() {
        return csrf;
    }

    void used(long nowNanos) {
        lastUsedNanos = nowNanos;
    }

    /** An open event stream is use: an agent who talks for an hour without a click is not idle. */
    boolean isIdle(long nowNanos, long idleNanos) {
        return streams.isEmpty() && nowNanos - lastUsedNanos > idleNanos;
    }

    /** A page listens; {@code close} ends its stream when the session ends. */
    void streamOpened(Runnable close) {
        streams.add(close);
    }

    void streamClosed(Runnable close, long nowNanos) {
        streams.remove(close);
        used(nowNanos);
    }

    void closeStreams() {
        Set.copyOf(streams).forEach(Runnable::run);
    }
}
