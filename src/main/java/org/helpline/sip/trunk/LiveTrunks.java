package org.helpline.sip.trunk;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.config.TrunksSettings;
import org.helpline.core.Clock;
import org.helpline.core.Snapshot;

/** The trunks as they are in force: settings that may change while calls are up, and what may go over them. Any thread. */
public final class LiveTrunks {

    private final Snapshot<TrunksSettings> settings;
    private final Allowances allowances;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Hears of changes. */
    @FunctionalInterface
    public interface Listener {

        /** The settings have changed; {@code next} is in force. On the thread that changed them. */
        void onChanged(TrunksSettings before, TrunksSettings next);
    }

    /** @param zone whose midnight begins a day */
    public LiveTrunks(TrunksSettings first, Clock clock, ZoneId zone) {
        settings = new Snapshot<>(first);
        allowances = new Allowances(settings::get, clock, zone);
    }

    /** No trunk at all: calls are taken from anyone. */
    public static LiveTrunks none() {
        return new LiveTrunks(TrunksSettings.NONE, Clock.system(), ZoneOffset.UTC);
    }

    /** As they are now. */
    public TrunksSettings settings() {
        return settings.get();
    }

    /** What may go over them. */
    public Allowances allowances() {
        return allowances;
    }

    /** Changes them; calls that are up go on. One thread at a time. */
    public void change(TrunksSettings next) {
        TrunksSettings before = settings.get();
        settings.publish(next);
        allowances.changed();
        listeners.forEach(l -> l.onChanged(before, next));
    }

    /** {@code listener} hears of every change from now on. */
    public void onChange(Listener listener) {
        listeners.add(listener);
    }
}
