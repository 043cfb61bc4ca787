package org.helpline.interaction.lookup;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.helpline.config.LookUpSettings;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;

/** The look-ups of the settings, asked over HTTP. Any thread. */
public final class HttpLookUps implements LookUps, AutoCloseable {

    private final Map<String, LookUpSettings> settings;
    private final Web web;
    private final Consumer<HttpLookUps> closing;
    private final AnswerCache cache;
    private final Map<String, AtomicInteger> underWay;

    /** Look-ups of these settings; {@code blocking} runs what the client has to do. */
    public static HttpLookUps of(Map<String, LookUpSettings> settings, Clock clock, Executor blocking) {
        if (settings.isEmpty()) { // a client costs some tenths of a second of every start
            return new HttpLookUps(settings, clock, (_, _, _) -> () -> {}, _ -> {});
        }
        JdkWeb web = new JdkWeb(blocking);
        return new HttpLookUps(settings, clock, web, _ -> web.close());
    }

    /** The same for who tries them by hand: {@code told} hears each reply as it came. Personal. */
    public static HttpLookUps overheard(
            Map<String, LookUpSettings> settings, Clock clock, Executor blocking, Consumer<String> told) {
        JdkWeb web = new JdkWeb(blocking);
        return new HttpLookUps(settings, clock, new Overheard(web, told), _ -> web.close());
    }

    HttpLookUps(Map<String, LookUpSettings> settings, Clock clock, Web web, Consumer<HttpLookUps> closing) {
        this.settings = Map.copyOf(settings);
        this.web = web;
        this.closing = closing;
        this.cache = new AnswerCache(clock);
        Map<String, AtomicInteger> counts = new HashMap<>();
        settings.keySet().forEach(name -> counts.put(name, new AtomicInteger()));
        this.underWay = Map.copyOf(counts);
    }

    @Override
    public Asking ask(String name, Map<String, Value> parameters, Loop loop, Consumer<LookUpAnswer> told) {
        LookUpSettings asked = settings.get(name);
        if (asked == null) {
            return LookUps.NOBODY.ask(name, parameters, loop, told);
        }
        if (!asked.absent().isEmpty()) {
            return soon(new LookUpAnswer.Failed(asked.absent().getFirst().what()), loop, told);
        }
        return switch (QuestionMaker.make(asked.request(), parameters)) {
            case QuestionMaker.Made.OfNothing _ -> soon(new LookUpAnswer.None(), loop, told);
            case QuestionMaker.Made.Unfit u -> soon(new LookUpAnswer.Failed(u.why()), loop, told);
            case QuestionMaker.Made.Whole w -> ask(name, asked, w.question(), loop, told);
        };
    }

    private Asking ask(String name, LookUpSettings asked, Question question, Loop loop, Consumer<LookUpAnswer> told) {
        String key = name + " " + question.key();
        Optional<LookUpAnswer.Found> kept = asked.cache().isZero() ? Optional.empty() : cache.find(key);
        if (kept.isPresent()) {
            return soon(kept.get(), loop, told);
        }
        AtomicInteger count = java.util.Objects.requireNonNull(underWay.get(name));
        if (count.incrementAndGet() > asked.atMost()) {
            count.decrementAndGet();
            String why = asked.atMost() + " of these questions are under way already (at-most in look-ups.ini).";
            return soon(new LookUpAnswer.Failed(why), loop, told);
        }
        Enquiry enquiry = new Enquiry(asked, question, web, loop, answer -> {
            count.decrementAndGet();
            keep(key, asked.cache(), answer);
            told.accept(answer);
        });
        return () -> {
            if (enquiry.cancel()) {
                count.decrementAndGet();
            }
        };
    }

    private void keep(String key, Duration good, LookUpAnswer answer) {
        if (!good.isZero() && answer instanceof LookUpAnswer.Found found) {
            cache.keep(key, found, good);
        }
    }

    /** On the loop's next turn. */
    static Asking soon(LookUpAnswer answer, Loop loop, Consumer<LookUpAnswer> told) {
        return loop.timers().after(Duration.ZERO, () -> told.accept(answer))::cancel;
    }

    /** Method and address as they are sent, secrets masked; empty when nothing would be sent. Personal. */
    public Optional<String> shown(String name, Map<String, Value> parameters) {
        return Optional.ofNullable(settings.get(name))
                .flatMap(s -> QuestionMaker.make(s.request(), parameters) instanceof QuestionMaker.Made.Whole w
                        ? Optional.of(w.question().shown() + body(w.question()))
                        : Optional.empty());
    }

    private static String body(Question question) {
        return question.body().map(b -> System.lineSeparator() + b).orElse("");
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        closing.accept(this);
    }
}
