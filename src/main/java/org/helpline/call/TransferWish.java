package org.helpline.call;

import java.util.Optional;
import org.helpline.core.Loop;
import org.helpline.sip.Referral;

/**
 * What a phone asks for when its owner presses transfer (REFER). It must be refused or accepted in the turn in which it is told; then the
 * phone is told how it goes, the last word once. On the leg's loop; a word after the leg has ended is lost.
 */
public final class TransferWish {

    private final Referral referral;

    TransferWish(Referral referral) {
        this.referral = referral;
    }

    /** The number, extension or name that was dialled, cleaned, at most 100 characters; empty if there is none. */
    public String target() {
        return referral.target();
    }

    /** Whether the phone has talked with the target already and wants both to be joined. */
    public boolean isAttended() {
        return referral.replaced().isPresent();
    }

    /** The Call-ID of the call with the target; empty if there is none. */
    public String otherCallId() {
        return referral.replaced().map(Referral.Replaced::callId).orElse("");
    }

    /** Whether that leg is the phone's call with the target. */
    public boolean names(Leg other) {
        return other instanceof Line line
                && referral.replaced().filter(line::isDialog).isPresent();
    }

    /** Accepts it in this turn, on {@code here}, for whoever decides on another loop: a no that comes later is told as the way it went (RFC 3515 §2.4.5). */
    TransferWish acceptedHere(Loop here) {
        referral.accept();
        return new TransferWish(new Referral() {
            @Override
            public String target() {
                return referral.target();
            }

            @Override
            public Optional<Replaced> replaced() {
                return referral.replaced();
            }

            @Override
            public void accept() {} // it is

            @Override
            public void refuse(int status, String reason) {
                end(status, reason);
            }

            @Override
            public void progress(int status, String reason) {
                here.tell(() -> referral.progress(status, reason));
            }

            @Override
            public void end(int status, String reason) {
                here.tell(() -> referral.end(status, reason));
            }
        });
    }

    /** No; {@code status} 400 to 699. */
    public void refuse(int status, String phrase) {
        referral.refuse(status, phrase);
    }

    /** It will be tried. */
    public void accept() {
        referral.accept();
    }

    /** The target's phone rings. */
    public void rings() {
        referral.progress(180, "Ringing");
    }

    /** The target has the caller. */
    public void succeeded() {
        referral.end(200, "OK");
    }

    /** The target cannot have the caller; the phone keeps them. {@code status} 400 to 699. */
    public void failed(int status, String phrase) {
        referral.end(status, phrase);
    }
}
