package org.helpline.desk;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helpline.core.DeclaredUntil;
import org.helpline.interaction.HoursBoard;

/** One calendar, {@code office}, which is open as written. */
final class OfficeHours implements HoursBoard {

    Optional<String> declared = Optional.empty();
    String by = "";

    @Override
    public SortedMap<String, Shown> calendars() {
        SortedMap<String, Shown> all = new TreeMap<>();
        all.put(
                "office",
                new Shown(declared.orElse("open"), declared.isPresent(), declared.isPresent() ? "by " + by : ""));
        return all;
    }

    @Override
    public Optional<String> set(String name, String word, DeclaredUntil until, String who) {
        if (!name.equals("office") || !WORDS.contains(word)) {
            return Optional.of("There is no calendar of this name.");
        }
        declared = Optional.of(word).filter(w -> !w.equals("as-written"));
        by = who;
        return Optional.empty();
    }
}
