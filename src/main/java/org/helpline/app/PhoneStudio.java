package org.helpline.app;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.helpline.core.DeclaredUntil;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.desk.Pins;
import org.helpline.interaction.HoursBoard;
import org.helpline.interaction.NoticeBoard;
import org.helpline.interaction.Studio;
import org.helpline.ivr.run.ScriptEvent.StudioAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done by phone with a PIN. Everything is done on one thread, which may block; who did what is in the log, PINs are not. */
final class PhoneStudio implements Studio {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneStudio.class);

    private final Pins pins;
    private final NoticeBoard notices;
    private final HoursBoard hours;
    private final PromptShelf prompts;
    private final Runnable changed;
    private final Executor one;

    /** {@code changed} looks for changed scripts at once; {@code one} is a pool of one thread. */
    PhoneStudio(Pins pins, NoticeBoard notices, HoursBoard hours, PromptShelf prompts, Runnable changed, Executor one) {
        this.hours = hours;
        this.pins = pins;
        this.notices = notices;
        this.prompts = prompts;
        this.changed = changed;
        this.one = one;
    }

    @Override
    public CompletionStage<StudioAnswer> check(String name, Personal keyed, Personal caller, InteractionId call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Pins.Verdict verdict = pins.check(name, keyed.value(), caller.value());
                    switch (verdict) {
                        case RIGHT -> LOG.info("interaction={} pin={} was given", call, name);
                        case WRONG -> LOG.warn("interaction={} pin={} was given wrong", call, name);
                        case LOCKS ->
                            LOG.warn(
                                    "interaction={} pin={} is locked for a while: {} wrong ones in a row",
                                    call,
                                    name,
                                    Pins.TRIES);
                        case LOCKED -> LOG.warn("interaction={} pin={} was given while it is locked", call, name);
                    }
                    return switch (verdict) {
                        case RIGHT -> StudioAnswer.DONE;
                        case WRONG -> StudioAnswer.REFUSED;
                        case LOCKS, LOCKED -> StudioAnswer.LOCKED;
                    };
                },
                one);
    }

    @Override
    public CompletionStage<StudioAnswer> notice(String name, boolean on, InteractionId call) {
        return CompletableFuture.supplyAsync(
                () -> notices.set(name, on, "phone, interaction=" + call).isEmpty()
                        ? StudioAnswer.DONE
                        : StudioAnswer.REFUSED,
                one);
    }

    @Override
    public CompletionStage<StudioAnswer> hours(String name, String word, DeclaredUntil until, InteractionId call) {
        return CompletableFuture.supplyAsync(
                () -> hours.set(name, word.replace('_', '-'), until, "phone, interaction=" + call)
                                .isEmpty()
                        ? StudioAnswer.DONE
                        : StudioAnswer.REFUSED,
                one);
    }

    @Override
    public CompletionStage<StudioAnswer> prompt(
            String script, String language, String id, Path recording, InteractionId call) {
        return CompletableFuture.supplyAsync(
                () -> switch (prompts.keep(script, language, id, recording)) {
                    case PromptShelf.Kept.Done(String remark) -> {
                        LOG.info(
                                "interaction={} script={} prompt={} language={} was recorded anew{}",
                                call,
                                script,
                                id,
                                language,
                                remark.isEmpty() ? "" : ": " + remark);
                        changed.run();
                        yield StudioAnswer.DONE;
                    }
                    case PromptShelf.Kept.Refused(String why) -> {
                        LOG.error("interaction={} prompt={} was not kept: {}", call, id, why);
                        yield StudioAnswer.REFUSED;
                    }
                },
                one);
    }
}
