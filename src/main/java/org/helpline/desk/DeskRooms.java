package org.helpline.desk;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helpline.interaction.Callbacks;
import org.helpline.interaction.HoursBoard;
import org.helpline.interaction.NoticeBoard;
import org.helpline.voicemail.Voicemail;

/**
 * What the desk shows beside calls.
 *
 * @param voicemail the boxes; empty in a house without any
 */
public record DeskRooms(
        Optional<Voicemail> voicemail, NoticeBoard notices, HoursBoard hours, Callbacks callbacks, Scores scores) {

    /** A house without calendars that calls nobody back and asks nobody for a score. */
    public DeskRooms(Optional<Voicemail> voicemail, NoticeBoard notices) {
        this(voicemail, notices, HoursBoard.NONE, Callbacks.NONE, Scores.NONE);
    }

    /** A house without messages and notices. */
    public static DeskRooms none() {
        return new DeskRooms(Optional.empty(), new NoticeBoard() {
            @Override
            public SortedMap<String, Boolean> notices() {
                return new TreeMap<>();
            }

            @Override
            public Optional<String> set(String name, boolean on, String by) {
                return Optional.of("No script has this notice.");
            }
        });
    }
}
