package org.helpline.ivr.run;

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
