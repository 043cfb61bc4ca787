package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.TrunkSettings.Form;
import org.helpline.config.TrunkSettings.From;
import org.helpline.config.TrunkSettings.Login;
import org.helpline.config.TrunkSettings.MediaSecurity;
import org.helpline.config.TrunkSettings.Numbers;
import org.helpline.config.TrunkSettings.Out;
import org.helpline.config.TrunkSettings.Shows;
import org.helpline.config.TrunkSettings.Srtp;
import org.helpline.config.TrunkSettings.Tls;
import org.helpline.config.TrunkSettings.Transport;

/** What {@code trunks.ini} knows: one section for each trunk; and what {@code sip.properties} says of all of them. */
final class TrunkKeys {

    static final String FAMILY = "trunks";

    /** Whether to register; AUTO: where there is a user. */
    enum Register {
        AUTO,
        YES,
        NO
    }

    /** From whom calls are taken; AUTO: from trunks as soon as there is one. */
    enum Takes {
        AUTO,
        ANYONE,
        TRUNKS
    }

    static final Key<Boolean> ENABLED = Key.of("trunks.*.enabled", "yes", Shapes.flag());
    static final Key<Optional<String>> SERVER =
            Key.of("trunks.*.server", "", TrunkShapes.server().orNothing());
    static final Key<Transport> TRANSPORT =
            Key.of("trunks.*.transport", "auto", TrunkShapes.word(List.of(Transport.values())));
    static final Key<Optional<String>> USER = Key.of(
            "trunks.*.user",
            "",
            Shapes.matching("a user of a SIP address", t -> t.matches("[\\w.+~!*'()&=$,;?/%-]{1,100}"))
                    .orNothing());
    static final Key<Optional<String>> AUTH_USER = Key.of(
            "trunks.*.auth-user",
            "",
            Shapes.matching("a name without quotes", t -> t.matches("[ -~&&[^\"\\\\]]{1,100}"))
                    .orNothing());
    static final Key<Optional<String>> SECRET =
            Key.secret("trunks.*.secret", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> SECRET_FILE =
            Key.of("trunks.*.secret-file", "", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> DOMAIN =
            Key.of("trunks.*.domain", "", TrunkShapes.host().orNothing());
    static final Key<Register> REGISTER =
            Key.of("trunks.*.register", "auto", TrunkShapes.word(List.of(Register.values())));
    static final Key<Duration> EXPIRES = Key.of("trunks.*.expires", "10m", Shapes.duration("1m", "1d"));
    static final Key<Duration> PING = Key.of(
            "trunks.*.ping",
            "30s",
            new Shape<>(
                    Shapes.duration("1s", "10m").expected() + ", or 0",
                    text -> Shapes.duration("0", "10m")
                            .parse()
                            .apply(text)
                            .filter(d -> d.isZero() || d.toSeconds() >= 1)));
    static final Key<List<String>> FROM = Key.of("trunks.*.from", "", Shapes.list(TrunkShapes.source()));
    static final Key<Optional<String>> FROM_HEADER =
            Key.of("trunks.*.from-header", "", TrunkShapes.header().orNothing());
    static final Key<List<String>> FROM_DIALLED =
            Key.of("trunks.*.from-dialled", "", Shapes.list(TrunkShapes.pattern()));
    static final Key<Form> NUMBERS = Key.of("trunks.*.numbers", "plus", TrunkShapes.word(List.of(Form.values())));
    static final Key<Optional<String>> COUNTRY = Key.of(
            "trunks.*.country",
            "",
            Shapes.matching("a country's calling code without +, such as 49", t -> t.matches("[1-9]\\d{0,2}"))
                    .orNothing());
    static final Key<String> NATIONAL =
            Key.of("trunks.*.national-prefix", "0", Shapes.matching("digits, or nothing", t -> t.matches("\\d{0,4}")));
    static final Key<String> INTERNATIONAL =
            Key.of("trunks.*.international-prefix", "00", Shapes.matching("digits", t -> t.matches("\\d{1,5}")));
    static final Key<String> PREFIX = Key.of(
            "trunks.*.prefix", "", Shapes.matching("digits, * and #, or nothing", t -> t.matches("[0-9*#]{0,16}")));
    static final Key<List<String>> ALLOW = Key.of("trunks.*.allow", "", Shapes.list(TrunkShapes.pattern()));
    static final Key<List<String>> DENY = Key.of("trunks.*.deny", "", Shapes.list(TrunkShapes.pattern()));
    static final Key<Integer> DAILY = Key.of("trunks.*.calls-per-day", "0", Shapes.whole(0, 10_000_000));
    static final Key<Integer> MOST = Key.of("trunks.*.calls", "0", Shapes.whole(0, 1_000_000));
    static final Key<Integer> PER_SECOND = Key.of("trunks.*.calls-per-second", "0", Shapes.whole(0, 100_000));
    static final Key<Boolean> FOLLOW = Key.of("trunks.*.follow-redirect", "no", Shapes.flag());
    static final Key<Boolean> REFER = Key.of("trunks.*.refer", "no", Shapes.flag());
    static final Key<Optional<String>> SHOW_NUMBER =
            Key.of("trunks.*.show-number", "", TrunkShapes.number().orNothing());
    static final Key<Boolean> PASS_CALLER = Key.of("trunks.*.pass-caller", "no", Shapes.flag());
    static final Key<List<String>> SHOW_ALLOWED =
            Key.of("trunks.*.show-allowed", "", Shapes.list(TrunkShapes.pattern()));
    static final Key<Boolean> ASSERTED = Key.of("trunks.*.asserted", "yes", Shapes.flag());
    static final Key<Boolean> DIVERSION = Key.of("trunks.*.diversion", "yes", Shapes.flag());
    static final Key<Boolean> TLS_VERIFY = Key.of("trunks.*.tls-verify", "yes", Shapes.flag());
    static final Key<Optional<String>> TLS_HOST =
            Key.of("trunks.*.tls-host", "", TrunkShapes.certified().orNothing());
    static final Key<Optional<String>> TLS_AUTHORITIES =
            Key.of("trunks.*.tls-authorities", "", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> TLS_CERTIFICATE =
            Key.of("trunks.*.tls-certificate", "", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> TLS_KEY =
            Key.of("trunks.*.tls-key", "", Shapes.oneLine().orNothing());
    static final Key<Srtp> SRTP = Key.of("trunks.*.srtp", "optional", SrtpShapes.policy());
    static final Key<List<String>> SRTP_SUITES = Key.of("trunks.*.srtp-suites", SrtpShapes.SUITES, SrtpShapes.suites());

    static final Key<List<String>> EMERGENCY = Key.of(
            "sip.emergency",
            "112, 911, 999, 000, 110, 111, 119",
            Shapes.list(Shapes.matching("a number such as 112", t -> t.matches("\\+?[0-9]{2,15}"))));
    static final Key<Takes> ACCEPT = Key.of("sip.accept", "auto", TrunkShapes.word(List.of(Takes.values())));

    /** What {@code sip.properties} has of it. */
    static final List<Key<?>> OF_ALL = List.of(ACCEPT, EMERGENCY);

    static final List<Key<?>> ALL = List.of(
            ENABLED,
            SERVER,
            TRANSPORT,
            USER,
            AUTH_USER,
            SECRET,
            SECRET_FILE,
            DOMAIN,
            REGISTER,
            EXPIRES,
            PING,
            FROM,
            FROM_HEADER,
            FROM_DIALLED,
            NUMBERS,
            COUNTRY,
            NATIONAL,
            INTERNATIONAL,
            PREFIX,
            ALLOW,
            DENY,
            DAILY,
            MOST,
            PER_SECOND,
            FOLLOW,
            REFER,
            SHOW_NUMBER,
            PASS_CALLER,
            SHOW_ALLOWED,
            ASSERTED,
            DIVERSION,
            TLS_VERIFY,
            TLS_HOST,
            TLS_AUTHORITIES,
            TLS_CERTIFICATE,
            TLS_KEY,
            SRTP,
            SRTP_SUITES);

    private final Values values;
    private final Path conf;

    private TrunkKeys(Values values, Path conf) {
        this.values = values;
        this.conf = conf;
    }

    /** The trunks; relative files start in {@code conf}. */
    static TrunksSettings read(Values values, Path conf) {
        TrunkKeys keys = new TrunkKeys(values, conf);
        List<TrunkSettings> trunks = new ArrayList<>();
        values.members(FAMILY).forEach(name -> trunks.add(keys.trunk(name)));
        TrunkChecks.check(values, trunks);
        return new TrunksSettings(
                List.copyOf(trunks), Set.copyOf(values.get(EMERGENCY)), accept(values.get(ACCEPT), trunks.isEmpty()));
    }

    private static TrunksSettings.Accept accept(Takes takes, boolean none) {
        return switch (takes) {
            case AUTO -> none ? TrunksSettings.Accept.ANYONE : TrunksSettings.Accept.TRUNKS;
            case ANYONE -> TrunksSettings.Accept.ANYONE;
            case TRUNKS -> TrunksSettings.Accept.TRUNKS;
        };
    }

    private TrunkSettings trunk(String name) {
        String server = values.get(SERVER, name).orElseGet(() -> {
            if (values.isSet(SERVER.of(name))) {
                return "";
            }
            values.problem(
                    FAMILY + "." + name,
                    "Trunk " + name + " has no server.",
                    "Add the provider's name or address, such as server = sip.acme.example.");
            return "";
        });
        return new TrunkSettings(
                name,
                values.get(ENABLED, name),
                server,
                values.get(TRANSPORT, name),
                login(name, server),
                values.get(PING, name),
                new From(values.get(FROM, name), values.get(FROM_HEADER, name), values.get(FROM_DIALLED, name)),
                new Numbers(
                        values.get(NUMBERS, name),
                        values.get(COUNTRY, name),
                        values.get(NATIONAL, name),
                        values.get(INTERNATIONAL, name),
                        values.get(PREFIX, name)),
                new Out(
                        values.get(ALLOW, name),
                        values.get(DENY, name),
                        values.get(DAILY, name),
                        values.get(FOLLOW, name),
                        values.get(REFER, name)),
                new Shows(
                        values.get(SHOW_NUMBER, name),
                        values.get(PASS_CALLER, name),
                        values.get(SHOW_ALLOWED, name),
                        values.get(ASSERTED, name),
                        values.get(DIVERSION, name)),
                values.get(MOST, name),
                values.get(PER_SECOND, name),
                tls(name),
                new MediaSecurity(values.get(SRTP, name), values.get(SRTP_SUITES, name)));
    }

    private Optional<Login> login(String name, String server) {
        Optional<String> user = values.get(USER, name);
        Optional<Secret> secret = new SecretFile(values, conf).read(SECRET, SECRET_FILE, name);
        TrunkChecks.login(values, name, user.isPresent(), secret.isPresent());
        return user.map(u -> new Login(
                u,
                values.get(AUTH_USER, name).orElse(u),
                secret.orElse(new Secret("")),
                values.get(DOMAIN, name).orElseGet(() -> hostOf(server)),
                values.get(REGISTER, name) != Register.NO,
                values.get(EXPIRES, name)));
    }

    /** Without the port; IPv6 stays in brackets. */
    private static String hostOf(String server) {
        int colon = server.lastIndexOf(':');
        return colon > server.lastIndexOf(']') ? server.substring(0, colon) : server;
    }

    private Tls tls(String name) {
        Optional<Path> certificate = file(TLS_CERTIFICATE, name);
        Optional<Path> key = file(TLS_KEY, name);
        if (certificate.isPresent() != key.isPresent()) {
            values.problem(
                    (certificate.isPresent() ? TLS_CERTIFICATE : TLS_KEY).of(name),
                    "Trunk " + name + " has "
                            + (certificate.isPresent()
                                    ? "a certificate without its key."
                                    : "a key without its certificate."),
                    "Give both, tls-certificate and tls-key, or neither.");
        }
        return new Tls(
                values.get(TLS_VERIFY, name),
                values.get(TLS_HOST, name),
                file(TLS_AUTHORITIES, name),
                certificate,
                key);
    }

    private Optional<Path> file(Key<Optional<String>> key, String name) {
        return values.get(key, name).map(text -> {
            Path file = conf.resolve(text);
            if (!java.nio.file.Files.isReadable(file)) {
                values.problem(
                        key.of(name),
                        "The file " + file + " cannot be read.",
                        "Put it there, in PEM, and let this user read it; a relative path starts in conf/.");
            }
            return file;
        });
    }
}
