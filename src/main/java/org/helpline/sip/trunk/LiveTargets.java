package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Loop;
import org.helpline.core.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All trunks that are in force. The edge loop owns them; {@link Targets} is read from a snapshot by any thread. Made by any thread, before or after
 * messages come.
 */
public final class LiveTargets implements Targets {

    /** Registrations that begin in one second, at most: a provider that hosts all of them is not flooded after a restart. */
    private static final int REGISTRATIONS_PER_SECOND = 20;

    private static final Logger LOG = LoggerFactory.getLogger(LiveTargets.class);

    private final Around around;
    private final Loop loop;
    private final Map<String, LiveTrunk> live = new LinkedHashMap<>();
    private final Snapshot<Map<String, TrunkView>> views = new Snapshot<>(Map.of());
    private boolean publishing;
    private boolean over;

    /** None yet. */
    public LiveTargets(Around around) {
        this.around = around;
        this.loop = around.transactions().loop();
        around.transactions().outer().onChange(line -> {
            LOG.info(line);
            loop.tell(() -> live.values().forEach(LiveTrunk::addressChanged)); // an answer is being dealt with
        });
    }

    /**
     * Puts these trunks in force, in place of those before: what has not changed goes on as it is, what is new begins, what is gone or has changed
     * unregisters. Calls that are up are not touched. Any thread.
     */
    public void set(List<TrunkSettings> trunks) {
        List<TrunkSettings> copy = List.copyOf(trunks);
        loop.tell(() -> take(copy));
    }

    /** Unregisters everywhere, and stops; completed when all have answered, two seconds later at the latest. Any thread. */
    public CompletionStage<Void> leave() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        if (!loop.tell(() -> leave(left))) {
            left.complete(null);
        }
        return left;
    }

    private void leave(CompletableFuture<Void> left) {
        over = true;
        List<LiveTrunk> all = List.copyOf(live.values());
        AtomicInteger waiting = new AtomicInteger(all.size());
        if (all.isEmpty()) {
            left.complete(null);
        }
        for (LiveTrunk trunk : all) {
            trunk.leave(() -> {
                if (waiting.decrementAndGet() == 0) {
                    left.complete(null);
                }
            });
        }
    }

    private void take(List<TrunkSettings> trunks) {
        if (over) {
            return;
        }
        Map<String, LiveTrunk> before = new LinkedHashMap<>(live);
        live.clear();
        List<LiveTrunk> begin = new ArrayList<>();
        for (TrunkSettings settings : trunks) {
            LiveTrunk known = before.remove(settings.name());
            if (known != null && asBefore(known.settings(), settings)) {
                live.put(settings.name(), known);
                continue;
            }
            LiveTrunk next = new LiveTrunk(around, settings, delay(begin.size()), this::publishSoon);
            live.put(settings.name(), next);
            begin.add(next);
            if (known == null) {
                next.start();
            } else {
                known.leave(next::start); // in this order, or the goodbye would end the new registration
            }
        }
        before.values().forEach(gone -> gone.leave(() -> {}));
        publish();
    }

    /** Whether nothing has changed of what matters here. */
    private static boolean asBefore(TrunkSettings a, TrunkSettings b) {
        return ours(a).equals(ours(b));
    }

    private static List<Object> ours(TrunkSettings t) {
        return List.of(
                t.name(),
                t.enabled(),
                t.server(),
                t.transport(),
                t.login(),
                t.ping(),
                t.from().sources(),
                t.tls());
    }

    private Duration delay(int before) {
        int slot = 1000 / REGISTRATIONS_PER_SECOND;
        return Duration.ofMillis((long) before * slot + around.random().nextInt(slot));
    }

    /** Once for all that changes in one turn of the loop. */
    private void publishSoon() {
        if (!publishing) {
            publishing = true;
            loop.tell(this::publish);
        }
    }

    private void publish() {
        publishing = false;
        Map<String, TrunkView> all = new LinkedHashMap<>();
        live.forEach((name, trunk) -> all.put(name, trunk.view()));
        views.publish(java.util.Collections.unmodifiableMap(all));
    }

    @Override
    public List<Target> of(String trunk) {
        TrunkView view = views.get().get(trunk);
        return view == null || !view.settings().enabled() ? List.of() : view.drawn(around.random());
    }

    @Override
    public Optional<String> unusable(String trunk) {
        TrunkView view = views.get().get(trunk);
        return view == null ? Optional.of("There is no trunk " + trunk + ".") : view.trouble();
    }

    @Override
    public void failed(Target target, String why) {
        loop.tell(() -> live.values().forEach(t -> t.failed(target, why)));
    }

    @Override
    public void answered(Target target) {
        loop.tell(() -> live.values().forEach(t -> t.answered(target)));
    }

    @Override
    public Set<InetAddress> addressesOf(String trunk) {
        TrunkView view = views.get().get(trunk);
        return view == null ? Set.of() : view.addresses();
    }

    /** The addresses of a name that stands among the sources of a trunk, as they were found last. Any thread. */
    public Set<InetAddress> addressesOfName(String name) {
        return views.get().values().stream()
                .flatMap(view -> view.names().getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<TrunkStatus> status() {
        return views.get().values().stream().map(TrunkView::status).toList();
    }
}
