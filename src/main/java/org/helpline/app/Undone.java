package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.helpline.config.IniText;
import org.helpline.interaction.SettingsBoard.Past;

/**
 * The text of a file with a change taken back. Secrets are not in the history: they stay as they are, and are told.
 *
 * @param remarks what could not be taken back
 */
record Undone(IniText text, List<String> remarks) {

    /** @param now the file as it is, in which the section still is as the change left it */
    static Undone of(Past past, IniText.Place place, IniText now, Set<String> secrets) {
        if (past.before().isEmpty()) {
            return new Undone(now.removeSection(past.section()), List.of());
        }
        IniText back =
                past.after().isEmpty() ? now.restore(place, past.before()) : now.replace(past.section(), past.before());
        List<String> remarks = new ArrayList<>();
        for (String key : secrets) {
            String kept = now.value(past.section(), key);
            boolean isMasked = back.value(past.section(), key).equals(IniText.MASK);
            if (isMasked && kept.isEmpty()) {
                back = back.unset(past.section(), key);
                remarks.add(key + " is not kept in the history: set it anew.");
            } else if (isMasked) {
                back = back.set(past.section(), key, kept);
            }
        }
        return new Undone(back, List.copyOf(remarks));
    }
}
