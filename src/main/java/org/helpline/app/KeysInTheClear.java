package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import org.helpline.config.Settings;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunkSettings.Srtp;
import org.helpline.config.TrunksSettings;

/** Encryption that is required although its keys may travel in clear text: allowed, and said. */
final class KeysInTheClear {

    private KeysInTheClear() {}

    /** One sentence for each place where that is so. */
    static List<String> warnings(Settings settings, TrunksSettings trunks) {
        List<String> warnings = new ArrayList<>();
        for (TrunkSettings trunk : trunks.enabled()) {
            if (trunk.media().srtp() == Srtp.REQUIRED && trunk.transport() != TrunkSettings.Transport.TLS) {
                warnings.add("trunk=" + trunk.name() + " srtp = required, but the keys travel in SIP, which goes by "
                        + trunk.transport().name().toLowerCase(java.util.Locale.ROOT)
                        + ": who reads that can hear the calls; set transport = tls");
            }
        }
        boolean required = settings.media().security().srtp() == Srtp.REQUIRED
                || settings.acd().agents().stream()
                        .anyMatch(a -> a.srtp().filter(s -> s == Srtp.REQUIRED).isPresent());
        if (required && settings.sip().doors().tls().isEmpty()) {
            warnings.add(
                    "srtp = required, but phones cannot reach this server by TLS (sip.tls-listen), so the keys travel in"
                            + " clear text: who reads SIP can hear the calls");
        }
        return warnings;
    }
}
