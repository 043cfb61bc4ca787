package org.helpline.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.config.Sections.Section;
import org.helpline.config.Sections.Setting;

/**
 * The settings of agents, queues and hours as somebody changes them while the house runs: in the files that are read at the start, with
 * the checks of the start, and with a history from which a change is undone. Any thread; all of it blocks on files.
 */
public interface SettingsBoard {

    /** A house that runs on settings nobody can change. */
    SettingsBoard NONE = new SettingsBoard() {
        private static final String WHY = "This server's settings cannot be changed at the desk.";

        @Override
        public Shown shown(Family family) {
            return new Shown(family.file(), List.of(), List.of(), Optional.of(WHY));
        }

        @Override
        public Outcome check(Change change) {
            return Refused.because(WHY);
        }

        @Override
        public Outcome change(String by, Change change) {
            return Refused.because(WHY);
        }

        @Override
        public OpenAt openAt(Change change, String moment) {
            return new OpenAt("", "", List.of(), List.of(new Fault("", WHY, "")));
        }

        @Override
        public List<Past> history(int most) {
            return List.of();
        }

        @Override
        public Outcome undo(String by, long number) {
            return Refused.because(WHY);
        }

        @Override
        public Outcome newPassword(String name) {
            return Refused.because(WHY);
        }
    };

    /** What can be changed, each in a file of its own. */
    enum Family {
        AGENTS,
        QUEUES,
        HOURS;

        /** As in the names of settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The file's name. */
        public String file() {
            return word() + ".ini";
        }

        /** The family of a word; empty for any other word. */
        public static Optional<Family> of(String word) {
            return Stream.of(values()).filter(f -> f.word().equals(word)).findFirst();
        }
    }

    /**
     * What a page shows of a family.
     *
     * @param blank what a section that is new may say
     * @param refusal why nothing can be changed, and what to do about it; empty where it can
     */
    record Shown(String file, List<Known> sections, List<Setting> blank, Optional<String> refusal) {}

    /** A section with the mark of its text, by which a change tells what it was made of. */
    record Known(Section section, String mark) {}

    /**
     * A change of one section.
     *
     * @param mark that of the section as it was shown; "" for a new one
     * @param remove takes the section away; then {@code settings} say nothing
     * @param settings new values by key; empty: the default again
     */
    record Change(Family family, String section, String mark, boolean remove, Map<String, Optional<String>> settings) {}

    /** What came of it. */
    sealed interface Outcome {}

    /** A check found nothing against it. */
    record Fine() implements Outcome {}

    /**
     * It is in the file and in force.
     *
     * @param number of the change in the history; 0 where it could not be kept there
     * @param lines what the server took up, and what waits for the next start
     * @param made what people and phones log in with, made now and shown this once
     */
    record Done(long number, List<String> lines, List<Made> made) implements Outcome {}

    /** A name, a desk password and the secret of a phone; "" where nothing was made. */
    record Made(String name, String password, String secret) {
        /** Never what was made. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Nothing was changed. */
    record Refused(List<Fault> faults) implements Outcome {
        /** For one reason that is no field's. */
        public static Refused because(String why) {
            return new Refused(List.of(new Fault("", why, "")));
        }
    }

    /** What is wrong; {@code key}: of the section's setting, "" where it is none of them. */
    record Fault(String key, String what, String fix) {}

    /**
     * Nothing was changed, since the section is not any more what the change was made of.
     *
     * @param then as it was taken to be
     * @param now as it is; secrets are masked in both
     */
    record Conflict(String why, String then, String now) implements Outcome {}

    /**
     * What a calendar would say at a moment.
     *
     * @param state {@code open}, {@code closed} or {@code holiday}; "" where there are faults
     * @param next when that changes, on the calendar's clocks; "" where it never does
     * @param remarks what looks like a mistake
     */
    record OpenAt(String state, String next, List<String> remarks, List<Fault> faults) {}

    /** A change of the past; secrets are masked. {@code undoneBy} 0: it stands. */
    record Past(
            long number,
            Instant at,
            String by,
            String file,
            String section,
            String before,
            String after,
            long undoes,
            long undoneBy) {}

    /** All sections of a family. */
    Shown shown(Family family);

    /** Whether a change would be taken. */
    Outcome check(Change change);

    /**
     * Makes a change.
     *
     * @param by who, for the history
     */
    Outcome change(String by, Change change);

    /**
     * What a calendar of a change would say.
     *
     * @param moment such as {@code 2027-01-01T10:00}, on the calendar's clocks; "" is now
     */
    OpenAt openAt(Change change, String moment);

    /** The last changes, the latest first. */
    List<Past> history(int most);

    /** Takes back a change whose section is still as the change left it. */
    Outcome undo(String by, long number);

    /** A new desk password for somebody, in the place of the old one. */
    Outcome newPassword(String name);
}
