package org.helpline.sip.transport;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.Loop;
import org.helpline.sip.guard.Bans;
import org.helpline.sip.guard.Offence;

/**
 * Tells in plain lines of what is refused without a record of its own, so that no refusal leaves no trace. A flood of them leaves few lines:
 * of each status {@value #MOST_LINES} a minute, then one with how many more there were. One for each loop, confined to it.
 */
public final class RefusalLog {

    private static final int MOST_LINES = 10;
    private static final int LONGEST_METHOD = 20;
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final int DROPPED = 0;
    private static final int UNSECURED = 1;
    private static final int UNREACHED = 2;

    private final Loop loop;
    private final Counters counters;
    private final Consumer<String> lines;
    private final Optional<Bans> bans;
    private final Map<Integer, Span> spans = new HashMap<>();

    /** What was told of one status since {@code begunNanos}, and what was not. */
    private static final class Span {
        private final long begunNanos;
        private int told;
        private int untold;

        Span(long begunNanos) {
            this.begunNanos = begunNanos;
        }
    }

    /** A log of {@code loop}, which counts in {@code counters} by status; {@code lines} takes each line, on the loop. */
    public RefusalLog(Loop loop, Counters counters, Consumer<String> lines) {
        this(loop, counters, lines, Optional.empty());
    }

    /** The same that tells {@code bans} of offences. */
    RefusalLog(Loop loop, Counters counters, Consumer<String> lines, Optional<Bans> bans) {
        this.loop = loop;
        this.counters = counters;
        this.lines = lines;
        this.bans = bans;
    }

    /**
     * What was refused speaks against its source.
     *
     * @param proven whether whoever sent it has proved that the address is theirs; over a stream it has
     * @param detail a user or number, as it came
     */
    public void offence(Flow from, Offence what, boolean proven, String detail) {
        bans.ifPresent(b -> b.offence(from.remote().getAddress(), what, proven || from.isReliable(), detail));
    }

    /**
     * A request was refused.
     *
     * @param method as it came, in whatever characters
     * @param sentence why; nothing from the wire stands in it unless cleaned
     */
    public void refused(String method, Flow from, int status, String sentence) {
        counted(status);
        line(status, clean(method) + " from " + source(from) + " refused with " + status + ": " + stopped(sentence));
    }

    /** An INVITE was refused that has its own record and line. */
    public void counted(int status) {
        counters.refuse(status);
    }

    /** Something broken came that cannot be answered: a response, an ACK, or a request that names nowhere to answer to. */
    void dropped(Flow from, String sentence) {
        line(DROPPED, "a message from " + source(from) + " left unanswered: " + stopped(sentence));
    }

    /** A connection came to nothing because of its TLS or WebSocket handshake; {@code why} is half a sentence about the peer. */
    void unsecured(Flow from, String why) {
        line(UNSECURED, "a connection from " + source(from) + " came to nothing: " + stopped(why));
    }

    /** A connection of ours came to nothing because of TLS; {@code why} is half a sentence about the peer. */
    void unreached(Destination.ToTls to, String why) {
        String whom = to.profile().isEmpty() ? to.host() : "trunk " + to.profile() + " (" + to.host() + ")";
        line(
                UNREACHED,
                "TLS to " + whom + " at " + Flow.bracketed(to.address()) + ':'
                        + to.address().getPort() + ": " + stopped(why));
    }

    private void line(int kind, String text) {
        long now = loop.clock().nanos();
        Span span = spans.get(kind);
        if (span == null || now - span.begunNanos >= SPAN.toNanos()) {
            span = new Span(now);
            spans.put(kind, span);
        }
        if (span.told < MOST_LINES) {
            span.told++;
            lines.accept(text);
        } else if (span.untold++ == 0) {
            Span full = span;
            loop.timers().after(SPAN.minusNanos(now - span.begunNanos), () -> more(kind, full.untold));
        }
    }

    private void more(int kind, int untold) {
        lines.accept(untold + " more in the same minute "
                + what(kind)
                + " are not told one by one; /metrics counts them all");
    }

    private static String what(int kind) {
        return switch (kind) {
            case DROPPED -> "left unanswered";
            case UNSECURED, UNREACHED -> "ended by their handshakes";
            default -> "refused with " + kind;
        };
    }

    private static String stopped(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
    }

    /** {@code udp 192.0.2.1:5060}, as in the records of calls. */
    private static String source(Flow from) {
        return from.transport().toLowerCase(Locale.ROOT)
                + ' '
                + Flow.bracketed(from.remote())
                + ':'
                + from.remote().getPort();
    }

    /** A method is a token (RFC 3261 §25.1); the gate may not have come so far as to see whether this is one. */
    private static String clean(String method) {
        String token = method.replaceAll("[^A-Za-z0-9.!%*_+`'~-]", "?");
        return token.isEmpty() ? "a request" : token.substring(0, Math.min(token.length(), LONGEST_METHOD));
    }
}
