package org.helpline.interaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.call.Sounds;
import org.helpline.call.Sounds.Sound;
import org.helpline.config.MediaSettings;
import org.helpline.core.Directory;
import org.helpline.core.Loop;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect.Utterance;
import org.helpline.speech.Rendering;
import org.helpline.speech.Speaker;
import org.helpline.speech.Tidied;

/**
 * What is to be heard, as audio: a recording {@code prompts/LANGUAGE/NAME.wav} of the script, else its text spoken. What was
 * heard once stays in memory; what is not there yet is loaded on a virtual thread while the call goes on. Any thread.
 */
final class PromptBook {

    /** The music of those who have none of their own. */
    static final String DEFAULT_MUSIC = "default";

    private static final int KEPT = 2_000;

    private final Path musicFolder;
    private final Speaker speaker;
    private final Executor blocking;
    private final MediaSettings.Ringback ringback;
    private final Directory<String, Sound> kept = new Directory<>();
    private final Directory<String, Set<Path>> spokenAhead = new Directory<>(); // by script

    PromptBook(Path musicFolder, Speaker speaker, Executor blocking) {
        this(musicFolder, speaker, blocking, MediaSettings.Ringback.USUAL);
    }

    PromptBook(Path musicFolder, Speaker speaker, Executor blocking, MediaSettings.Ringback ringback) {
        this.ringback = ringback;
        this.musicFolder = musicFolder;
        this.speaker = speaker;
        this.blocking = blocking;
    }

    /** Audio in order; {@code missing} has a sentence for each utterance that cannot be heard. */
    record Found(List<Sound> audio, List<String> missing) {}

    /** Finds the audio: in this very call when all of it is in memory, else later on {@code loop}. */
    void find(Script script, List<Utterance> utterances, Loop loop, Consumer<Found> then) {
        List<Sound> audio = new ArrayList<>();
        for (Utterance u : utterances) {
            kept.find(key(script, u)).ifPresent(audio::add);
        }
        if (audio.size() == utterances.size()) {
            then.accept(new Found(audio, List.of()));
        } else {
            blocking.execute(() -> {
                Found found = load(script, utterances);
                loop.tell(() -> then.accept(found));
            });
        }
    }

    /** A file that is played once, and not kept in memory: told later on {@code loop}; empty if it cannot be played. */
    void once(Path file, Loop loop, Consumer<Optional<Sound>> then) {
        blocking.execute(() -> {
            Optional<Sound> sound = load(file) instanceof Heard.As a ? Optional.of(a.sound()) : Optional.empty();
            loop.tell(() -> then.accept(sound));
        });
    }

    /**
     * Loads every text whose words are known, so that no caller waits for it; what is not recorded is spoken, some at a time. Blocks.
     *
     * @param progress told how many texts of how many are spoken; by several threads
     * @return a sentence for each that cannot be heard
     */
    List<String> prepare(Script script, Progress progress) {
        List<Utterance> sure = Ahead.of(script);
        List<Utterance> unrecorded = sure.stream()
                .filter(u ->
                        !isKept(script, u) && recorded(script, u, u.recording()).isEmpty())
                .toList();
        if (speaker.available()) {
            List<org.helpline.speech.Utterance> texts =
                    unrecorded.stream().map(u -> spoken(script, u)).toList();
            List<Rendering> rendered = speaker.speakAhead(texts, n -> progress.spoken(n, texts.size()));
            Set<Path> files = rendered.stream()
                    .filter(Rendering.Spoken.class::isInstance)
                    .map(r -> ((Rendering.Spoken) r).file())
                    .collect(Collectors.toUnmodifiableSet());
            spokenAhead.put(script.name(), files);
        }
        return load(script, sure).missing();
    }

    /** Makes room among what was spoken, if there is too much of it; what was spoken ahead stays. Blocks. */
    Tidied tidy() throws IOException {
        return speaker.tidy(spokenAhead.all().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
    }

    private boolean isKept(Script script, Utterance u) {
        return kept.find(key(script, u)).isPresent();
    }

    /** How long it is heard, in samples at 8 kHz; 0 for what cannot be. Blocks. */
    long samples(Script script, Utterance u) {
        return load(script, u) instanceof Heard.As as ? as.sound().samples() : 0;
    }

    /** Loads them, in this very call. Blocks. */
    Found load(Script script, List<Utterance> utterances) {
        List<Sound> audio = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Utterance u : utterances) {
            Heard heard = kept.find(key(script, u)).<Heard>map(Heard.As::new).orElseGet(() -> load(script, u));
            switch (heard) {
                case Heard.As a -> {
                    audio.add(a.sound());
                    keep(key(script, u), a.sound());
                }
                case Heard.Not n -> missing.add(n.why());
            }
        }
        return new Found(audio, missing);
    }

