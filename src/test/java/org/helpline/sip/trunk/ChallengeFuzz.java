package org.helpline.sip.trunk;

import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.helpline.config.Secret;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.registrar.DigestParameters;
import org.helpline.sip.transport.Gate;
import org.helpline.sip.transport.JainCodec;
import org.helpline.sip.transport.Limits;
import org.helpline.sip.transport.SipCodec;
import org.helpline.sip.transport.Verdict;

/** Any challenge of a provider, or of somebody who plays one: our answer is one line without anything smuggled in, and never the password. */
public final class ChallengeFuzz {

    private static final String PASSWORD = "the-password-itself";
    private static final Gate GATE = new Gate(Limits.of(8_192));
    private static final SipCodec CODEC = new JainCodec();
    private static final TrunkSettings.Login LOGIN =
            new TrunkSettings.Login("us", "us", new Secret(PASSWORD), "example.com", true, Duration.ofHours(1));

    private ChallengeFuzz() {}

    /** One input of the fuzzer: a whole response, or else the value of a WWW-Authenticate. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (new String(data, StandardCharsets.ISO_8859_1).contains(PASSWORD)) {
            return; // who knows it may say it
        }
        ClientDigest digest = new ClientDigest("acme", LOGIN, new Random(1));
        if (GATE.examine(data, false) instanceof Verdict.Passed passed) {
            CODEC.parse(passed.head().message())
                    .filter(SIPResponse.class::isInstance)
                    .map(SIPResponse.class::cast)
                    .ifPresent(r -> judge(digest, digest.answer(r, "REGISTER", "sip:example.com")));
            return;
        }
        DigestParameters.read(new String(data, StandardCharsets.ISO_8859_1))
                .flatMap(found -> Challenge.of(false, found))
                .ifPresent(c -> judge(digest, digest.answer(List.of(c), "REGISTER", "sip:example.com")));
    }

    private static void judge(ClientDigest digest, ClientDigest.Answer answer) {
        digest.lines("REGISTER", "sip:example.com").forEach(ChallengeFuzz::sound);
        if (answer.toString().contains(PASSWORD)) {
            throw new IllegalStateException("the password is told");
        }
    }

    private static void sound(String line) {
        String bare = line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : line;
        if (bare.chars().anyMatch(c -> c < ' ' || c == 0x7f) || bare.contains(PASSWORD)) {
            throw new IllegalStateException("not a line to send: " + bare);
        }
    }
}
