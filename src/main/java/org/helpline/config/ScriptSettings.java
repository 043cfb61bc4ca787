package org.helpline.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Settings of scripts.
 *
 * @param directory where scripts live, one folder or file each
 * @param hours opening hours by name, which scripts refer to
 * @param reload whether changed files are taken up while running
 * @param byCommand whether what was saved answers calls only when somebody publishes it
 * @param keptVersions how many versions of each script are kept, 1 or more
 * @param humanWithin how many keys a human may be away where a script does not say it, 0 to 99
 * @param stepsPerCall steps after which a call is ended politely, 10 to 100,000; a script may allow fewer
 */
public record ScriptSettings(
        Path directory,
        Map<String, HoursSettings> hours,
        boolean reload,
        boolean byCommand,
        int keptVersions,
        int humanWithin,
        int stepsPerCall) {

    /** Versions that are kept unless set otherwise. */
    public static final int KEPT_VERSIONS = 20;

    /** Keys to a human unless set otherwise. */
    public static final int HUMAN_WITHIN = 3;

    /** Steps of a call unless set otherwise. */
    public static final int STEPS_PER_CALL = 1_000;

    /** The same with other calendars. */
    public ScriptSettings with(Map<String, HoursSettings> otherHours) {
        return new ScriptSettings(directory, otherHours, reload, byCommand, keptVersions, humanWithin, stepsPerCall);
    }

    /** The same where what is saved answers calls for good, and no version is kept: for a server that lives for one test. */
    public ScriptSettings keepingNothing() {
        return new ScriptSettings(directory, hours, false, false, 0, humanWithin, stepsPerCall);
    }

    /** What is saved and fit answers calls. */
    public ScriptSettings(Path directory, Map<String, HoursSettings> hours, boolean reload) {
        this(directory, hours, reload, false, KEPT_VERSIONS, HUMAN_WITHIN, STEPS_PER_CALL);
    }
}
