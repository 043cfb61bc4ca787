package org.helpline.sip.trunk;

import java.util.List;
import java.util.Optional;
import javax.sip.address.URI;
import org.helpline.config.NumberPatterns;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.dialog.Invites;
import org.helpline.sip.dialog.Onward;

/** What a call out asks of the trunks. Shared by all loops; never blocks. */
public interface WaysOut {

    /** No trunk at all. */
    WaysOut NONE = List::of;

    /** The trunks as they are in force, in the order of the file. */
    List<TrunkSettings> trunks();

    /** Why it cannot be called now, in a sentence; empty if it can. */
    default Optional<String> unusable(String trunk) {
        return Optional.of("it has no target.");
    }

    /** Its targets, the best one first. */
    default List<Target> targets(String trunk) {
        return List.of();
    }

    /** A call could not reach the target. */
    default void failed(Target target, String why) {}

    /** Whether one more call to this number may go out by it. */
    default Leave out(String trunk, String number) {
        return new Barred(403, "it may call no number.");
    }

    /** Whether its settings let it call the number at all; emergency numbers always. */
    default boolean allows(TrunkSettings trunk, String number) {
        return NumberPatterns.any(trunk.out().allow(), number)
                && !NumberPatterns.any(trunk.out().deny(), number);
    }

    /** A normalised number as the trunk wants it. */
    default String outward(TrunkSettings trunk, String number) {
        return number;
    }

    /** A normalised number as the trunk writes it to be shown, without what it wants dialled before. */
    default String written(TrunkSettings trunk, String number) {
        return outward(trunk, number);
    }

    /** The normalised number that a redirection of the trunk leads to. */
    default Optional<String> inward(TrunkSettings trunk, URI uri) {
        return Optional.of(Invites.user(uri)).filter(u -> !u.isEmpty());
    }

    /** What answers the trunk's challenges to one call; empty: nothing does. */
    default Optional<ClientDigest> login(TrunkSettings trunk) {
        return Optional.empty();
    }

    /** Where the trunk is asked by REFER to send its peer who shall talk with that number; a call out is counted. Empty: not by REFER. */
    default Optional<Onward> onward(String trunk, String number) {
        return Optional.empty();
    }

    /** Whether the trunk may be asked by REFER to join its call of that number with another one of its own. */
    default boolean joins(String trunk, String number) {
        return false;
    }

    /** The target has answered a call. */
    default void answered(Target target) {}

    /** Whether a call may go out. */
    sealed interface Leave {}

    /** It may; {@code over} is run once, when the call has ended. */
    record Granted(Runnable over) implements Leave {}

    /** It may not; {@code status} is what a caller would be told, {@code why} a sentence. */
    record Barred(int status, String why) implements Leave {}
}