    private sealed interface Heard {
        record As(Sound sound) implements Heard {}

        record Not(String why) implements Heard {}
    }

    private Heard load(Script script, Utterance u) {
        Optional<Path> recorded = recorded(script, u, u.recording());
        if (recorded.isEmpty() && !speaker.available()) {
            recorded = recorded(script, u, u.prompt()); // better without the value than not at all
        }
        return recorded.map(PromptBook::load).orElseGet(() -> speak(script, u));
    }

    private static Optional<Path> recorded(Script script, Utterance u, String name) {
        return Stream.of(u.language(), "any")
                .filter(folder -> script.prompts().recorded(folder, name))
                .map(folder ->
                        script.folder().resolve("prompts").resolve(folder).resolve(name + ".wav"))
                .findFirst();
    }

    private Heard speak(Script script, Utterance u) {
        return switch (speaker.speak(spoken(script, u))) {
            case Rendering.Spoken s -> load(s.file());
            case Rendering.NotSpoken n ->
                new Heard.Not("Prompt " + u.prompt() + " (" + u.language() + ") cannot be heard: " + n.why() + ".");
        };
    }

    private static org.helpline.speech.Utterance spoken(Script script, Utterance u) {
        Path prompts = script.folder().resolve("prompts").resolve(u.language());
        return new org.helpline.speech.Utterance(u.language(), u.text(), prompts.resolve(u.recording() + ".wav"));
    }

    private static Heard load(Path file) {
        return switch (Sounds.load(file)) {
            case Sound s -> new Heard.As(s);
            case Sounds.Unreadable u -> new Heard.Not(u.why());
        };
    }

    private void keep(String key, Sound sound) {
        if (kept.size() < KEPT) {
            kept.put(key, sound);
        }
    }

    private static String key(Script script, Utterance u) {
        return script.name() + '\0' + script.version() + '\0' + u.language() + '\0' + u.recording() + '\0' + u.text();
    }

    /**
     * A piece of music by name, or the default one if there is no such file: told in this very call when it is in memory,
     * else later on {@code loop}; never when there is nothing to hear. An empty name is silence.
     */
    void music(String name, Loop loop, Consumer<Sound> then) {
        if (name.isEmpty()) {
            return;
        }
        Optional<Sound> known = kept.find(musicKey(name));
        if (known.isPresent()) {
            then.accept(known.get());
        } else {
            blocking.execute(() -> loadMusic(name).ifPresent(m -> loop.tell(() -> then.accept(m))));
        }
    }

    private Optional<Sound> loadMusic(String name) {
        Path named = musicFolder.resolve(name + ".wav");
        if (name.equals(Ringing.RINGBACK) && !Files.isRegularFile(named)) {
            Sound tone = Sounds.ringback(ringback);
            keep(musicKey(name), tone);
            return Optional.of(tone);
        }
        Path file = Files.isRegularFile(named) ? named : musicFolder.resolve(DEFAULT_MUSIC + ".wav");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return switch (load(file)) {
            case Heard.As a -> {
                keep(musicKey(name), a.sound());
                yield Optional.of(a.sound());
            }
            case Heard.Not _ -> Optional.empty();
        };
    }

    /**
     * What the house says itself, to an agent or of a recording: the file NAME.wav beside the music, else the text spoken, else a tone. Told in this very call when it is in
     * memory, else later on {@code loop}.
     */
    void forAgent(String language, String text, String name, Loop loop, Consumer<List<Sound>> then) {
        String key = "agent\0" + language + '\0' + text;
        Optional<Sound> known = kept.find(key);
        if (known.isPresent()) {
            then.accept(List.of(known.get()));
            return;
        }
        blocking.execute(() -> {
            Path recorded = musicFolder.resolve(name + ".wav");
            Sound sound = Files.isRegularFile(recorded) && load(recorded) instanceof Heard.As a
                    ? a.sound()
                    : spokenToAgent(language, text, recorded);
            keep(key, sound);
            loop.tell(() -> then.accept(List.of(sound)));
        });
    }

    private Sound spokenToAgent(String language, String text, Path recording) {
        return speaker.speak(new org.helpline.speech.Utterance(language, text, recording)) instanceof Rendering.Spoken s
                        && load(s.file()) instanceof Heard.As a
                ? a.sound()
                : Sounds.beep();
    }

    private static String musicKey(String name) {
        return "music\0" + name;
    }
}
