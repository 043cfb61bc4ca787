package org.helpline.sip.trunk;

import java.util.Optional;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.dialog.Onward;

/** Whether and where a trunk is asked to connect its own peers (REFER): by the settings as they are in force. Any SIP loop. */
final class SendingOn {

    private SendingOn() {}

    /** To a number of the house, by a call of the trunk's. An emergency call is ours to make: nobody else may lose it. */
    static Optional<Onward> to(LiveTrunks trunks, String trunk, String number) {
        return asked(trunks, trunk)
                .filter(_ -> !trunks.settings().emergency().contains(number))
                .filter(t -> isGranted(trunks, t, number))
                .map(t -> new Onward(
                        "sip:" + Presentation.user(NumberForms.outward(t.numbers(), number)) + "@"
                                + Presentation.domain(t),
                        () -> trunks.allowances().giveBack(t.name())));
    }

    /** It counts for the day; the place of the peer's own call, which ends, is the one that it takes. */
    private static boolean isGranted(LiveTrunks trunks, TrunkSettings trunk, String number) {
        if (trunks.allowances().out(trunk.name(), number) instanceof Allowances.Answer.Granted(Allowances.Permit out)) {
            out.release();
            return true;
        }
        return false;
    }

    /** Two calls that are up already, one of them with that number; no further one is made. */
    static boolean joins(LiveTrunks trunks, String trunk, String number) {
        return asked(trunks, trunk).isPresent()
                && !trunks.settings().emergency().contains(number);
    }

    /** The trunk, if it may be asked at all. */
    static Optional<TrunkSettings> asked(LiveTrunks trunks, String trunk) {
        return trunks.settings().of(trunk).filter(t -> t.out().refer());
    }
}
