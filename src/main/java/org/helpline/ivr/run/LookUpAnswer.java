package org.helpline.ivr.run;

import java.util.stream.Collectors;
import org.helpline.ivr.model.Value;

/** What came of a look-up. */
public sealed interface LookUpAnswer {

    /** The script's word for it, also in the call's story. */
    String word();

    /** Something is known. */
    record Found(Value.Fields fields) implements LookUpAnswer {
        @Override
        public String word() {
            return "found";
        }

        /** As a test writes it, in one line: {@code {number: "4711", eta: 2026-12-01}}; texts in quotes, all else bare. */
        public String asTest() {
            return fields.values().entrySet().stream()
                    .map(e -> e.getKey() + ": " + flow(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        private static String flow(Value value) {
            return switch (value) {
                case Value.Text t ->
                    '"'
                            + t.text()
                                    .replaceAll("\\p{Cntrl}", " ")
                                    .replace("\\", "\\\\")
                                    .replace("\"", "\\\"")
                            + '"';
                case Value.Many m -> m.values().stream().map(Found::flow).collect(Collectors.joining(", ", "[", "]"));
                case Value.Number _, Value.Truth _, Value.Date _, Value.Span _, Value.Money _, Value.Fields _ ->
                    value.written();
            };
        }
    }

    /** Whoever was asked knows nothing of it. */
    record None() implements LookUpAnswer {
        @Override
        public String word() {
            return "none";
        }
    }

    /**
     * Nobody could tell.
     *
     * @param why a sentence for the call's story, without a secret and without what was asked for
     */
    record Failed(String why) implements LookUpAnswer {
        @Override
        public String word() {
            return "failed";
        }
    }
}
