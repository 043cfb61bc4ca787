package org.helpline.app.stage;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdListener;
import org.helpline.acd.AcdLog;
import org.helpline.acd.LiveAcd;
import org.helpline.config.AcdSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.core.BusinessHours;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.interaction.CustomerBook;
import org.helpline.interaction.Studio;
import org.helpline.interaction.lookup.LookUps;
import org.helpline.ivr.run.Environment;
import org.helpline.recording.Disk;

/** What of a house is put on by a test; where nothing is, the house is as it always is. */
public interface Staging {

    /** The house as it is. */
    Staging NONE = new Staging() {};

    /** The time that everybody follows. */
    default Clock clock() {
        return Clock.system();
    }

    /** Which trunks are really there; scripts are checked against those of the settings. */
    default TrunksSettings trunks(TrunksSettings real) {
        return real;
    }

    /** What calendars say, by name. */
    default Function<String, BusinessHours.State> hours(Function<String, BusinessHours.State> real) {
        return real;
    }

    /** Which notices are on. */
    default Predicate<String> notices(Predicate<String> real) {
        return real;
    }

    /** What is known of callers. */
    default CustomerBook customers(CustomerBook real) {
        return real;
    }

    /** Who answers what scripts ask the world. */
    default LookUps lookUps(LookUps real) {
        return real;
    }

    /** Who does what is asked by phone with a PIN. */
    default Studio studio(Studio real) {
        return real;
    }

    /** Where recordings of conversations are written. */
    default Disk recordings() {
        return Disk.OURS;
    }

    /** What scripts see of the world. */
    default Environment world(Environment real) {
        return real;
    }

    /** Starts the ACD. */
    default Acd acd(
            AcdSettings settings,
            Loop loop,
            Predicate<String> open,
            Supplier<InteractionId> attempts,
            AcdLog log,
            AcdListener listener) {
        return LiveAcd.start(settings, loop, open, attempts, log, listener);
    }
}
