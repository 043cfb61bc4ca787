package org.helpline.desk;

import java.util.HashSet;
import java.util.Set;
import org.helpline.core.AgentId;

/** One login of one browser. Confined to the desk's loop. */
final class DeskSession {

    private final String key;
    private final Account account;
    private final String csrf;
    private final Set<Runnable> streams = new HashSet<>();
    private long lastUsedNanos;

    DeskSession(String key, Account account, String csrf, long nowNanos) {
        this.key = key;
        this.account = account;
        this.csrf = csrf;
        this.lastUsedNanos = nowNanos;
    }

    /** The hash of its cookie. */
    String key() {
        return key;
    }

    Account account() {
        return account;
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
