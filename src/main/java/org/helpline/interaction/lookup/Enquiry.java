package org.helpline.interaction.lookup;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.helpline.config.LookUpSettings;
import org.helpline.core.Loop;
import org.helpline.core.Timers;
import org.helpline.ivr.run.LookUpAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One question under way: sent, sent again if that is worth it, given up when its time is over. Confined to the call's loop; tells
 * its answer once.
 *
 * <pre>
 *   sent ── answer ──▶ told          sent ── broken, tries left ──▶ pause ──▶ sent
 *   sent ── time over ──▶ told       any ── called off ──▶ over, nothing is told
 * </pre>
 */
final class Enquiry {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 500, 502, 503, 504);

    private final LookUpSettings settings;
    private final Question question;
    private final Web web;
    private final Loop loop;
    private final Consumer<LookUpAnswer> told;
    private final Timers.Timer deadline;
    private Timers.@Nullable Timer pause;
    private @Nullable Runnable sending;
    private int tries;
    private boolean over;

    Enquiry(LookUpSettings settings, Question question, Web web, Loop loop, Consumer<LookUpAnswer> told) {
        this.settings = settings;
        this.question = question;
        this.web = web;
        this.loop = loop;
        this.told = told;
        this.deadline = loop.timers().after(settings.timeout(), this::tooLate);
        send();
    }

    private void send() {
        pause = null;
        int mine = ++tries;
        sending = web.send(
                question,
                settings.maxAnswer(),
                reply -> loop.tell(() -> {
                    if (!over && mine == tries) {
                        replied(reply);
                    }
                }));
    }

    private void replied(Web.Reply reply) {
        switch (reply) {
            case Web.Reply.Answered a when WORTH_ANOTHER_TRY.contains(a.status()) && mayTryAgain(false) -> again();
            case Web.Reply.Answered a -> end(new AnswerReader(settings).read(a.status(), a.body()));
            case Web.Reply.TooLarge _ -> failed("Its answer is larger than " + settings.maxAnswer() + " bytes.");
            case Web.Reply.Broken b when mayTryAgain(b.unsent()) -> again();
            case Web.Reply.Broken b -> failed(b.why());
        }
    }

    /** What was sent by POST may have been done; it is not sent twice. */
    private boolean mayTryAgain(boolean unsent) {
        boolean harmless = question.method() == LookUpSettings.Method.GET || unsent;
        return harmless && tries <= settings.retries();
    }

    private void again() {
        pause = loop.timers().after(FIRST_PAUSE.multipliedBy(1L << (tries - 1)), this::send);
    }

    private void tooLate() {
        failed("No answer came within " + seconds(settings.timeout()) + ".");
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private void failed(String why) {
        String howOften = tries > 1 ? " It was tried " + tries + " times." : "";
        end(new LookUpAnswer.Failed(why + howOften));
    }

    private void end(LookUpAnswer answer) {
        stop();
        told.accept(answer);
    }

    /** Calls it off; false if it was over already. */
    boolean cancel() {
        boolean open = !over;
        if (open) {
            stop();
        }
        return open;
    }

    private void stop() {
        over = true;
        deadline.cancel();
        if (pause != null) {
            pause.cancel();
        }
        if (sending != null) {
            sending.run();
        }
    }
}
