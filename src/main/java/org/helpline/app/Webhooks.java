package org.helpline.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.helpline.config.EventSettings.Hook;
import org.helpline.config.SettingsReader;
import org.helpline.core.Clock;
import org.helpline.journal.EventTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of {@code webhooks.ini}, added, changed and removed while the server runs. Who is changed keeps its place in the row of events and its
 * dead letters, so that nothing is lost or told twice; who is removed loses both, and it is said how much that was. Any thread; blocks on the store,
 * and for a moment on a try that is under way.
 */
final class Webhooks implements Reload.Part, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final EventTail tail;
    private final HookShelf shelf;
    private final Clock clock;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private boolean isOpen;

    private record Running(Webhook hook, AutoCloseable thread) {}

    /** Those of the start; nobody is called before {@link #open}. */
    Webhooks(List<Hook> started, EventTail tail, HookShelf shelf, Clock clock) {
        this.tail = tail;
        this.shelf = shelf;
        this.clock = clock;
        started.forEach(this::begin);
    }

    /** From now on they are called. What an earlier start left of those that are no longer there goes. */
    synchronized void open() {
        isOpen = true;
        shelf.names().stream()
                .filter(name -> !running.containsKey(name))
                .forEach(name -> LOG.warn("webhook={} {}", name, dropped(name, List.of())));
        hooks().forEach(this::begin);
    }

    /** Those of now, in the order of the file. */
    synchronized List<Webhook> all() {
        return running.values().stream().map(Running::hook).toList();
    }

    @Override
    public boolean covers(String key) {
        return key.startsWith("webhooks.");
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        return take(next.settings().store().events().hooks());
    }

    /** From now on it is these. @return what has changed, in one line */
    synchronized String take(List<Hook> hooks) {
        Map<String, Hook> wanted =
                hooks.stream().collect(Collectors.toMap(Hook::name, h -> h, (a, _) -> a, LinkedHashMap::new));
        List<String> told = new ArrayList<>();
        for (Hook old : hooks()) {
            if (!wanted.containsKey(old.name())) {
                end(old.name());
                running.remove(old.name());
                told.add(old.name() + " " + dropped(old.name(), old.events()));
            }
        }
        for (Hook hook : wanted.values()) {
            Running was = running.get(hook.name());
            if (was == null) {
                begin(hook);
                told.add(hook.name() + " is new and told what happens from now on");
            } else if (!was.hook().hook().equals(hook)) {
                end(hook.name());
                begin(hook);
                told.add(hook.name() + " is called as webhooks.ini says now, and goes on where it was");
            }
        }
        return told.isEmpty() ? "" : "webhooks: " + String.join("; ", told);
    }

    private List<Hook> hooks() {
        return running.values().stream().map(r -> r.hook().hook()).toList();
    }

    private void begin(Hook settings) {
        Webhook hook = new Webhook(settings, tail, shelf, Webhook.client(settings.timeout()), clock);
        if (isOpen) {
            hook.takePlace();
        }
        AutoCloseable thread = isOpen
                ? Housekeeping.every(LOOK, "webhook " + settings.name(), Executors.callable(hook::look))
                : () -> {};
        running.put(settings.name(), new Running(hook, thread));
    }

    /** After it nothing is written of this program any more, and it is not called. */
    private void end(String name) {
        Running old = running.get(name);
        if (old != null) {
            try {
                old.thread().close(); // interrupts the try that is under way
            } catch (Exception e) {
                throw new IllegalStateException("ending the thread of webhook " + name, e);
            }
            old.hook().end();
        }
    }

    private String dropped(String name, List<String> events) {
        long untold = shelf.delivered(name).map(n -> tail.countAfter(n, events)).orElse(0L);
        long dead = shelf.deadCount(name);
        shelf.remove(name);
        return "is gone from webhooks.ini; dropped with it: " + untold + " events that it was not told yet, " + dead
                + " dead letters";
    }

    @Override
    public synchronized void close() {
        List.copyOf(running.keySet()).forEach(this::end);
    }
}
