package org.helpline.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.config.EngineSettings;
import org.helpline.config.SpeechSettings;
import org.helpline.core.Clock;

/**
 * Speaks text through the engines in the settings and remembers what it has spoken.
 *
 * <p>The cached file is named after everything that shapes the sound: the engine with its options and its release, the voice, the
 * language and the text; so no old voice is ever heard after a change. What is in the cache needs no engine. Where an engine fails,
 * the next one speaks; one that has failed several times in a row rests for a while, so that callers do not wait for it. Any
 * thread; nothing here is for a loop, since all of it may block.
 */
public final class Speaker {

    /** The longest text that is spoken at once, in characters: some three minutes. */
    public static final int MAX_TEXT = 2_000;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}");

    private final SpeechSettings settings;
    private final Executor executor;
    private final Clock clock;
    private final SpeechCache cache;
    private final List<Tried> engines;
    private final Semaphore slots; // waits on virtual threads only; nothing is guarded by it

    /** An engine and how it has fared. */
    private record Tried(Engine engine, Patience patience) {}

    /**
     * Makes a speaker; starts nothing.
     *
     * @param executor of virtual threads
     */
    public Speaker(SpeechSettings settings, Executor executor, Clock clock) {
        this.settings = settings;
        this.executor = executor;
        this.clock = clock;
        this.cache = new SpeechCache(settings.cache());
        this.engines = settings.engines().stream()
                .map(e -> new Tried(engine(e), new Patience(clock)))
                .toList();
        this.slots = new Semaphore(settings.atOnce(), true);
    }

    private Engine engine(EngineSettings engine) {
        return switch (engine) {
            case EngineSettings.Program p -> new ProgramEngine(p, new SeenPrograms(settings.cache()));
            case EngineSettings.Service s -> new ServiceEngine(s, executor);
        };
    }

    /** Whether something not yet cached could be spoken: an engine is set, and installed if it is a program. */
    public boolean available() {
        return engines.stream().anyMatch(t -> t.engine().missing().isEmpty());
    }

    /** What speaks, for people: the programs and services that can be tried, in order; empty when there is none. */
    public String name() {
        return engines.stream()
                .map(Tried::engine)
                .filter(e -> e.missing().isEmpty())
                .map(Engine::name)
                .collect(Collectors.joining(", then "));
    }

    /** {@link #speak} on the executor; completes with a value, never with an exception of ours to expect. */
    public CompletableFuture<Rendering> speakLater(Utterance utterance) {
        return CompletableFuture.supplyAsync(() -> speak(utterance), executor);
    }

    /** Speaks, or finds what was spoken before, by whichever engine. Blocks for as long as the engines take, at most their timeouts. */
    public Rendering speak(Utterance utterance) {
        return speak(utterance, true);
    }

    /**
     * Speaks many texts before they are needed, some at the same time; a text that only a later engine has spoken so far is asked
     * of the first one again. Blocks until all are done.
     *
     * @param progress told how many are done, after each; by several threads
     * @return one for each, in their order
     */
    public List<Rendering> speakAhead(List<Utterance> utterances, IntConsumer progress) {
        AtomicReferenceArray<Rendering> done = new AtomicReferenceArray<>(utterances.size());
        AtomicInteger next = new AtomicInteger();
        AtomicInteger count = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < utterances.size(); i = next.getAndIncrement()) {
                done.set(i, speak(utterances.get(i), false));
                progress.accept(count.incrementAndGet());
            }
        };
        // no more workers than slots, so that a caller's text waits for one rendering at most
        Stream.generate(() -> CompletableFuture.runAsync(work, executor))
                .limit(Math.min(settings.atOnce(), utterances.size()))
                .toList()
                .forEach(CompletableFuture::join);
        List<Rendering> all = new ArrayList<>();
        for (int i = 0; i < utterances.size(); i++) {
            all.add(done.get(i));
        }
        return all;
    }

    /**
     * Makes room in the cache if it has grown beyond its size: what was asked for longest ago goes, but nothing of {@code inUse}.
     * Blocks.
     *
     * @throws IOException if the cache cannot be listed
     */
    public Tidied tidy(Set<Path> inUse) throws IOException {
        return cache.tidy(inUse, settings.cacheBytes(), clock.now());
    }

    private Rendering speak(Utterance utterance, boolean anyEngine) {
        String text = utterance.text().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (text.isEmpty()) {
            return new Rendering.NotSpoken("there is no text to speak; write one" + orRecord(utterance));
        }
        if (text.length() > MAX_TEXT) {
            return new Rendering.NotSpoken("the text has " + text.length() + " characters, at most " + MAX_TEXT
                    + " are spoken at once; divide it" + orRecord(utterance));
        }
        if (!LANGUAGE.matcher(utterance.language()).matches()) {
            return new Rendering.NotSpoken(
                    "the language is not a tag such as en or en-GB; correct it" + orRecord(utterance));
        }
        Optional<Path> cached = engines.stream()
                .limit(anyEngine ? engines.size() : 1)
                .map(t -> cache.file(t.engine(), wish(t.engine(), utterance.language(), text)))
                .filter(Files::isRegularFile)
                .findFirst();
        if (cached.isPresent()) {
            SpeechCache.touch(cached.get(), clock.now());
            return new Rendering.Spoken(cached.get());
        }
        return render(utterance, text);
    }

    private static Engine.Wish wish(Engine engine, String language, String text) {
        EngineSettings.Voices voices = engine.voices();
        return new Engine.Wish(
                of(voices.names(), language, language), language, of(voices.options(), language, ""), text);
    }

    /** The value of the tag, else of its first part ({@code en} of {@code en-GB}), else {@code none}. */
    private static String of(Map<String, String> values, String language, String none) {
        int dash = language.indexOf('-');
        String shorter = dash < 0 ? language : language.substring(0, dash);
        return values.getOrDefault(language, values.getOrDefault(shorter, none));
    }

    private Rendering render(Utterance utterance, String text) {
        List<String> failures = new ArrayList<>();
        for (Tried tried : engines) {
            Engine engine = tried.engine();
            Engine.Wish wish = wish(engine, utterance.language(), text);
            Path file = cache.file(engine, wish);
            if (Files.isRegularFile(file)) {
                SpeechCache.touch(file, clock.now());
                return new Rendering.Spoken(file);
            }
            Optional<String> missing = engine.missing().or(tried.patience()::resting);
            Optional<String> failure = missing.isPresent() ? missing : inTurn(tried, wish, file);
            if (failure.isEmpty()) {
                return new Rendering.Spoken(file);
            }
            failures.add(failure.get());
        }
        String why = failures.isEmpty()
                ? "no text-to-speech engine is set; set one in speech.properties"
                : String.join(". Then ", failures);
        return new Rendering.NotSpoken(why + orRecord(utterance));
    }

    private Optional<String> inTurn(Tried tried, Engine.Wish wish, Path file) {
        try {
            slots.acquire();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of("nothing is spoken any more, since the server stops");
        }
        try {
            return render(tried, wish, file);
        } catch (IOException e) {
            return Optional.of("the speech could not be written to " + settings.cache() + " (" + e.getMessage()
                    + "); check the disk");
        } finally {
            slots.release();
        }
    }

    private Optional<String> render(Tried tried, Engine.Wish wish, Path file) throws IOException {
        Path draft = cache.draft();
        try {
            Optional<Engine.Failure> failure = tried.engine().render(wish, draft);
            tried.patience().note(failure);
            if (failure.isPresent()) {
                return failure.map(Engine.Failure::why);
            }
            SpeechCache.keep(draft, file);
            SpeechCache.touch(file, clock.now());
            return Optional.empty();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String orRecord(Utterance utterance) {
        return ", or record " + utterance.recording();
    }
}
