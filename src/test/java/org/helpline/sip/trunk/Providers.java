package org.helpline.sip.trunk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.config.Secret;
import org.helpline.config.TrunkSettings;

/** Providers for tests. */
final class Providers {

    private Providers() {}

    /** One that registers as 4930; {@code ping} and {@code expires} in seconds. */
    static TrunkSettings registering(String name, String server, int ping, int expires) {
        return of(
                name,
                server,
                TrunkSettings.Transport.AUTO,
                Optional.of(new TrunkSettings.Login(
                        "4930", "4930", new Secret("letmein"), "acme.example", true, Duration.ofSeconds(expires))),
                ping);
    }

    static TrunkSettings byAddress(String name, String server, int ping) {
        return of(name, server, TrunkSettings.Transport.AUTO, Optional.empty(), ping);
    }

    static TrunkSettings of(
            String name,
            String server,
            TrunkSettings.Transport transport,
            Optional<TrunkSettings.Login> login,
            int ping) {
        return new TrunkSettings(
                name,
                true,
                server,
                transport,
                login,
                Duration.ofSeconds(ping),
                new TrunkSettings.From(List.of(), Optional.empty(), List.of()),
                new TrunkSettings.Numbers(TrunkSettings.Form.PLUS, Optional.empty(), "0", "00", ""),
                new TrunkSettings.Out(List.of(), List.of(), 0, false),
                new TrunkSettings.Shows(Optional.empty(), true, List.of(), true, true),
                0,
                0,
                new TrunkSettings.Tls(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new TrunkSettings.MediaSecurity(TrunkSettings.Srtp.OPTIONAL, List.of()));
    }

    /** The same with sources. */
    static TrunkSettings from(TrunkSettings t, List<String> sources) {
        return new TrunkSettings(
                t.name(),
                t.enabled(),
                t.server(),
                t.transport(),
                t.login(),
                t.ping(),
                new TrunkSettings.From(sources, Optional.empty(), List.of()),
                t.numbers(),
                t.out(),
                t.shows(),
                t.most(),
                t.perSecond(),
                t.tls(),
                t.media());
    }

    /** The same with another limit of calls. */
    static TrunkSettings most(TrunkSettings t, int most) {
        return new TrunkSettings(
                t.name(),
                t.enabled(),
                t.server(),
                t.transport(),
                t.login(),
                t.ping(),
                t.from(),
                t.numbers(),
                t.out(),
                t.shows(),
                most,
                t.perSecond(),
                t.tls(),
                t.media());
    }
}
