package org.helpline.app;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.interaction.Audition;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Script;
import org.helpline.speech.Speaker;
import picocli.CommandLine;

/** {@code script check --render}: speaks what is not recorded of scripts that are fit, into the cache that the server uses. */
final class SpokenAhead {

    private static final int WORD_EVERY = 10;

    private SpokenAhead() {}

    /** Speaks them all and tells how it went. Blocks. @return whether all of it can be heard */
    static boolean speak(CheckReport report, Settings settings, CommandLine line) {
        boolean all = true;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Audition audition = new Audition(new Speaker(settings.speech(), threads, Clock.system()));
            for (LoadResult result : report.results()) {
                if (result instanceof LoadResult.Loaded l) {
                    all &= speak(audition, l.script(), line);
                }
            }
        }
        return all;
    }

    private static boolean speak(Audition audition, Script script, CommandLine line) {
        AtomicInteger texts = new AtomicInteger();
        List<String> missing = audition.ahead(script, (done, all) -> {
            texts.set(all);
            if (done % WORD_EVERY == 0 && done < all) {
                line.getErr().println(script.name() + ": " + done + " of " + all + " texts spoken …");
                line.getErr().flush();
            }
        });
        missing.forEach(line.getErr()::println);
        line.getErr().flush();
        line.getOut()
                .println(script.name() + ": " + texts.get() + " texts without a recording, "
                        + (missing.isEmpty() ? "all can be heard" : missing.size() + " cannot be heard"));
        line.getOut().flush();
        return missing.isEmpty();
    }
}
