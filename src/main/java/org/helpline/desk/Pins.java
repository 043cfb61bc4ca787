package org.helpline.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.helpline.core.Clock;

/**
 * The PINs of those who manage the house by phone: their hashes, and how many wrong ones were given. After three wrong ones in a row from one
 * number a PIN is locked for that number for a minute, after three more for two, and so on up to an hour; withheld numbers count as one. Numbers
 * can be forged, so after twelve wrong ones in a row from numbers that have never given the right one these are taken once in half a minute. A
 * number that has given it is not slowed down by others: strangers lock nobody out. Confined to one thread at a time: each check takes tens of
 * milliseconds.
 */
public final class Pins {

    /** Wrong ones in a row that lock. */
    public static final int TRIES = 3;

    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);
    private static final int DIGITS = 6;
    private static final int MOST_CALLERS = 1_000;

    /** Wrong ones in a row, by whomever, after which strangers are taken one at a time. */
    static final int STRANGERS = 12;

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Path file;
    private final SecureRandom random;
    private final Clock clock;
    private final String nobodys;
    private final Map<String, String> hashes = new TreeMap<>();
    /** By name and caller; who has not been heard of longest goes first. */
    private final Map<String, Wrong> wrong = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
            return size() > MOST_CALLERS;
        }
    };
    /** By name: of all callers who have never given the right one. */
    private final Map<String, Wrong> strangers = new TreeMap<>();
    /** Names and callers who have given the right one since the start. */
    private final Set<String> trusted = new HashSet<>();

    /** Wrong ones in a row, and until when none is taken. */
    private record Wrong(int count, long untilNanos) {}

    /** What a check finds. */
    public enum Verdict {
        RIGHT,
        WRONG,
        /** This one made it locked. */
        LOCKS,
        /** It is locked: nothing was compared. */
        LOCKED
    }

    private Pins(Path file, SecureRandom random, Clock clock) {
        this.file = file;
        this.random = random;
        this.clock = clock;
        this.nobodys = Argon2id.ofNobody(Argon2id.Cost.ADVISED, random);
    }

    /** Reads them: {@code name hash} a line; a file that is not there has none. */
    public static Pins load(Path file, SecureRandom random, Clock clock) throws IOException {
        Pins pins = new Pins(file, random, clock);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    pins.hashes.put(
                            line.substring(0, space), line.substring(space + 1).strip());
                }
            }
        }
        return pins;
    }

    /** Their names, sorted. */
    public Set<String> names() {
        return Set.copyOf(hashes.keySet());
    }

    /** Makes a new PIN, which is told this once, and unlocks it. */
    public String make(String name) throws IOException {
        StringBuilder pin = new StringBuilder();
        for (int i = 0; i < DIGITS; i++) {
            pin.append((char) ('0' + random.nextInt(10)));
        }
        hashes.put(name, Argon2id.hash(pin.toString(), Argon2id.Cost.ADVISED, random));
        forgive(name);
        keep();
        return pin.toString();
    }

    private void forgive(String name) {
        wrong.keySet().removeIf(who -> who.startsWith(name + " "));
        trusted.removeIf(who -> who.startsWith(name + " "));
        strangers.remove(name);
    }

    /** Takes a PIN away; false if there was none. */
    public boolean remove(String name) throws IOException {
        boolean was = hashes.remove(name) != null;
        keep();
        return was;
    }

    private void keep() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        StringBuilder lines = new StringBuilder();
        hashes.forEach(
                (name, hash) -> lines.append(name).append(' ').append(hash).append('\n'));
        Files.writeString(next, lines);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Compares. Takes as long for a name that there is not as for a wrong PIN.
     *
     * @param caller the number that calls; empty when withheld
     */
    public Verdict check(String name, String keyed, String caller) {
        String who = name + " " + caller;
        long now = clock.nanos();
        Wrong before = wrong.getOrDefault(who, new Wrong(0, now));
        boolean locked = before.count() > 0 && before.count() % TRIES == 0 && now - before.untilNanos() < 0;
        if (locked || (!trusted.contains(who) && isTooSoon(name, now))) {
            return Verdict.LOCKED;
        }
        String hash = hashes.getOrDefault(name, nobodys);
        if (Argon2id.matches(keyed, hash) && hashes.containsKey(name)) {
            right(name, who, caller);
            return Verdict.RIGHT;
        }
        int count = before.count() + 1;
        wrong.put(who, new Wrong(count, now + lock(count).toNanos()));
        if (!trusted.contains(who)) {
            Wrong all = strangers.getOrDefault(name, new Wrong(0, now));
            strangers.put(name, new Wrong(all.count() + 1, now + PAUSE.toNanos()));
        }
        return count % TRIES == 0 ? Verdict.LOCKS : Verdict.WRONG;
    }

    private boolean isTooSoon(String name, long now) {
        Wrong all = strangers.getOrDefault(name, new Wrong(0, now));
        return all.count() >= STRANGERS && now - all.untilNanos() < 0;
    }

    private void right(String name, String who, String caller) {
        wrong.remove(who);
        strangers.remove(name);
        if (!caller.isEmpty()) {
            trusted.add(who);
        }
    }

    /** How long it is locked after so many wrong ones in a row. */
    static Duration lock(int wrongs) {
        Duration lock = FIRST_LOCK.multipliedBy(1L << Math.clamp(wrongs / TRIES - 1, 0, 20));
        return lock.compareTo(LONGEST_LOCK) < 0 ? lock : LONGEST_LOCK;
    }
}
