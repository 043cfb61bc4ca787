package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.core.Clock;
import org.helpline.core.QueueName;
import org.helpline.core.ServerFact;
import org.helpline.core.Snapshot;
import org.helpline.interaction.AnnouncementBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What supervisors tell desks, kept in a file, so that a restart changes nothing. Read from any thread, changed on one at a time. */
final class KeptAnnouncements implements AnnouncementBoard {

    private static final Logger LOG = LoggerFactory.getLogger(KeptAnnouncements.class);
    private static final int MOST = 20;
    private static final int MOST_CHARACTERS = 300;
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Path file;
    private final Clock clock;
    private final ServerFacts facts;
    private final Snapshot<List<Announcement>> all;

    private KeptAnnouncements(Path file, Clock clock, ServerFacts facts, List<Announcement> kept) {
        this.file = file;
        this.clock = clock;
        this.facts = facts;
        this.all = new Snapshot<>(List.copyOf(kept));
    }

    /** Reads lines of id, account, begin, end, queues and text, with tabs between them; a line that is none is left out. */
    static KeptAnnouncements load(Path file, Clock clock, ServerFacts facts) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        return new KeptAnnouncements(
                file,
                clock,
                facts,
                lines.stream().flatMap(line -> read(line).stream()).toList());
    }

    private static Optional<Announcement> read(String line) {
        String[] parts = line.split("\t", 6);
        if (parts.length < 6) {
            return Optional.empty();
        }
        try {
            Set<QueueName> queues = Stream.of(parts[4].split(",", -1))
                    .filter(q -> !q.isEmpty())
                    .map(QueueName::new)
                    .collect(Collectors.toUnmodifiableSet());
            return Optional.of(new Announcement(
                    parts[0], parts[5], queues, parts[1], Instant.parse(parts[2]), Instant.parse(parts[3])));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String line(Announcement a) {
        String queues = new TreeSet<>(a.queues().stream().map(QueueName::value).toList())
                .stream().collect(Collectors.joining(","));
        return String.join("\t", a.id(), a.by(), a.at().toString(), a.until().toString(), queues, a.text());
    }

    @Override
    public List<Announcement> current() {
        Instant now = clock.now();
        return all.get().stream().filter(a -> now.isBefore(a.until())).toList();
    }

    @Override
    public Optional<String> announce(String by, String text, Set<QueueName> queues, Duration length) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        if (clean.isEmpty() || clean.length() > MOST_CHARACTERS) {
            return Optional.of("An announcement has 1 to 300 characters.");
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(LONGEST) > 0) {
            return Optional.of("An announcement holds for a minute to a week.");
        }
        List<Announcement> now = new ArrayList<>(current());
        if (now.size() >= MOST) {
            return Optional.of("There are too many announcements already: end one first.");
        }
        Instant at = clock.now();
        String id = "a" + at.toEpochMilli() + "-" + now.size();
        Announcement next = new Announcement(id, clean, Set.copyOf(queues), by, at, at.plus(length));
        now.add(next);
        String names = queues.isEmpty()
                ? "everybody"
                : queues.stream().map(QueueName::value).sorted().collect(Collectors.joining(", "));
        facts.tell(new ServerFact.Announced(id, by, names, next.until()));
        return keep(now);
    }

    @Override
    public Optional<String> end(String by, String id) {
        List<Announcement> now = new ArrayList<>(current());
        if (!now.removeIf(a -> a.id().equals(id))) {
            return Optional.of("This announcement is over.");
        }
        facts.tell(new ServerFact.AnnouncementOver(id, by));
        return keep(now);
    }

    private Optional<String> keep(List<Announcement> now) {
        all.publish(List.copyOf(now));
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, now.stream().map(KeptAnnouncements::line).toList(), StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("announcements cannot be kept: {}", e.toString());
            return Optional.of("It is so now, but cannot be kept over a restart.");
        }
    }
}
