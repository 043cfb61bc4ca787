package org.helpline.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.ReportSettings.Genesys;
import org.helpline.config.ReportSettings.Level;
import org.helpline.config.ReportSettings.Schedule;
import org.helpline.config.ReportSettings.Terms;

/** What {@code reports.ini} knows: what the formulas leave open, and one section for each report that is sent. */
final class ReportKeys {

    static final String FAMILY = "reports";

    static final Key<Optional<ZoneId>> ZONE = Key.of("reports.zone", "", zone().orNothing());
    static final Key<Level> LEVEL = Key.of("reports.service-level-formula", "ast2", level());
    static final Key<Boolean> FLOW_OUTS = Key.of("reports.genesys-flow-outs", "no", Shapes.flag());
    static final Key<Boolean> LESS_SHORT = Key.of("reports.genesys-less-short", "yes", Shapes.flag());
    static final Key<Boolean> LESS_ABANDONS = Key.of("reports.genesys-less-abandons", "no", Shapes.flag());
    static final Key<Duration> SHORT = Key.of("reports.short-abandon", "5s", Shapes.duration("0", "5m"));
    static final Key<Boolean> SHORT_COUNTS = Key.of("reports.short-counts", "no", Shapes.flag());
    static final Key<Boolean> ASA_FROM =
            Key.of("reports.asa-from", "queue", new Shape<>("queue or arrival", text -> switch (text) {
                case "queue" -> Optional.of(false);
                case "arrival" -> Optional.of(true);
                default -> Optional.empty();
            }));
    static final Key<Integer> FCR_DAYS = Key.of("reports.fcr-days", "7", Shapes.whole(1, 90));
    static final Key<Optional<String>> FCR = Key.of("reports.fcr-question", "", question());
    static final Key<Optional<String>> CSAT = Key.of("reports.csat-question", "", question());
    static final Key<Optional<String>> CES = Key.of("reports.ces-question", "", question());
    static final Key<Boolean> OFFERED_IDLE = Key.of("reports.offered-is-idle", "no", Shapes.flag());
    static final Key<Double> AGENT_HOUR = Key.of("reports.cost-per-agent-hour", "0", money());
    static final Key<Double> SEAT_MONTH = Key.of("reports.cost-per-seat-month", "0", money());
    static final Key<String> CURRENCY = Key.of(
            "reports.currency",
            "EUR",
            Shapes.matching("three letters such as EUR, USD or TRY", t -> t.matches("[A-Z]{3}")));

    static final Key<String> REPORT = Key.of(
            "reports.*.report",
            "queues",
            oneOf(
                    "queues, agents, numbers, skills, trunks or codecs",
                    "queues",
                    "agents",
                    "numbers",
                    "skills",
                    "trunks",
                    "codecs"));
    static final Key<String> EVERY =
            Key.of("reports.*.every", "day", oneOf("day, week or month", "day", "week", "month"));
    static final Key<LocalTime> AT = Key.of("reports.*.at", "07:00", time());
    static final Key<List<String>> TO = Key.of(
            "reports.*.to",
            "",
            Shapes.list(Shapes.matching(
                    "an e-mail address such as boss@example.org",
                    t -> t.length() <= 254 && t.matches("[\\w.!#$%&'*+/=?^`{|}~-]+@[\\w-]+(\\.[\\w-]+)*"))));
    static final Key<String> FORM = Key.of("reports.*.form", "xlsx", oneOf("xlsx or csv", "xlsx", "csv"));

    static final List<Key<?>> ALL = List.of(
            ZONE,
            LEVEL,
            FLOW_OUTS,
            LESS_SHORT,
            LESS_ABANDONS,
            SHORT,
            SHORT_COUNTS,
            ASA_FROM,
            FCR_DAYS,
            FCR,
            CSAT,
            CES,
            OFFERED_IDLE,
            AGENT_HOUR,
            SEAT_MONTH,
            CURRENCY,
            REPORT,
            EVERY,
            AT,
            TO,
            FORM);

    private ReportKeys() {}

    static ReportSettings read(Values values, boolean hasMail) {
        List<Schedule> schedules = new ArrayList<>();
        for (String name : values.members(FAMILY)) {
            schedules.add(new Schedule(
                    name,
                    values.get(REPORT, name),
                    values.get(EVERY, name),
                    values.get(AT, name),
                    values.get(TO, name),
                    values.get(FORM, name)));
            if (values.get(TO, name).isEmpty()) {
                values.problem(TO.of(name), "Nobody is sent this report.", "Write who is, such as boss@example.org.");
            } else if (!hasMail) {
                values.problem(
                        TO.of(name),
                        "A report is to be sent by e-mail, and there is no mail server.",
                        "Set mail.host and mail.from in mail.properties.");
            }
        }
        return new ReportSettings(
                values.get(ZONE).orElseGet(ZoneId::systemDefault), terms(values), List.copyOf(schedules));
    }

    private static Terms terms(Values values) {
        return new Terms(
                values.get(QueueKeys.SERVICE_LEVEL),
                values.get(LEVEL),
                new Genesys(values.get(FLOW_OUTS), values.get(LESS_SHORT), values.get(LESS_ABANDONS)),
                values.get(SHORT),
                values.get(SHORT_COUNTS),
                values.get(ASA_FROM),
                values.get(FCR_DAYS),
                values.get(FCR).orElse(""),
                values.get(CSAT).orElse(""),
                values.get(CES).orElse(""),
                values.get(OFFERED_IDLE),
                values.get(AGENT_HOUR),
                values.get(SEAT_MONTH),
                values.get(CURRENCY));
    }

    private static Shape<Level> level() {
        return new Shape<>("ast, ast2, wazo or genesys", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "ast" -> Optional.of(Level.AST);
            case "ast2" -> Optional.of(Level.AST2);
            case "wazo" -> Optional.of(Level.WAZO);
            case "genesys" -> Optional.of(Level.GENESYS);
            default -> Optional.empty();
        });
    }

    private static Shape<String> oneOf(String expected, String... words) {
        Set<String> known = Set.of(words);
        return new Shape<>(expected, text -> Optional.of(text).filter(known::contains));
    }

    private static Shape<Optional<String>> question() {
        return Shapes.matching("the name of a script's rating", t -> t.matches("[\\w-]{1,64}"))
                .orNothing();
    }

    private static Shape<Double> money() {
        return new Shape<>(
                "an amount such as 22.50",
                text -> text.matches("\\d{1,7}(\\.\\d{1,4})?")
                        ? Optional.of(Double.parseDouble(text))
                        : Optional.empty());
    }

    private static Shape<LocalTime> time() {
        return new Shape<>(
                "a time of day such as 07:00",
                text -> text.matches("([01]\\d|2[0-3]):[0-5]\\d")
                        ? Optional.of(LocalTime.parse(text))
                        : Optional.empty());
    }

    private static Shape<ZoneId> zone() {
        return new Shape<>("a time zone such as Europe/Istanbul", text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
