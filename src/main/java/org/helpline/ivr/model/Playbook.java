package org.helpline.ivr.model;

import java.util.List;
import java.util.Optional;

/**
 * What an agent is to do in a call, step by step; the call's facts decide which steps are shown.
 *
 * @param name the file's name without its ending
 * @param version the first 12 hex digits of the file's SHA-256
 */
public record Playbook(String name, String version, String title, List<Step> steps) {

    /**
     * One step.
     *
     * @param id as conditions name it: {@code done.ID}
     * @param text may be empty
     * @param when shown only while this holds; empty: always
     * @param required whether the agent is not ready for the next call before it is done
     */
    public record Step(
            String id,
            Place at,
            String title,
            String text,
            Optional<Condition.Expression> when,
            List<Link> links,
            Note note,
            boolean required) {}

    /** Whether a step takes a note. */
    public enum Note {
        NONE("no"),
        MAY("yes"),
        MUST("required");

        private final String word;

        Note(String word) {
            this.word = word;
        }

        /** As the file has it. */
        public String word() {
            return word;
        }
    }

    /** A page to open. */
    public record Link(String title, Address address, Place at) {}

    /** A web address with values in it. */
    public record Address(List<Piece> pieces) {

        /** The values that it names. */
        public List<String> names() {
            return pieces.stream().filter(Piece::isValue).map(Piece::text).toList();
        }

        /** As it was written. */
        public String written() {
            StringBuilder text = new StringBuilder();
            pieces.forEach(p -> text.append(p.isValue() ? "{" + p.text() + "}" : p.text()));
            return text.toString();
        }
    }

    /** A piece of an address: text as it is, or the name of a value. */
    public record Piece(String text, boolean isValue) {}
}
