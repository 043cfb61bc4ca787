package org.helpline.sip.registrar;

import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Secret;
import org.helpline.sip.dialog.FakeFlow;
import org.helpline.sip.transport.Gate;
import org.helpline.sip.transport.JainCodec;
import org.helpline.sip.transport.Limits;
import org.helpline.sip.transport.SipCodec;
import org.helpline.sip.transport.Verdict;

/** Any REGISTER, or any text as its credentials: it is read or not, and nobody is let in who has no password. */
public final class LoginFuzz {

    private static final Gate GATE = new Gate(Limits.of(8_192));
    private static final SipCodec CODEC = new JainCodec();
    private static final FakeFlow FLOW = new FakeFlow("UDP", "192.0.2.50", 40_000);
    private static final Authenticator AUTHENTICATOR = new Authenticator(
            "helpline",
            List.of(DigestAlgorithm.values()),
            Map.of("anna", new Secret("nobody-guesses-this-one")),
            new SecureRandom());

    private LoginFuzz() {}

    /** One input of the fuzzer: a whole message, or else the value of a header. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (GATE.examine(data, false) instanceof Verdict.Passed passed) {
            CODEC.parse(passed.head().message())
                    .filter(SIPRequest.class::isInstance)
                    .map(SIPRequest.class::cast)
                    .ifPresent(LoginFuzz::register);
            return;
        }
        Credentials.parse(new String(data, StandardCharsets.ISO_8859_1)).ifPresent(c -> judge(List.of(c)));
    }

    private static void register(SIPRequest request) {
        RegisterRequest.read(request, FLOW);
        judge(RegisterRequest.credentials(request));
    }

    private static void judge(List<Credentials> given) {
        given.forEach(Credentials::count);
        if (AUTHENTICATOR.judge(
                        new Authenticator.Attempt(
                                "REGISTER", given, FLOW.remote().getAddress(), "call", false, _ -> Optional.empty()),
                        0)
                instanceof Authenticator.Verdict.Admitted admitted) {
            throw new IllegalStateException(admitted + " without a password");
        }
    }
}
