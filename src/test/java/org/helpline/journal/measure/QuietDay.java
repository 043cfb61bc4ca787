package org.helpline.journal.measure;

import java.io.IOException;
import java.nio.file.Path;
import org.helpline.core.ManualClock;
import org.helpline.journal.RunningJournal;

/** The quiet golden day, for the tests of rooms that show numbers. */
public final class QuietDay {

    private QuietDay() {}

    /** Its journal, folded. */
    public static RunningJournal play(Path folder) throws IOException {
        return MeasuredDays.play(folder, GoldenDay.read("quiet").runs);
    }

    /** Its numbers. */
    public static Figures figures(RunningJournal journal) throws IOException {
        return new Figures(
                journal.store(), new ManualClock(GoldenDay.read("quiet").now()));
    }
}
