package org.helpline.interaction;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.core.ScreenPop;

/** What the hallway asks of the customer room; app joins them. Any thread; the stage completes on whichever thread answers. */
public interface CustomerBook {

    /** Whether nothing is known of anybody, so that nobody need be asked. */
    boolean isEmpty();

    /** Who has this number, and the language they chose. */
    CompletionStage<Caller> byNumber(String number, int limit);

    /** Keeps the language that this number chose. */
    void rememberLanguage(String number, String language);

    /** What is known of a number. */
    record Caller(List<ScreenPop.Match> matches, Optional<String> language) {}
}
