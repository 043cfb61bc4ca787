package org.helpline.sip.trunk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.config.Secret;
import org.helpline.config.TrunkSettings;

/** Settings of trunks for tests: trunk {@code acme} is at {@code acme.example} and may call whom it likes. */
public final class Trunks {

    private Trunks() {}

    public static TrunkSettings plain(String name) {
        return trunk(name, true, Optional.empty(), List.of("*"), false, shows(true, false, false));
    }

    public static TrunkSettings disabled(String name) {
        return trunk(name, false, Optional.empty(), List.of("*"), false, shows(true, false, false));
    }

    public static TrunkSettings withLogin(String name) {
        return trunk(name, true, Optional.of(login(name)), List.of("*"), false, shows(true, false, false));
    }

    public static TrunkSettings following(String name) {
        return trunk(name, true, Optional.empty(), List.of("*"), true, shows(true, false, false));
    }

    public static TrunkSettings allowing(String name, String... allow) {
        return trunk(name, true, Optional.empty(), List.of(allow), false, shows(true, false, false));
    }

    public static TrunkSettings showing(String name, boolean login, TrunkSettings.Shows shows) {
        return trunk(name, true, login ? Optional.of(login(name)) : Optional.empty(), List.of("*"), false, shows);
    }

    public static TrunkSettings.Shows shows(boolean passCaller, boolean asserted, boolean diversion) {
        return new TrunkSettings.Shows(Optional.of("+4930555"), passCaller, List.of(), asserted, diversion);
    }

    private static TrunkSettings.Login login(String name) {
        return new TrunkSettings.Login(
                "account", "account", new Secret("s3cret"), name + ".example", false, Duration.ofHours(1));
    }

    private static TrunkSettings trunk(
            String name,
            boolean enabled,
            Optional<TrunkSettings.Login> login,
            List<String> allow,
            boolean follow,
            TrunkSettings.Shows shows) {
        return new TrunkSettings(
                name,
                enabled,
                name + ".example",
                TrunkSettings.Transport.AUTO,
                login,
                Duration.ZERO,
                new TrunkSettings.From(List.of(), Optional.empty(), List.of()),
                new TrunkSettings.Numbers(TrunkSettings.Form.PLUS, Optional.of("49"), "0", "00", ""),
                new TrunkSettings.Out(allow, List.of(), 0, follow),
                shows,
                0,
                0,
                new TrunkSettings.Tls(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new TrunkSettings.MediaSecurity(TrunkSettings.Srtp.REFUSED, List.of()));
    }
}
