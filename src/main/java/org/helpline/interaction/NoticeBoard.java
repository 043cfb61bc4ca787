package org.helpline.interaction;

import java.util.Optional;
import java.util.SortedMap;

/** The notices of the scripts, and the switch of each; app joins them. Any thread; {@link #set} blocks on a file. */
public interface NoticeBoard {

    /** Whether each notice that some script has is on. */
    SortedMap<String, Boolean> notices();

    /**
     * Switches one, for the calls from now on.
     *
     * @param by who did it, for the log
     * @return why it could not be done; empty: done
     */
    Optional<String> set(String name, boolean on, String by);
}
