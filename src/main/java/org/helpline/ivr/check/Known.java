package org.helpline.ivr.check;

import java.util.Set;

/**
 * All that a script may name.
 *
 * @param queues queue names of the settings
 * @param hours calendar names of the settings
 * @param scripts names of the scripts there are, the script itself included
 * @param music names of the music there is
 * @param notices names of the notices that may be switched on; empty: scripts name them freely
 * @param speech whether text can be spoken here; without it every prompt needs a recording
 * @param callbacks whether the settings say who may be called back, and by what way
 * @param recordings listens to the recordings of a script
 */
public record Known(
        Set<String> queues,
        Set<String> hours,
        Set<String> scripts,
        Set<String> music,
        Set<String> notices,
        boolean speech,
        boolean callbacks,
        Recordings recordings) {

    /** The same, where callers can be called back, with recordings that nobody listens to. */
    public Known(
            Set<String> queues,
            Set<String> hours,
            Set<String> scripts,
            Set<String> music,
            Set<String> notices,
            boolean speech) {
        this(queues, hours, scripts, music, notices, speech, true, Recordings.UNHEARD);
    }

    /** The same with other script names. */
    public Known withScripts(Set<String> names) {
        return new Known(queues, hours, names, music, notices, speech, callbacks, recordings);
    }

    /** The same, but every recording of a script is listened to. */
    public Known hearing(Recordings ears) {
        return new Known(queues, hours, scripts, music, notices, speech, callbacks, ears);
    }

    /** The same, where callers can be called back or cannot. */
    public Known callingBack(boolean possible) {
        return new Known(queues, hours, scripts, music, notices, speech, possible, recordings);
    }
}
