package org.helpline.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.helpline.config.SpeechSettings;

/**
 * Speaks text through the program in the settings and remembers what it has spoken.
 *
 * <p>The cached file is named after everything that shapes the sound: the program with its options, the voice, the language and the
 * text; so no old voice is ever heard after a change. What is in the cache needs no program. Any thread; nothing here is for a
 * loop, since all of it may block.
 */
public final class Speaker {

    /** The longest text that is spoken at once, in characters: some three minutes. */
    public static final int MAX_TEXT = 2_000;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}");

    private final SpeechSettings settings;
    private final Executor executor;
    private final SpeechCache cache;
    private final Optional<Engine> engine;
    private final Semaphore slots; // waits on virtual threads only; nothing is guarded by it

    /**
     * Makes a speaker; starts nothing.
     *
     * @param executor of virtual threads
     * @param atOnce how many programs may run at the same time, 1 or more
     */
    public Speaker(SpeechSettings settings, Executor executor, int atOnce) {
        this.settings = settings;
        this.executor = executor;
        this.cache = new SpeechCache(settings.cache());
        this.engine = settings.command().isEmpty()
                ? Optional.empty()
                : Optional.of(new Engine(settings.command(), settings.timeout()));
        this.slots = new Semaphore(atOnce);
    }

    /** Whether something not yet cached could be spoken: a program is set and installed. */
    public boolean available() {
        return engine.filter(Engine::isInstalled).isPresent();
    }

    /** {@link #speak} on the executor; completes with a value, never with an exception of ours to expect. */
    public CompletableFuture<Rendering> speakLater(Utterance utterance) {
        return CompletableFuture.supplyAsync(() -> speak(utterance), executor);
    }

    /** Speaks, or finds what was spoken before. Blocks for as long as the program takes, at most the timeout each turn. */
    public Rendering speak(Utterance utterance) {
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
        String voice = voice(settings.voices(), utterance.language());
        Path file = cache.file(settings.command(), voice, utterance.language(), text);
        return Files.isRegularFile(file) ? new Rendering.Spoken(file) : render(utterance, voice, text, file);
    }

    /** The voice of the tag, else of its first part ({@code en} of {@code en-GB}), else the tag itself. */
    private static String voice(Map<String, String> voices, String language) {
        int dash = language.indexOf('-');
        String shorter = dash < 0 ? language : language.substring(0, dash);
        return voices.getOrDefault(language, voices.getOrDefault(shorter, language));
    }

    private Rendering render(Utterance utterance, String voice, String text, Path file) {
        if (engine.isEmpty()) {
            return new Rendering.NotSpoken("no text-to-speech program is set; set one" + orRecord(utterance));
        }
        if (!engine.get().isInstalled()) {
            return new Rendering.NotSpoken(notInstalled(engine.get().program()) + orRecord(utterance));
        }
        try {
            slots.acquire();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Rendering.NotSpoken("nothing is spoken any more, since the server stops");
        }
        try {
            return render(engine.get(), utterance, voice, text, file);
        } catch (IOException e) {
            return new Rendering.NotSpoken("the speech could not be written to " + settings.cache() + " ("
                    + e.getMessage() + "); check the disk" + orRecord(utterance));
        } finally {
            slots.release();
        }
    }

    private Rendering render(Engine program, Utterance utterance, String voice, String text, Path file)
            throws IOException {
        Path draft = cache.draft();
        try {
            Optional<String> failure = program.render(voice, utterance.language(), text, draft);
            if (failure.isPresent()) {
                return new Rendering.NotSpoken(failure.get() + orRecord(utterance));
            }
            SpeechCache.keep(draft, file);
            return new Rendering.Spoken(file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String notInstalled(String program) {
        return program.equals("espeak-ng") || program.equals("flite")
                ? program + " is not installed: apt-get install " + program
                : program + " is not installed, or may not be run: install it";
    }

    private static String orRecord(Utterance utterance) {
        return ", or record " + utterance.recording();
    }
}
