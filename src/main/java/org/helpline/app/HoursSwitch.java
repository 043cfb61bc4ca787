package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.helpline.core.ServerFact;
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
    private final Map<String, BusinessHours> written;
    private final Clock clock;
    private final ServerFacts facts;
    private final Map<String, State> declared = new ConcurrentHashMap<>();

    private HoursSwitch(Path file, Map<String, BusinessHours> written, Clock clock, ServerFacts facts) {
        this.file = file;
        this.written = written;
        this.clock = clock;
        this.facts = facts;
    }

    /** Reads {@code name = state} lines; a file that is not there, and a calendar that is no more, declare nothing. */
    static HoursSwitch load(Path file, Map<String, HoursSettings> settings, Clock clock, ServerFacts facts)
            throws IOException {
        HoursSwitch hours = new HoursSwitch(file, Calendars.of(settings), clock, facts);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String name = line.substring(0, equals).strip();
                hours.state(line.substring(equals + 1).strip())
                        .filter(_ -> hours.written.containsKey(name))
                        .ifPresent(s -> hours.declared.put(name, s));
            }
        }
        return hours;
    }

    /** What was declared of a calendar; empty: it is as written. */
    Optional<State> declared(String name) {
        return Optional.ofNullable(declared.get(name));
    }

    /** What calendars say, with what was declared. */
    Function<String, State> over(Function<String, State> calendars) {
        return name -> declared(name).orElseGet(() -> calendars.apply(name));
    }

    @Override
    public SortedMap<String, Shown> calendars() {
        SortedMap<String, Shown> all = new TreeMap<>();
        written.forEach((name, hours) -> {
            State now = declared(name).orElseGet(() -> hours.at(clock.now()));
            all.put(name, new Shown(word(now), declared.containsKey(name)));
        });
        return all;
    }

    @Override
    public Optional<String> set(String name, String word, String by) {
        if (!written.containsKey(name)) {
            return Optional.of("There is no calendar of this name.");
        }
        Optional<State> state = state(word);
        if (state.isEmpty() && !word.equals(TAKEN_BACK)) {
            return Optional.of("Say one of: " + String.join(", ", WORDS) + ".");
        }
        state.ifPresentOrElse(s -> declared.put(name, s), () -> declared.remove(name));
        LOG.info("hours={} declared {} by {}", name, word, by);
        facts.tell(new ServerFact.HoursDeclared(name, word, by));
        try {
            List<String> lines = new ArrayList<>();
            new TreeMap<>(declared).forEach((n, s) -> lines.add(n + " = " + word(s)));
            Files.write(file, lines, StandardCharsets.UTF_8);
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("hours={} cannot be kept: {}", name, e.toString());
            return Optional.of("It is so now, but cannot be kept over a restart: " + e);
        }
    }

    private Optional<State> state(String word) {
        for (State state : State.values()) {
            if (word(state).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
