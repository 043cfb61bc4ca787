package org.helpline.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.config.EventSettings.Hook;

/** What {@code webhooks.ini} knows, and how long {@code store.properties} has events kept. */
final class EventKeys {

    static final String FAMILY = "webhooks";

    static final Key<Duration> KEEP = Key.of("store.events-keep", "0", Shapes.duration("0", "90d"));
    static final Key<String> URL = Key.of("webhooks.*.url", "", Shapes.text());
    static final Key<Optional<String>> SECRET =
            Key.secret("webhooks.*.secret", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> SECRET_FILE =
            Key.of("webhooks.*.secret-file", "", Shapes.oneLine().orNothing());
    static final Key<List<String>> EVENTS = Key.of(
            "webhooks.*.events",
            "",
            Shapes.list(Shapes.matching("a kind of event such as call.ended", t -> t.matches("[a-z]+\\.[a-z-]+"))));
    static final Key<Boolean> PERSONAL = Key.of("webhooks.*.personal", "no", Shapes.flag());
    static final Key<Duration> TIMEOUT = Key.of("webhooks.*.timeout", "5s", Shapes.duration("100ms", "1m"));
    static final Key<List<Duration>> RETRY =
            Key.of("webhooks.*.retry", "5s, 30s, 2m, 10m, 1h", Shapes.list(Shapes.duration("100ms", "1d")));

    static final List<Key<?>> ALL = List.of(KEEP, URL, SECRET, SECRET_FILE, EVENTS, PERSONAL, TIMEOUT, RETRY);

    private EventKeys() {}

    static EventSettings read(Values values, Path conf) {
        List<Hook> hooks = new ArrayList<>();
        for (String name : values.members(FAMILY)) {
            Optional<URI> url = url(values, name);
            Optional<Secret> secret = new SecretFile(values, conf).read(SECRET, SECRET_FILE, name);
            if (secret.isEmpty()) {
                values.problem(
                        SECRET.of(name),
                        "It is missing.",
                        "Write secret or secret-file: it signs what is sent, so that the receiver knows it is ours.");
            }
            if (url.isPresent() && secret.isPresent()) {
                hooks.add(new Hook(
                        name,
                        url.get(),
                        secret.get(),
                        values.get(EVENTS, name),
                        values.get(PERSONAL, name),
                        values.get(TIMEOUT, name),
                        values.get(RETRY, name)));
            }
        }
        if (!hooks.isEmpty() && values.get(KEEP).isZero()) {
            values.problem(
                    KEEP.name(),
                    "No events are kept, so webhooks have nothing to tell.",
                    "Write for example events-keep = 7d in store.properties.");
        }
        return new EventSettings(values.get(KEEP), List.copyOf(hooks));
    }

    private static Optional<URI> url(Values values, String name) {
        String written = values.get(URL, name);
        Optional<URI> url = WebAddress.of(written);
        if (url.isPresent()) {
            return url;
        }
        values.problem(
                URL.of(name),
                written.isEmpty() ? "It is missing." : "\"" + written + "\" does not do.",
                "Write https://host/path, or http:// for a program on this machine.");
        return Optional.empty();
    }
}
