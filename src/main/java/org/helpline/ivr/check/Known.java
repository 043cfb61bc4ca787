package org.helpline.ivr.check;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.PhoneBook;

/**
 * All that a script may name.
 *
 * @param queues queue names of the settings
 * @param hours calendar names of the settings
 * @param scripts names of the scripts there are, the script itself included
 * @param music names of the music there is
 * @param notices names of the notices that may be switched on; empty: scripts name them freely
 * @param book who can be rung by name or extension
 * @param skills those that some agent has
 * @param speech whether text can be spoken here; without it every prompt needs a recording
 * @param recordings listens to the recordings of a script
 * @param lookUps what can be looked up, by name
 * @param callbacks whether the settings say who may be called back, and by what way
 * @param humanWithin how many keys a human may be away where a script does not say it; empty: scripts are not proved, only looked
 *     through for what would hurt a caller
 */
public record Known(
        Set<String> queues,
        Set<String> hours,
        Set<String> scripts,
        Set<String> music,
        Set<String> notices,
        PhoneBook book,
        Set<String> skills,
        boolean speech,
        Recordings recordings,
        Map<String, LookUpShape> lookUps,
        boolean callbacks,
        OptionalInt humanWithin) {

    /** The same, where callers can be called back, with recordings that nobody listens to. */
    public Known(
            Set<String> queues,
            Set<String> hours,
            Set<String> scripts,
            Set<String> music,
            Set<String> notices,
            boolean speech) {
        this(
                queues,
                hours,
                scripts,
                music,
                notices,
                PhoneBook.EMPTY,
                Set.of(),
                speech,
                Recordings.UNHEARD,
                Map.of(),
                true,
                OptionalInt.empty());
    }

    /** The same with people, extensions and the skills that some agent has. */
    public Known withPeople(PhoneBook people, Set<String> talents) {
        return changed(scripts, people, talents, recordings, lookUps, callbacks, humanWithin);
    }

    /** The same with other script names. */
    public Known withScripts(Set<String> names) {
        return changed(names, book, skills, recordings, lookUps, callbacks, humanWithin);
    }

    /** The same, but every recording of a script is listened to. */
    public Known hearing(Recordings ears) {
        return changed(scripts, book, skills, ears, lookUps, callbacks, humanWithin);
    }

    /** The same with what can be looked up. */
    public Known withLookUps(Map<String, LookUpShape> shapes) {
        return changed(scripts, book, skills, recordings, Map.copyOf(shapes), callbacks, humanWithin);
    }

    /** The same, where callers can be called back or cannot. */
    public Known callingBack(boolean possible) {
        return changed(scripts, book, skills, recordings, lookUps, possible, humanWithin);
    }

    /** The same, but scripts are proved. */
    public Known proving(int keysToHuman) {
        return changed(scripts, book, skills, recordings, lookUps, callbacks, OptionalInt.of(keysToHuman));
    }

    private Known changed(
            Set<String> scripts,
            PhoneBook book,
            Set<String> skills,
            Recordings recordings,
            Map<String, LookUpShape> lookUps,
            boolean callbacks,
            OptionalInt humanWithin) {
        return new Known(
                queues,
                hours,
                scripts,
                music,
                notices,
                book,
                skills,
                speech,
                recordings,
                lookUps,
                callbacks,
                humanWithin);
    }
}
