package org.helpline.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.TrunkSettings.Srtp;

/** How encryption of sound is written, the same for trunks, agents and the server. */
final class SrtpShapes {

    /** In the order in which we offer them; what every phone speaks comes first. */
    static final String SUITES = "AES_CM_128_HMAC_SHA1_80, AEAD_AES_128_GCM, AES_CM_128_HMAC_SHA1_32";

    private SrtpShapes() {}

    static Shape<Srtp> policy() {
        return new Shape<>("no, optional or required", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "no", "refused" -> Optional.of(Srtp.REFUSED);
            case "optional" -> Optional.of(Srtp.OPTIONAL);
            case "required" -> Optional.of(Srtp.REQUIRED);
            default -> Optional.empty();
        });
    }

    static Shape<List<String>> suites() {
        return Shapes.distinct(Shapes.matching(
                "AES_CM_128_HMAC_SHA1_80, AEAD_AES_128_GCM or AES_CM_128_HMAC_SHA1_32",
                Set.of("AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_32")::contains));
    }
}
