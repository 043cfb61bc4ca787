package org.helpline.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.sip.trunk.Allowances;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.sip.trunk.NumberForms;
import org.helpline.sip.trunk.Targets;
import org.helpline.sip.trunk.TrunkStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the trunks stand, in words and for programs.
 *
 * @param barred why a trunk may not call a number; empty: it may
 */
public record TrunksReport(
        TrunksSettings settings, Map<String, TrunkStatus> status, Map<String, Allowances.Count> counts, Barred barred) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final Allowances.Count NONE = new Allowances.Count(0, 0, 0, 0, 0, "");

    /** Whether a number may be called. */
    @FunctionalInterface
    public interface Barred {
        /** Why the trunk may not call a number of the house's form, in a sentence; empty: it may. */
        Optional<String> by(TrunkSettings trunk, String number);
    }

    /** As it is now. */
    public static TrunksReport of(LiveTrunks trunks, Targets targets) {
        Map<String, Allowances.Count> counts = new LinkedHashMap<>();
        trunks.settings()
                .trunks()
                .forEach(t ->
                        counts.put(t.name(), trunks.allowances().count(t.name()).orElse(NONE)));
        Map<String, TrunkStatus> status = targets.status().stream()
                .collect(Collectors.toMap(TrunkStatus::trunk, Function.identity(), (a, _) -> a, LinkedHashMap::new));
        return new TrunksReport(trunks.settings(), status, counts, trunks.allowances()::barred);
    }

    /** A table, and a sentence for each trunk with which something is wrong. */
    public List<String> table() {
        if (settings.trunks().isEmpty()) {
            return List.of("There is no trunk: trunks.ini names none.");
        }
        TextTable table = new TextTable("trunk", "state", "server", "registered as", "machines", "calls", "today");
        List<String> wrong = new ArrayList<>();
        for (TrunkSettings trunk : settings.trunks()) {
            Allowances.Count count = count(trunk);
            table.row(
                    trunk.name(),
                    state(trunk),
                    trunk.server(),
                    registeredAs(trunk),
                    machines(trunk),
                    of(count.now(), trunk.most()),
                    of(count.today(), trunk.out().daily()));
            trouble(trunk).ifPresent(t -> wrong.add(trunk.name() + ": " + t));
        }
        List<String> lines = new ArrayList<>(table.lines());
        wrong.stream().map(TextTable::plain).forEach(lines::add);
        return lines;
    }

    /** All that is known of one trunk; empty: there is none of that name. */
    public List<String> show(String name) {
        return settings.of(name).map(this::details).orElse(List.of());
    }

    private List<String> details(TrunkSettings trunk) {
        Allowances.Count count = count(trunk);
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("state", state(trunk));
        lines.put("server", trunk.server());
        lines.put("registered as", registeredAs(trunk));
        status(trunk).flatMap(TrunkStatus::registeredAt).ifPresent(at -> lines.put("registered at", at));
        status(trunk).flatMap(TrunkStatus::seenAs).ifPresent(seen -> lines.put("it sees us as", seen));
        status(trunk).ifPresent(s -> s.machines().forEach(m -> lines.put("machine " + m.where(), health(m))));
        lines.put("calls now", of(count.now(), trunk.most()) + ", at most " + count.most() + " since the start");
        lines.put("calls out today", of(count.today(), trunk.out().daily()));
        lines.put("calls since the start", count.total() + ", and " + count.refused() + " not granted");
        lines.put(
                "may call",
                trunk.out().allow().isEmpty()
                        ? "emergency numbers only"
                        : String.join(", ", trunk.out().allow()));
        status(trunk).ifPresent(s -> lines.put("since " + time(s.since()), s.sentence()));
        lines.put("last not granted", count.lastRefusal());
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        return lines.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty() && !e.getValue().equals("-"))
                .map(e -> TextTable.plain(
                        e.getKey() + " ".repeat(width - e.getKey().length() + 2) + e.getValue()))
                .toList();
    }

    /** What each trunk would do with a number, as somebody writes it. */
    public List<String> tryNumber(String written) {
        List<String> lines = new ArrayList<>();
        for (TrunkSettings trunk : settings.trunks()) {
            String number = NumberForms.inward(trunk.numbers(), written);
            String read = number.equals(written) ? "" : "reads it as " + number + ", ";
            String sent = "dials " + NumberForms.outward(trunk.numbers(), number);
            lines.add(TextTable.plain(trunk.name() + ": " + read + sent + "; " + may(trunk, number)));
        }
        return lines.isEmpty() ? List.of("There is no trunk: trunks.ini names none.") : lines;
    }

    private String may(TrunkSettings trunk, String number) {
        if (!trunk.enabled()) {
            return "but it is disabled (enabled = no).";
        }
        if (settings.emergency().contains(number)) {
            return "an emergency number, which nothing stops.";
        }
        return barred.by(trunk, number).map(why -> "but it may not: " + why).orElse("it may.");
    }

    /** What {@link #tryNumber} says, as JSON. */
    public String tryJson(String written) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (TrunkSettings trunk : settings.trunks()) {
            String number = NumberForms.inward(trunk.numbers(), written);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("trunk", trunk.name());
            one.put("number", number);
            one.put("dials", NumberForms.outward(trunk.numbers(), number));
            one.put("emergency", settings.emergency().contains(number));
            one.put("may", trunk.enabled() && barred.by(trunk, number).isEmpty());
            one.put("why", barred.by(trunk, number).orElse(""));
            all.add(one);
        }
        return JsonMapper.builder().build().writeValueAsString(Map.of("trunks", all));
    }

    /** All of it as one JSON document. */
    public String json() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (TrunkSettings trunk : settings.trunks()) {
            Allowances.Count count = count(trunk);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("trunk", trunk.name());
            one.put("state", state(trunk));
            one.put("server", trunk.server());
            one.put("registeredAs", registeredAs(trunk));
            one.put(
                    "until",
                    status(trunk)
                            .flatMap(TrunkStatus::until)
                            .map(Instant::toString)
                            .orElse(""));
            one.put(
                    "machines",
                    status(trunk)
                            .map(s -> s.machines().stream()
                                    .map(TrunksReport::json)
                                    .toList())
                            .orElse(List.of()));
            one.put("calls", count.now());
            one.put("callsMost", trunk.most());
            one.put("today", count.today());
            one.put("todayMost", trunk.out().daily());
            one.put("since", status(trunk).map(s -> s.since().toString()).orElse(""));
            one.put("sentence", status(trunk).map(TrunkStatus::sentence).orElse(""));
            one.put("refused", count.refused());
            one.put("lastRefused", count.lastRefusal());
            all.add(one);
        }
        return JsonMapper.builder().build().writeValueAsString(Map.of("trunks", all));
    }

    private static Map<String, Object> json(TrunkStatus.Machine machine) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("where", machine.where());
        one.put("host", machine.host());
        one.put("health", word(machine.health()));
        machine.roundTrip().ifPresent(t -> one.put("roundTripMillis", t.toMillis()));
        one.put("why", machine.why());
        return one;
    }

    /** One word or two for how a trunk is. */
    private String state(TrunkSettings trunk) {
        if (!trunk.enabled()) {
            return "disabled";
        }
        return status(trunk)
                .map(s -> switch (s.registration()) {
                    case REGISTERED -> "registered";
                    case ASKING -> reach(s, "registering");
                    case FAILING -> reach(s, "not registered");
                    case REFUSED -> "password refused";
                    case NONE -> reach(s, "ready");
                })
                .orElse("unknown");
    }

    /** {@code otherwise}, unless none of its machines can be reached. */
    private static String reach(TrunkStatus status, String otherwise) {
        if (status.machines().isEmpty()) {
            return "no address";
        }
        return status.machines().stream().allMatch(m -> m.health() == TrunkStatus.Health.DEAD)
                ? "unreachable"
                : otherwise;
    }

    /** What is wrong with it, with what to do; empty: nothing is. */
    private Optional<String> trouble(TrunkSettings trunk) {
        boolean well = !trunk.enabled() || List.of("registered", "ready").contains(state(trunk));
        Optional<String> whole = well ? Optional.empty() : status(trunk).map(TrunkStatus::sentence);
        return whole.filter(s -> !s.isEmpty())
                .or(() -> Optional.of(count(trunk).lastRefusal())
                        .filter(s -> !s.isEmpty())
                        .map(s -> "last not granted: " + s));
    }

    private String registeredAs(TrunkSettings trunk) {
        Optional<TrunkStatus> at = status(trunk).filter(s -> s.registration() == TrunkStatus.Registration.REGISTERED);
        return at.flatMap(_ -> trunk.login())
                .map(l -> l.user() + "@" + l.domain()
                        + at.flatMap(TrunkStatus::until)
                                .map(u -> " until " + time(u))
                                .orElse(""))
                .orElse("-");
    }

    private String machines(TrunkSettings trunk) {
        List<TrunkStatus.Machine> all = status(trunk).map(TrunkStatus::machines).orElse(List.of());
        if (all.isEmpty()) {
            return "-";
        }
        long dead =
                all.stream().filter(m -> m.health() == TrunkStatus.Health.DEAD).count();
        long unasked = all.stream()
                .filter(m -> m.health() == TrunkStatus.Health.UNKNOWN)
                .count();
        return unasked == all.size() ? all.size() + ", not asked" : (all.size() - dead) + " of " + all.size() + " well";
    }

    private static String health(TrunkStatus.Machine machine) {
        String took = machine.roundTrip()
                .map(Duration::toMillis)
                .map(ms -> ", " + ms + " ms")
                .orElse("");
        String host = machine.where().contains(machine.host()) ? "" : " (" + machine.host() + ")";
        return word(machine.health()) + took + host + (machine.why().isEmpty() ? "" : ": " + machine.why());
    }

    private static String word(TrunkStatus.Health health) {
        return switch (health) {
            case UNKNOWN -> "not asked";
            case ALIVE -> "alive";
            case DEAD -> "dead";
        };
    }

    private static String of(int now, int most) {
        return most == 0 ? String.valueOf(now) : now + " of " + most;
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    private Optional<TrunkStatus> status(TrunkSettings trunk) {
        return Optional.ofNullable(status.get(trunk.name()));
    }

    private Allowances.Count count(TrunkSettings trunk) {
        return counts.getOrDefault(trunk.name(), NONE);
    }
}
