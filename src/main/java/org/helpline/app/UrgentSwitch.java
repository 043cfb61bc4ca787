package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.acd.Acd;
import org.helpline.core.Clock;
import org.helpline.core.QueueName;
import org.helpline.core.ServerFact;
import org.helpline.interaction.UrgentBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which queues are urgent, as desks and operators switch it: told to the ACD and to the record with who did it, and kept in a file, so that a
 * restart changes nothing. Any thread.
 */
final class UrgentSwitch implements UrgentBoard {

    private static final Logger LOG = LoggerFactory.getLogger(UrgentSwitch.class);
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9._-]+) = since (\\S+) by (.*)");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private record Declared(Instant since, String by) {}

    private final Path file;
    private final Acd acd;
    private final Supplier<Set<String>> known;
    private final Clock clock;
    private final ServerFacts facts;
    private final Map<String, Declared> declared = new ConcurrentHashMap<>();

    private UrgentSwitch(Path file, Acd acd, Supplier<Set<String>> known, Clock clock, ServerFacts facts) {
        this.file = file;
        this.acd = acd;
        this.known = known;
        this.clock = clock;
        this.facts = facts;
    }

    /**
     * Reads lines {@code QUEUE = since TIME by WHO} and tells the ACD; a file that is not there declares nothing. Blocks.
     *
     * @param known the queues of the settings now
     */
    static UrgentSwitch load(Path file, Acd acd, Supplier<Set<String>> known, Clock clock, ServerFacts facts)
            throws IOException {
        UrgentSwitch urgent = new UrgentSwitch(file, acd, known, clock, facts);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        lines.forEach(urgent::read);
        urgent.declared.keySet().forEach(queue -> acd.urgent(new QueueName(queue), true));
        return urgent;
    }

    private void read(String line) {
        Matcher m = LINE.matcher(line.strip());
        if (m.matches()) {
            try {
                declared.put(m.group(1), new Declared(Instant.parse(m.group(2)), m.group(3)));
            } catch (DateTimeException e) {
                LOG.warn("urgent: {} has a line without a time, which is passed over", file);
            }
        }
    }

    @Override
    public SortedMap<String, Optional<String>> queues() {
        SortedMap<String, Optional<String>> all = new TreeMap<>();
        known.get()
                .forEach(queue -> all.put(
                        queue,
                        Optional.ofNullable(declared.get(queue))
                                .map(d -> "since " + MINUTE.format(d.since().atZone(ZoneId.systemDefault())) + " by "
                                        + d.by())));
        return all;
    }

    @Override
    public Optional<String> set(String queue, boolean on, String by) {
        if (!known.get().contains(queue) && (on || !declared.containsKey(queue))) {
            return Optional.of("There is no queue " + queue + ".");
        }
        if (on == declared.containsKey(queue)) {
            return Optional.empty(); // who did it first stays in the record
        }
        if (on) {
            declared.put(queue, new Declared(clock.now(), by.replaceAll("\\p{Cntrl}", " ")));
        } else {
            declared.remove(queue);
        }
        acd.urgent(new QueueName(queue), on);
        LOG.info("queue={} is {} by {}", queue, on ? "urgent" : "as usual", by);
        facts.tell(new ServerFact.UrgentDeclared(new QueueName(queue), on, by));
        return keep(queue);
    }

    private Optional<String> keep(String queue) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(declared).forEach((name, d) -> lines.add(name + " = since " + d.since() + " by " + d.by()));
        try {
            Files.write(file, lines, StandardCharsets.UTF_8);
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("queue={} cannot be kept as urgent: {}", queue, e.toString());
            return Optional.of("It is so now, but cannot be kept over a restart: " + e);
        }
    }
}
