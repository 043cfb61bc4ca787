package org.helpline.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A recording of a conversation as the store has it.
 *
 * @param id the call's and a number
 * @param queue the caller came from; empty: none
 * @param agents who talked with the caller meanwhile, in order
 * @param by who began it: {@code queue NAME}, {@code script NAME} or an agent's or account's name
 * @param until when it is deleted; empty: never
 * @param what where it lies, once it is whole
 * @param trouble what is missing in it, in words; empty: nothing
 */
public record Recording(
        String id,
        String call,
        String queue,
        List<String> agents,
        Instant at,
        Duration length,
        String by,
        List<Pause> pauses,
        State state,
        File what,
        java.util.Optional<Instant> until,
        String trouble) {

    /** What has become of it. */
    public enum State {
        /** The conversation goes on. */
        UNDER_WAY("under-way"),
        /** The file is still to be made. */
        ENDED("ended"),
        /** It can be played. */
        KEPT("kept");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As it is written. */
        public String word() {
            return word;
        }

        static State of(String word) {
            for (State state : values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            return ENDED;
        }
    }

    /** It was paused, from its beginning; {@code by} an agent. */
    public record Pause(Duration from, Duration to, String by) {}

    /**
     * Its file.
     *
     * @param path in the folder of recordings
     * @param bytes on the disk
     * @param format {@code opus}, {@code wav} or {@code g711}
     * @param stored SHA-256 of the file on the disk; {@code plain} of what it is when it is not encrypted
     * @param key the id of its key; empty: it is not encrypted
     */
    public record File(String path, long bytes, String format, String stored, String plain, String key) {

        /** There is none yet. */
        static final File NONE = new File("", 0, "", "", "", "");
    }

    /** Whether it can be played. */
    public boolean isKept() {
        return state == State.KEPT;
    }
}
