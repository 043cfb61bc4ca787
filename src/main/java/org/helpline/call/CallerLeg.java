package org.helpline.call;

import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;

/** The caller's side. */
public interface CallerLeg extends Leg {

    /** How the call came in. */
    Arrival arrival();

    /** The trunk that they came or were called by; empty: none, or none yet. */
    default Optional<String> trunk() {
        return arrival().trunk();
    }

    /** Who hears the leg's events from now on; replaces the one before. */
    void listen(LegListener listener);

    /** The call whose place it wants to take. */
    default Optional<Replacement> replaces() {
        return Optional.empty();
    }

    /**
     * Asks for the password of a phone that may register here; before anything else is said to the caller.
     *
     * @param beside the loop on which the call had better live, if it may choose
     * @param known told later if the password is right: whose it is; else the call is refused and comes again as another
     */
    void authenticate(Optional<Loop> beside, Consumer<AgentId> known);

    /** Where somebody who talks in a call on another loop is to be brought; empty: it has no sound. */
    default Optional<Beside> place() {
        return Optional.empty();
    }

    /** Its media will be opened beside that of {@code other}, so that both can be bridged; before {@link #answer}. */
    default void beside(Leg other) {}

    /**
     * Lets the caller's trunk connect them with a number outside by itself (REFER); {@link LegEvent.SendOnNews} follow, never inside this call.
     *
     * @return false: nothing was asked, since there is no trunk that does that, or it may not call the number
     */
    default boolean sendOn(String number) {
        return false;
    }

    /**
     * Lets the trunk that both go by join the caller with {@code other}, without us (REFER with Replaces: RFC 5589 §7); either of the two may be asked,
     * and {@link LegEvent.SendOnNews} follow there, never inside this call.
     *
     * @return false: nothing was asked, since they are not of one trunk, or it does not do that
     */
    default boolean joinedOutside(Leg other) {
        return false;
    }

    /**
     * Another call takes this one's place: from now on this leg is that one's, its sound goes there, and the peer of before is hung up.
     *
     * @param other not answered yet; of no use any more afterwards
     * @return why it could not be: the other is refused then, and all is as it was
     */
    default Optional<Refusal> replacedBy(CallerLeg other) {
        other.refuse(481, "Call Does Not Exist", 0);
        return Optional.of(new Refusal(481, "The call that is to be taken over is one that we made."));
    }

    /** Sends 180 Ringing. */
    void ring();

    /**
     * Lets a caller who is not answered yet hear {@code other}, beside which its media is opened: 183 with our description (RFC 3261 §13.3.1.1).
     *
     * @return false: they hear nothing but what their own phone makes of 180
     */
    default boolean hearsBeforeAnswer(Leg other) {
        return false;
    }

    /** Answers; the value says why it could not be answered (it is refused then), or is empty. */
    Optional<Refusal> answer();

    /** Refuses an unanswered call; nothing follows. {@code retryAfterSeconds} becomes a Retry-After header, 0: none. */
    void refuse(int status, String phrase, int retryAfterSeconds);

    /**
     * A refusal that explains itself.
     *
     * @param status the SIP status sent; {@code sentence} the cause and the fix, for the log and the record
     */
    record Refusal(int status, String sentence) {}
}
