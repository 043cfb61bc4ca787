package org.helpline.sip.guard;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.helpline.config.SipGuard;
import org.helpline.core.Loop;

/**
 * The list of sources that are not listened to. Any thread may ask and tell; the counting is done on the edge loop. An edge whose inbox is full
 * loses offences, no calls.
 *
 * <p>What fail2ban may read: one line for each offence, until its source is banned, and one for each ban (see docs/security.md).
 */
public final class Bans {

    private static final int LINES_A_MINUTE = 600;
    private static final int LONGEST_DETAIL = 40;

    /** As many sources that may be forged are banned at once: whoever writes any sender into datagrams must not fill the memory. */
    static final int MOST_UNPROVEN = 10_000;

    private final Loop edge;
    private final SipGuard settings;
    private final AtomicReference<Predicate<InetAddress>> trusted;
    private final Consumer<String> lines;
    private final BanBook book;
    private final TokenBucket talk;
    private final Map<Source, Ban> banned = new ConcurrentHashMap<>();
    private final Map<Offence, LongAdder> offences = new EnumMap<>(Offence.class);
    private final LongAdder unheard = new LongAdder();
    private int unproven;

    /**
     * One ban.
     *
     * @param until when it ends, on the wall's clock; {@code untilNanos} on the loops'
     * @param why the word of an {@link Offence}, or {@code by-hand}
     */
    public record Ban(Source source, Instant until, long untilNanos, String why) {}

    /**
     * An empty list.
     *
     * @param edge counts and times
     * @param lines takes each line for the log, on the edge loop
     */
    public Bans(Loop edge, SipGuard settings, Consumer<String> lines) {
        this.edge = edge;
        this.settings = settings;
        this.trusted = new AtomicReference<>(_ -> false);
        this.lines = lines;
        this.book = new BanBook(settings);
        this.talk = new TokenBucket(
                LINES_A_MINUTE / 60.0, LINES_A_MINUTE, edge.clock().nanos());
        for (Offence offence : Offence.values()) {
            offences.put(offence, new LongAdder());
        }
    }

    /** Whether what comes from there is dropped unread; counts it. */
    public boolean bars(InetAddress address) {
        if (banned.isEmpty()) {
            return false;
        }
        Ban ban = banned.get(Source.of(address));
        boolean barred = ban != null && edge.clock().nanos() - ban.untilNanos() < 0;
        if (barred) {
            unheard.increment();
        }
        return barred;
    }

    /** From now on these are never banned either: trunks, registered phones. {@code who}: any thread, quick. */
    public void trust(Predicate<InetAddress> who) {
        trusted.set(who);
    }

    /** Whether nothing that comes from there counts as an offence. */
    public boolean trusts(InetAddress address) {
        return settings.never().stream().anyMatch(n -> n.contains(address))
                || Objects.requireNonNull(trusted.get()).test(address);
    }

    /**
     * Something speaks against an address.
     *
     * @param proven whether whoever sends has proved that the address is theirs
     * @param detail a user or number, as it came; cleaned here
     */
    public void offence(InetAddress address, Offence what, boolean proven, String detail) {
        offence(what).increment();
        if (settings.banAfter() > 0 && !trusts(address)) {
            var _ = edge.offer(() -> judge(address, what, proven, detail));
        }
    }

    private void judge(InetAddress address, Offence what, boolean proven, String detail) {
        Source source = Source.of(address);
        long now = edge.clock().nanos();
        if (banned.containsKey(source)) {
            return; // on its way when the ban came
        }
        say("offence source=" + source.network().getHostAddress() + " kind=" + what.word()
                + (detail.isEmpty() ? "" : " detail=" + clean(detail)));
        book.offence(source, what, proven, now).ifPresent(time -> {
            if (proven) {
                ban(source, time, what.word(), true);
            } else if (unproven < MOST_UNPROVEN) {
                banUnproven(source, time, what.word());
            }
        });
    }

    /** Its lines are as few as those of offences are: of a flood with forged senders the counters tell. */
    private void banUnproven(Source source, Duration time, String why) {
        unproven++;
        edge.timers().after(time, () -> unproven--);
        ban(source, time, why, talk.take(edge.clock().nanos()));
    }

    /** Bans a source. On the edge loop. */
    private void ban(Source source, Duration time, String why, boolean aloud) {
        long until = edge.clock().nanos() + time.toNanos();
        Ban ban = new Ban(source, edge.clock().now().plus(time), until, why);
        banned.put(source, ban);
        if (aloud) {
            lines.accept("ban source=" + source.network().getHostAddress() + " kind=" + why + " seconds="
                    + time.toSeconds());
        }
        edge.timers().after(time, () -> {
            if (banned.remove(source, ban) && aloud) {
                lines.accept("unban source=" + source.network().getHostAddress());
            }
        });
    }

    /** Bans by hand. Any thread. */
    public void ban(InetAddress address, Duration time) {
        edge.tell(() -> ban(Source.of(address), time, "by-hand", true));
    }

    /** Lifts a ban and forgets what led to it; false if there was none. Any thread. */
    public boolean lift(InetAddress address) {
        Source source = Source.of(address);
        boolean there = banned.remove(source) != null;
        edge.tell(() -> {
            book.forgive(source);
            if (there) {
                lines.accept("unban source=" + source.network().getHostAddress());
            }
        });
        return there;
    }

    /** Who is banned now, those that end first in front. Any thread. */
    public List<Ban> all() {
        List<Ban> all = new ArrayList<>(banned.values());
        all.sort(Comparator.comparingLong(Ban::untilNanos));
        return List.copyOf(all);
    }

    /** How many messages and connections were dropped unread. Any thread. */
    public long unheard() {
        return unheard.sum();
    }

    /** Offences since the start, by their words, all of them. Any thread. */
    public Map<String, Long> offences() {
        Map<String, Long> all = new TreeMap<>();
        offences.forEach((offence, count) -> all.put(offence.word(), count.sum()));
        return all;
    }

    private LongAdder offence(Offence what) {
        return Objects.requireNonNull(offences.get(what));
    }

    private void say(String line) {
        if (talk.take(edge.clock().nanos())) {
            lines.accept(line);
        }
    }

    /** Fit for a line that programs read: nothing in it can look like another field. */
    private static String clean(String detail) {
        String token = detail.replaceAll("[^A-Za-z0-9+._-]", "?");
        return token.substring(0, Math.min(token.length(), LONGEST_DETAIL));
    }
}
