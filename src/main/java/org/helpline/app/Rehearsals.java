package org.helpline.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.helpline.app.stage.Rehearsal;
import org.helpline.app.stage.StageReport;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.interaction.HeardLengths;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.speech.Speaker;

/** Tests over SIP, with servers on these settings. */
final class Rehearsals {

    private Rehearsals() {}

    /**
     * Runs them; blocks for about as long as the longest call, for each so many calls.
     *
     * @throws IOException if the folder of the servers cannot be made
     */
    static StageReport run(
            StartOptions options,
            Settings settings,
            Surroundings surroundings,
            List<Rehearsal.Piece> pieces,
            int atOnce,
            Consumer<StageReport.Call> made)
            throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                StagedHouses houses = new StagedHouses(options, settings, surroundings)) {
            Speaker speaker = new Speaker(settings.speech(), threads, Clock.system());
            return new Rehearsal(surroundings, new HeardLengths(speaker), houses::open, atOnce, made).run(pieces);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }
}
