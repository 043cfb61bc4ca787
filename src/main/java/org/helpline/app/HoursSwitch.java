package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.helpline.config.HoursSettings;
import org.helpline.core.BusinessHours;
import org.helpline.core.BusinessHours.State;
import org.helpline.core.Clock;
import org.helpline.core.DeclaredUntil;
import org.helpline.core.ServerFact;
import org.helpline.core.Snapshot;
import org.helpline.interaction.HoursBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody declared of calendars for now, which wins over what is written; kept in a file, so that a restart changes nothing, and
 * told to the record with who did it. Any thread.
 */
final class HoursSwitch implements HoursBoard {

    private static final Logger LOG = LoggerFactory.getLogger(HoursSwitch.class);
    private static final String TAKEN_BACK = WORDS.getLast();

    private final Path file;
    private final Snapshot<Map<String, BusinessHours>> written;
    private final Clock clock;
    private final ServerFacts facts;
    private final Map<String, DeclaredState> declared = new ConcurrentHashMap<>();

    private HoursSwitch(Path file, Map<String, BusinessHours> written, Clock clock, ServerFacts facts) {
        this.file = file;
        this.written = new Snapshot<>(written);
        this.clock = clock;
        this.facts = facts;
    }

    /** Reads lines {@code name = state; until TIME; since TIME; by WHO}; a file that is not there, and a calendar that is no more, declare nothing. */
    static HoursSwitch load(Path file, Map<String, HoursSettings> settings, Clock clock, ServerFacts facts)
            throws IOException {
        HoursSwitch hours = new HoursSwitch(file, Calendars.of(settings), clock, facts);
        for (String name : hours.written.get().keySet()) {
            kept(file, name).ifPresent(d -> hours.declared.put(name, d));
        }
        return hours;
    }

    /** Other calendars are written from now on; what was declared of one that is gone is over. One thread at a time. */
    void change(Map<String, HoursSettings> settings) {
        written.publish(Calendars.of(settings));
        declared.keySet().retainAll(settings.keySet());
    }

    /** What the file has of a calendar; blocks. */
    static Optional<DeclaredState> kept(Path file, String name) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        return lines.stream()
                .filter(line -> line.indexOf('=') > 0
                        && line.substring(0, line.indexOf('=')).strip().equals(name))
                .reduce((_, last) -> last)
                .flatMap(line -> DeclaredState.read(line.substring(line.indexOf('=') + 1)));
    }

    /** What was declared of a calendar and has not ended; empty: it is as written. */
    Optional<State> declared(String name) {
        return entry(name).map(DeclaredState::state);
    }

    private Optional<DeclaredState> entry(String name) {
        return Optional.ofNullable(declared.get(name)).filter(d -> d.holds(clock.now()));
    }

    /** What calendars say, with what was declared. */
    Function<String, State> over(Function<String, State> calendars) {
        return name -> declared(name).orElseGet(() -> calendars.apply(name));
    }

    @Override
    public SortedMap<String, Shown> calendars() {
        SortedMap<String, Shown> all = new TreeMap<>();
        written.get().forEach((name, hours) -> {
            Optional<DeclaredState> entry = entry(name);
            State now = entry.map(DeclaredState::state).orElseGet(() -> hours.at(clock.now()));
            String story = entry.map(d -> d.story(hours.zone())).orElse("");
            all.put(name, new Shown(DeclaredState.word(now), entry.isPresent(), story));
        });
        return all;
    }

    @Override
    public Optional<String> set(String name, String word, DeclaredUntil until, String by) {
        BusinessHours calendar = written.get().get(name);
        if (calendar == null) {
            return Optional.of("There is no calendar of this name.");
        }
        Optional<State> state = DeclaredState.state(word);
        if (state.isEmpty() && !word.equals(TAKEN_BACK)) {
            return Optional.of("Say one of: " + String.join(", ", WORDS) + ".");
        }
        Instant now = clock.now();
        Optional<Instant> end = until.from(now, calendar.zone());
        state.map(s -> new DeclaredState(s, end, Optional.of(now), by))
                .ifPresentOrElse(d -> declared.put(name, d), () -> declared.remove(name));
        String what = state.isEmpty() || end.isEmpty() ? word : word + " until " + end.get();
        LOG.info("hours={} declared {} by {}", name, what, by);
        facts.tell(new ServerFact.HoursDeclared(name, what, by));
        try {
            List<String> lines = new ArrayList<>();
            new TreeMap<>(declared).forEach((n, d) -> {
                if (d.holds(now)) {
                    lines.add(n + " = " + d.line());
                }
            });
            Files.write(file, lines, StandardCharsets.UTF_8);
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("hours={} cannot be kept: {}", name, e.toString());
            return Optional.of("It is so now, but cannot be kept over a restart: " + e);
        }
    }
}
