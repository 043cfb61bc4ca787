package org.helpline.app;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.helpline.call.SoundSecurity;
import org.helpline.config.InForce;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Snapshot;
import org.helpline.sip.trunk.LiveTrunks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How secret sound is, as it is in force: it changes with the trunks and by a reload, for the calls that begin from then on. Any thread. */
final class SoundReload implements Reload.Part, Supplier<SoundSecurity> {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");

    private final LiveTrunks trunks;
    private final Snapshot<Settings> settings;
    private final Snapshot<SoundSecurity> inForce;

    SoundReload(Settings first, LiveTrunks trunks) {
        this.trunks = trunks;
        this.settings = new Snapshot<>(first);
        this.inForce = new Snapshot<>(SoundSecurity.of(first, trunks.settings()));
        warn();
        trunks.onChange((_, _) -> renew());
    }

    @Override
    public SoundSecurity get() {
        return inForce.get();
    }

    private void renew() {
        inForce.publish(SoundSecurity.of(settings.get(), trunks.settings()));
        warn();
    }

    private void warn() {
        KeysInTheClear.warnings(settings.get(), trunks.settings()).forEach(LOG::warn);
    }

    @Override
    public boolean covers(String key) {
        return key.startsWith("media.srtp") || (key.startsWith("agents.") && key.endsWith(".srtp"));
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        SoundSecurity was = SoundSecurity.of(before.settings(), trunks.settings());
        SoundSecurity is = SoundSecurity.of(next.settings(), trunks.settings());
        settings.publish(next.settings());
        if (was.equals(is)) {
            return "";
        }
        renew();
        return "encryption of sound: " + String.join(", ", changed(before.inForce(), next.inForce()));
    }

    private List<String> changed(List<InForce> before, List<InForce> next) {
        TreeSet<String> told = new TreeSet<>();
        next.stream()
                .filter(s -> covers(s.key())
                        && before.stream()
                                .noneMatch(b ->
                                        b.key().equals(s.key()) && b.shown().equals(s.shown())))
                .forEach(s -> told.add(s.key() + " is " + (s.shown().isEmpty() ? "as media.srtp" : s.shown())));
        return told.isEmpty() ? List.of("with the agents") : List.copyOf(told);
    }
}
