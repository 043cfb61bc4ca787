package org.helpline.interaction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;

/** The recordings of scripts' prompts, as desks see, hear and change them. Any thread; everything may block. */
public interface PromptRack {

    /** A house without scripts. */
    PromptRack NONE = new PromptRack() {
        @Override
        public Executor own() {
            return Runnable::run;
        }

        @Override
        public SortedSet<String> scripts() {
            return new TreeSet<>();
        }

        @Override
        public List<Sheet> sheets(String script) {
            return List.of();
        }

        @Override
        public Path draft() throws IOException {
            throw new IOException("there are no scripts here");
        }

        @Override
        public Done keep(Take take, Path file, String by) {
            return new Done.Refused("There is no such script.");
        }

        @Override
        public Done remove(Take take, String by) {
            return new Done.Refused("There is no such script.");
        }

        @Override
        public Heard hear(Take take) {
            return new Heard.Nothing("There is no such script.");
        }
    };

    /** Names a recording: {@code language} is one of the script's, or {@code any}; {@code name} is without {@code .wav}. Whatever was typed. */
    record Take(String script, String language, String name) {}

    /** What callers hear now. */
    enum State {
        /** A recording. */
        RECORDED,
        /** The text, spoken. */
        SPOKEN,
        /** Nothing: there is no recording, and nothing that speaks. */
        MISSING
    }

    /**
     * One recording that there is or could be.
     *
     * @param text what is said; empty for a sound
     * @param note what the voice talent is told
     * @param fault what is wrong with the sound of the recording, else empty
     * @param piece whether it is a part that values are put together from
     */
    record Line(String name, String text, String note, State state, String fault, boolean piece) {}

    /** All of a language; {@code unused} are recordings that nothing plays. */
    record Sheet(String language, List<Line> lines, List<String> unused) {}

    /** What came of a change. */
    sealed interface Done {
        /** It holds for calls within seconds; {@code remark} says what is amiss all the same, else it is empty. */
        record Kept(String remark) implements Done {}

        /** Nothing was changed, for the reason in this sentence. */
        record Refused(String why) implements Done {}
    }

    /** What a caller hears. */
    sealed interface Heard {
        /** A WAV file, as it sounds on the line. */
        final class Sound implements Heard {
            private final byte[] wav;

            /** The file's content. */
            public Sound(byte[] wav) {
                this.wav = wav.clone();
            }

            /** The file's content; a copy. */
            public byte[] wav() {
                return wav.clone();
            }
        }

        /** Nothing, for the reason in this sentence. */
        record Nothing(String why) implements Heard {}
    }

    /** Where all of this is done, so that neither calls nor logins wait for it. */
    Executor own();

    /** The scripts that answer calls. */
    SortedSet<String> scripts();

    /** What is to be recorded for a script: its languages, then {@code any}; empty if there is no such script. */
    List<Sheet> sheets(String script);

    /** A new empty file beside which nothing is kept, for what is being uploaded; whoever asked deletes it. */
    Path draft() throws IOException;

    /** Makes a WAV file the recording; it is looked at before anything is replaced, and copied. */
    Done keep(Take take, Path file, String by);

    /** Takes a recording away, so that the text is spoken again; it is kept among the old ones. */
    Done remove(Take take, String by);

    /** The recording, or the text spoken. */
    Heard hear(Take take);
}
