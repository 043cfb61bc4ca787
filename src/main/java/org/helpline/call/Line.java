package org.helpline.call;

import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaLeg;
import org.helpline.sip.Referral;
import org.jspecify.annotations.Nullable;

/** What the legs of this room know of one another. */
interface Line extends Leg {

    /** Its sound; null before there is any. */
    @Nullable
    MediaLeg media();

    /** Whether this is the dialog that is named. */
    boolean isDialog(Referral.Replaced named);

    /** The trunk that it goes by; empty: none, or none yet. */
    Optional<String> trunk();

    /** Who hears from now on. */
    void listen(LegListener other);

    /**
     * Brings the sound of a leg that is up to where {@code sound} is, so that both can be bridged: by a re-INVITE, unless it is there already.
     *
     * @param done its sound from now on; empty: it could not be, and all is as it was. Perhaps within this call
     */
    void bringBeside(MediaEngine engine, MediaLeg sound, Consumer<Optional<MediaLeg>> done);
}
