package org.helpline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.config.VoicemailSettings.Box;
import org.helpline.config.VoicemailSettings.Mail;
import org.helpline.config.VoicemailSettings.Security;
import org.helpline.core.QueueName;

/** What {@code voicemail.ini} and {@code mail.properties} know. */
final class VoicemailKeys {

    static final String FAMILY = "voicemail";

    static final Key<String> FOLDER = Key.of("voicemail.folder", "voicemail", Shapes.oneLine());
    static final Key<Optional<ZoneId>> ZONE = Key.of("voicemail.zone", "", zone().orNothing());
    static final Key<List<String>> MAIL = Key.of("voicemail.*.mail", "", Shapes.list(address()));
    static final Key<Duration> KEEP = Key.of("voicemail.*.keep", "90d", Shapes.duration("1h", "3650d"));
    static final Key<Integer> MAX_MESSAGES = Key.of("voicemail.*.max-messages", "200", Shapes.whole(1, 100_000));
    static final Key<Integer> MAX_SIZE = Key.of("voicemail.*.max-megabytes", "200", Shapes.whole(1, 1_000_000));

    static final Key<Optional<String>> HOST = Key.of(
            "mail.host",
            "",
            Shapes.matching("a host's name or address", t -> t.matches("[\\w.:-]+"))
                    .orNothing());
    static final Key<Integer> PORT = Key.of("mail.port", "587", Shapes.whole(1, 65_535));
    static final Key<Security> SECURITY = Key.of("mail.security", "starttls", security());
    static final Key<Optional<String>> USER =
            Key.of("mail.user", "", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> PASSWORD =
            Key.secret("mail.password", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> PASSWORD_FILE =
            Key.of("mail.password-file", "", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> FROM = Key.of("mail.from", "", address().orNothing());
    static final Key<Duration> TIMEOUT = Key.of("mail.timeout", "30s", Shapes.duration("1s", "10m"));

    static final List<Key<?>> ALL = List.of(
            FOLDER,
            ZONE,
            MAIL,
            KEEP,
            MAX_MESSAGES,
            MAX_SIZE,
            HOST,
            PORT,
            SECURITY,
            USER,
            PASSWORD,
            PASSWORD_FILE,
            FROM,
            TIMEOUT);

    private VoicemailKeys() {}

    static VoicemailSettings read(Values values, Path data, Path conf, Set<String> queues) {
        for (String member : values.members(FAMILY)) {
            if (!queues.contains(member)) {
                values.problem(
                        FAMILY + "." + member,
                        "There is no queue named " + member + ".",
                        Values.oneOf("queues.ini", queues));
            }
        }
        List<Box> boxes = new ArrayList<>();
        for (String queue : new TreeSet<>(queues)) {
            boxes.add(new Box(
                    new QueueName(queue),
                    values.get(MAIL, queue),
                    values.get(KEEP, queue),
                    values.get(MAX_MESSAGES, queue),
                    values.get(MAX_SIZE, queue) * 1_000_000L));
        }
        Optional<Mail> mail = mail(values, conf);
        if (mail.isEmpty()) {
            boxes.stream()
                    .filter(b -> !b.mail().isEmpty())
                    .findFirst()
                    .ifPresent(b -> values.problem(
                            MAIL.of(b.queue().value()),
                            "Messages are to be sent by e-mail, and there is no mail server.",
                            "Set mail.host and mail.from in mail.properties."));
        }
        return new VoicemailSettings(
                data.resolve(values.get(FOLDER)),
                values.get(ZONE).orElseGet(ZoneId::systemDefault),
                List.copyOf(boxes),
                mail);
    }

    private static Optional<Mail> mail(Values values, Path conf) {
        Optional<String> host = values.get(HOST);
        Optional<String> from = values.get(FROM);
        Optional<Secret> password = password(values, conf);
        if (host.isPresent() && from.isEmpty()) {
            values.problem(FROM.name(), "E-mails need a sender.", "Write for example helpline@example.org.");
        }
        if (password.isPresent() && values.get(USER).isEmpty()) {
            values.problem(USER.name(), "There is a password and nobody whose it is.", "Set mail.user.");
        }
        if (host.isPresent() && password.isPresent() && values.get(SECURITY) == Security.NONE) {
            values.problem(SECURITY.name(), "The password would travel in clear text.", "Take starttls or tls.");
        }
        return host.map(h -> new Mail(
                h,
                values.get(PORT),
                values.get(SECURITY),
                values.get(USER),
                password,
                from.orElse("helpline@localhost"),
                values.get(TIMEOUT)));
    }

    private static Optional<Secret> password(Values values, Path conf) {
        Optional<String> file = values.get(PASSWORD_FILE);
        Optional<String> password = values.get(PASSWORD);
        if (file.isPresent() && password.isPresent()) {
            values.problem(PASSWORD_FILE.name(), "There is a password and a password-file.", "Keep one of the two.");
        }
        return file.isPresent() ? fromFile(values, conf.resolve(file.get())) : password.map(Secret::new);
    }

    private static Optional<Secret> fromFile(Values values, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.matches("\\P{Cntrl}+")) {
                return Optional.of(new Secret(text));
            }
            values.problem(PASSWORD_FILE.name(), "The file " + file + " holds no password.", "Write it in one line.");
        } catch (IOException e) {
            values.problem(
                    PASSWORD_FILE.name(),
                    "The file " + file + " cannot be read.",
                    "Write the password alone into it and let this user read it.");
        }
        return Optional.empty();
    }

    private static Shape<String> address() {
        return Shapes.matching(
                "an e-mail address such as support@example.org",
                t -> t.length() <= 254 && t.matches("[\\w.!#$%&'*+/=?^`{|}~-]+@[\\w-]+(\\.[\\w-]+)*"));
    }

    private static Shape<Security> security() {
        return new Shape<>("starttls, tls or none", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "starttls" -> Optional.of(Security.STARTTLS);
            case "tls" -> Optional.of(Security.TLS);
            case "none" -> Optional.of(Security.NONE);
            default -> Optional.empty();
        });
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
