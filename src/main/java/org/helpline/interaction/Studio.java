package org.helpline.interaction;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.core.DeclaredUntil;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.ivr.run.ScriptEvent.StudioAnswer;

/** What people of the house may do by phone; app joins those who do it. Any thread; each answer comes later and says nothing of a PIN. */
public interface Studio {

    /** Nobody may do anything. */
    Studio CLOSED = new Studio() {
        @Override
        public CompletionStage<StudioAnswer> check(String name, Personal keyed, Personal caller, InteractionId call) {
            return CompletableFuture.completedStage(StudioAnswer.REFUSED);
        }

        @Override
        public CompletionStage<StudioAnswer> notice(String name, boolean on, InteractionId call) {
            return CompletableFuture.completedStage(StudioAnswer.REFUSED);
        }

        @Override
        public CompletionStage<StudioAnswer> hours(String name, String word, DeclaredUntil until, InteractionId call) {
            return CompletableFuture.completedStage(StudioAnswer.REFUSED);
        }

        @Override
        public CompletionStage<StudioAnswer> prompt(
                String script, String language, String id, Path recording, InteractionId call) {
            return CompletableFuture.completedStage(StudioAnswer.REFUSED);
        }
    };

    /**
     * Whether this is the PIN of that name.
     *
     * @param caller the number that calls, empty when withheld: who tries wrong ones locks out nobody else
     */
    CompletionStage<StudioAnswer> check(String name, Personal keyed, Personal caller, InteractionId call);

    /** Declares a calendar, in a word of {@link org.helpline.ivr.model.ScriptStep.Declare}. */
    CompletionStage<StudioAnswer> hours(String name, String word, DeclaredUntil until, InteractionId call);

    /** Switches a notice. */
    CompletionStage<StudioAnswer> notice(String name, boolean on, InteractionId call);

    /** Keeps a recording as a prompt of a script; the file itself stays where it is. */
    CompletionStage<StudioAnswer> prompt(String script, String language, String id, Path recording, InteractionId call);
}
