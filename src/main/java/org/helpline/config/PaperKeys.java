package org.helpline.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code scripts.properties}, {@code desk.properties} and {@code store.properties} know. */
final class PaperKeys {

    static final Key<String> SCRIPTS = Key.of("scripts.directory", "ivr-scripts", Shapes.oneLine());
    static final Key<Integer> HUMAN_WITHIN =
            Key.of("scripts.human-within", String.valueOf(ScriptSettings.HUMAN_WITHIN), Shapes.whole(0, 99));
    static final Key<Integer> STEPS_PER_CALL =
            Key.of("scripts.steps-per-call", String.valueOf(ScriptSettings.STEPS_PER_CALL), Shapes.whole(10, 100_000));
    static final Key<Boolean> RELOAD = Key.of("scripts.reload", "yes", Shapes.flag());
    static final Key<Boolean> BY_COMMAND =
            Key.of("scripts.publish", "automatic", new Shape<>("automatic or by-command", text -> switch (text) {
                case "automatic" -> Optional.of(false);
                case "by-command" -> Optional.of(true);
                default -> Optional.empty();
            }));
    static final Key<Integer> KEPT_VERSIONS =
            Key.of("scripts.keep-versions", String.valueOf(ScriptSettings.KEPT_VERSIONS), Shapes.whole(1, 1_000));

    static final Key<String> DESK_LISTEN = Key.of("desk.listen", "127.0.0.1:8080", Shapes.hostPort());
    static final Key<List<String>> ORIGINS = Key.of(
            "desk.origins",
            "",
            Shapes.list(Shapes.matching(
                    "an origin such as https://desk.example.org", t -> t.matches("https?://[\\w.:\\[\\]-]+"))));
    static final Key<List<String>> REASONS =
            Key.of("desk.not-ready-reasons", "break, lunch, training, meeting", Shapes.distinct(Shapes.oneLine()));
    static final Key<List<String>> CODES = Key.of(
            "desk.wrap-up-codes", "solved, follow-up, wrong number, complaint", Shapes.distinct(Shapes.oneLine()));
    static final Key<List<String>> TAGS = Key.of("desk.tags", "", Shapes.list(Shapes.oneLine()));
    static final Key<String> KNOWLEDGE = Key.of("desk.knowledge", "kb", Shapes.oneLine());
    static final Key<Duration> SESSION_IDLE = Key.of("desk.session-idle", "12h", Shapes.duration("1m", "30d"));
    static final Key<Integer> UPLOAD = Key.of("desk.upload-megabytes", "20", Shapes.whole(1, 60));
    static final Key<String> COUNTRY = Key.of(
            "desk.home-country",
            "TR",
            Shapes.matching(
                    "a country's two letters (ISO 3166), such as TR or DE",
                    t -> Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)
                            .contains(t)));

    static final Key<DeskSettings.Https> HTTPS =
            Key.of("desk.https", "auto", new Shape<>("auto, only or no", text -> switch (text) {
                case "auto" -> Optional.of(DeskSettings.Https.AUTO);
                case "only" -> Optional.of(DeskSettings.Https.ONLY);
                case "no" -> Optional.of(DeskSettings.Https.NO);
                default -> Optional.empty();
            }));

    static final Key<Boolean> SHOW_LISTENING = Key.of("desk.show-listening", "yes", Shapes.flag());
    /** What may stand in a Content-Security-Policy as it is. */
    static final Key<String> PHONE = Key.of(
            "desk.phone",
            "auto",
            Shapes.matching(
                    "auto, no, or an address such as wss://desk.example.org/sip",
                    t -> t.matches("auto|no|wss?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[\\w./-]*)?")));

    static final Key<String> DATABASE = Key.of("store.file", "helpline.db", Shapes.oneLine());
    static final Key<String> SPILL = Key.of("store.spill", "spill", Shapes.oneLine());
    static final Key<String> CUSTOMERS = Key.of("store.customers", "customers.csv", Shapes.oneLine());

    static final Key<String> LOOK_UP = Key.of(
            "store.customers-look-up",
            "",
            Shapes.matching("the name of a look-up, or nothing", t -> t.matches("([a-z][a-z0-9_]*)?")));
    static final Key<Boolean> LOOK_UP_ALWAYS =
            Key.of("store.customers-look-up-when", "unknown", new Shape<>("unknown or always", text -> switch (text) {
                case "unknown" -> Optional.of(false);
                case "always" -> Optional.of(true);
                default -> Optional.empty();
            }));
    static final Key<Duration> LOOK_UP_KEEP =
            Key.of("store.customers-look-up-keep", "1h", Shapes.duration("0s", "30d"));

    static final List<Key<?>> ALL = List.of(
            SCRIPTS,
            HUMAN_WITHIN,
            STEPS_PER_CALL,
            RELOAD,
            BY_COMMAND,
            KEPT_VERSIONS,
            DESK_LISTEN,
            ORIGINS,
            REASONS,
            CODES,
            TAGS,
            KNOWLEDGE,
            SESSION_IDLE,
            UPLOAD,
            COUNTRY,
            HTTPS,
            SHOW_LISTENING,
            PHONE,
            DATABASE,
            SPILL,
            CUSTOMERS,
            LOOK_UP,
            LOOK_UP_ALWAYS,
            LOOK_UP_KEEP);

    private PaperKeys() {}

    static ScriptSettings scripts(Values values, Path home, Map<String, HoursSettings> hours) {
        Path directory = home.resolve(values.get(SCRIPTS));
        if (!values.isUsual(SCRIPTS) && !Files.isDirectory(directory)) {
            values.problem(
                    SCRIPTS.name(), "The folder " + directory + " does not exist.", "Make it, or name another folder.");
        }
        return new ScriptSettings(
                directory,
                hours,
                values.get(RELOAD),
                values.get(BY_COMMAND),
                values.get(KEPT_VERSIONS),
                values.get(HUMAN_WITHIN),
                values.get(STEPS_PER_CALL));
    }

    static DeskSettings desk(Values values, Path conf) {
        return new DeskSettings(
                values.get(DESK_LISTEN),
                values.get(ORIGINS),
                values.get(REASONS),
                values.get(CODES),
                values.get(SESSION_IDLE),
                values.get(COUNTRY),
                values.get(UPLOAD),
                values.get(HTTPS),
                values.get(TAGS),
                conf.resolve(values.get(KNOWLEDGE)),
                OidcKeys.read(values, conf),
                values.get(OidcKeys.PASSWORDS),
                values.get(SHOW_LISTENING),
                values.get(PHONE));
    }

    static StoreSettings store(Values values, Path data, Path conf) {
        String lookUp = values.get(LOOK_UP);
        if (!lookUp.isEmpty() && !values.members(LookUpKeys.FAMILY).contains(lookUp)) {
            values.problem(
                    LOOK_UP.name(),
                    "There is no look-up named " + lookUp + ".",
                    "Write one of look-ups.ini, or nothing.");
        }
        return new StoreSettings(
                data.resolve(values.get(DATABASE)),
                data.resolve(values.get(SPILL)),
                conf.resolve(values.get(CUSTOMERS)),
                values.get(COUNTRY),
                EventKeys.read(values, conf),
                new StoreSettings.Outside(lookUp, values.get(LOOK_UP_ALWAYS), values.get(LOOK_UP_KEEP)),
                RetentionKeys.read(values));
    }
}
