package org.helpline.interaction;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helpline.core.DeclaredUntil;

/** Calendars that somebody may declare open, closed or an emergency for now. Any thread; {@link #set} blocks. */
public interface HoursBoard {

    /** What may be declared; the last one takes it back. */
    List<String> WORDS = List.of("open", "closed", "holiday", "emergency", "as-written");

    /** A house without calendars. */
    HoursBoard NONE = new HoursBoard() {
        @Override
        public SortedMap<String, Shown> calendars() {
            return new TreeMap<>();
        }

        @Override
        public Optional<String> set(String name, String word, DeclaredUntil until, String by) {
            return Optional.of("There is no calendar of this name.");
        }
    };

    /**
     * A calendar.
     *
     * @param now {@code open}, {@code closed}, {@code holiday} or {@code emergency}
     * @param declared whether somebody declared that; else it is as written
     * @param story by whom, since when and until when; empty for one that is as written
     */
    record Shown(String now, boolean declared, String story) {}

    /** All of them, by name. */
    SortedMap<String, Shown> calendars();

    /**
     * Declares one of {@link #WORDS}, from now on.
     *
     * @param until when it ends by itself
     * @param by who, for the record
     * @return why it could not be, in a sentence; empty when it is done
     */
    Optional<String> set(String name, String word, DeclaredUntil until, String by);

    /** The same until it is taken back. */
    default Optional<String> set(String name, String word, String by) {
        return set(name, word, new DeclaredUntil.TakenBack(), by);
    }
}
