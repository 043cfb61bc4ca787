package org.helpline.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.helpline.sdp.Protection.Policy;
import org.helpline.sdp.SessionDescription.Parsed;

/** Any text as a session description: read or refused with a sentence; what we answer can be read again, and is as secret as it must be. */
public final class SdpFuzz {

    private static final Ours OURS = Texts.ours();

    private SdpFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (SessionDescription.parse(text) instanceof Parsed.Described(SessionDescription description)) {
            readAgain(description);
        }
        for (Policy policy : Policy.values()) {
            Ours ours = OURS.protecting(Protection.fresh(policy, List.of(SrtpSuite.values()), new Random(1)));
            answered(OfferAnswer.answer(text, ours), ours);
            SessionDescription offer = OfferAnswer.offer(ours);
            check(OfferAnswer.complete(offer, text, ours.protection()), ours);
        }
    }

    private static void answered(OfferAnswer.Result result, Ours ours) {
        check(result, ours);
        if (result instanceof OfferAnswer.Result.Accepted a) {
            readAgain(a.answer());
            check(OfferAnswer.reanswer(a.answer(), ours, a.audio()), ours);
        }
    }

    private static void check(OfferAnswer.Result result, Ours ours) {
        switch (result) {
            case OfferAnswer.Result.NotAcceptable n -> {
                if (n.warning() < 300 || n.warning() > 399 || n.why().chars().anyMatch(c -> c < ' ' || c > '~')) {
                    throw new IllegalStateException("no sentence: " + n);
                }
            }
            case OfferAnswer.Result.Accepted a -> {
                if (ours.protection().isDemanded() && a.audio().srtp().isEmpty()) {
                    throw new IllegalStateException("in the clear though that will not do");
                }
                boolean has = a.audio().srtp().isPresent();
                if (has && ours.protection().policy() == Policy.REFUSED) {
                    throw new IllegalStateException("encrypted though that is refused");
                }
                if (has
                        && a.audio().srtp().orElseThrow().ours().suite()
                                != a.audio().srtp().orElseThrow().suite()) {
                    throw new IllegalStateException("two suites");
                }
            }
        }
    }

    private static void readAgain(SessionDescription description) {
        String written = description.encode();
        if (written.length() > SessionDescription.MAX_LENGTH) {
            return; // ours may be longer by what the input left out
        }
        if (!(SessionDescription.parse(written) instanceof Parsed.Described(SessionDescription again))
                || !again.encode().equals(written)) {
            throw new IllegalStateException("cannot be read again: " + written);
        }
    }
}
