package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.helpline.admin.ExitCode;
import org.helpline.call.Sounds;
import org.helpline.call.Sounds.Sound;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.interaction.Audition;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.parse.Words;
import org.helpline.speech.Rendering;
import org.helpline.speech.Speaker;
import org.helpline.speech.Utterance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code prompts hear SCRIPT PROMPT}: what a caller would hear, played or saved as it sounds on the line. */
@Command(
        name = "hear",
        description =
                "Plays or saves what a caller would hear: a recording, or its text spoken, with values if it has any.",
        mixinStandardHelpOptions = true)
final class PromptsHearCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SCRIPT", description = "A script's name or its folder.")
    private @Nullable String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PROMPT", description = "The prompt's id.")
    private @Nullable String prompt;

    @Option(names = "--text", paramLabel = "TEXT", description = "Speaks this text instead of a script's prompt.")
    private @Nullable String text;

    @Option(names = "--language", paramLabel = "TAG", description = "en, tr, … (default: the script's first; en).")
    private @Nullable String language;

    @Option(
            names = "--with",
            paramLabel = "NAME=VALUE",
            description = "A value that the text has, such as position=3; may be given several times.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "-o", paramLabel = "FILE", description = "Saves it as a WAV file instead of playing it.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    PromptsHearCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        boolean byText = text != null && name == null;
        boolean byName = text == null && name != null && prompt != null;
        if (!byText && !byName) {
            line.getErr().println("Name a script and one of its prompts, or a text with --text.");
            return ExitCode.USAGE.code();
        }
        Settings settings = options.settings(line);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Speaker speaker = new Speaker(settings.speech(), threads, Clock.system());
            return (byText ? ofText(settings, speaker, line) : ofPrompt(settings, speaker, line)).code();
        }
    }

    private ExitCode ofText(Settings settings, Speaker speaker, CommandLine line) throws IOException {
        String tag = language == null ? "en" : language;
        return switch (speaker.speak(new Utterance(tag, Objects.requireNonNull(text), Path.of("it")))) {
            case Rendering.NotSpoken n -> failed(n.why() + ".", line);
            case Rendering.Spoken s ->
                switch (Sounds.load(s.file())) {
                    case Sounds.Unreadable u -> failed(u.why(), line);
                    case Sound sound -> heard(settings, List.of(sound), line);
                };
        };
    }

    private ExitCode ofPrompt(Settings settings, Speaker speaker, CommandLine line) throws IOException {
        Optional<Script> script = new OneScript(line, settings).read(Objects.requireNonNull(name));
        if (script.isEmpty()) {
            return ExitCode.FAILED;
        }
        String tag = language == null ? script.get().languages().getFirst() : language;
        String id = Objects.requireNonNull(prompt);
        Optional<String> refusal = refusal(script.get(), id, tag);
        if (refusal.isPresent()) {
            line.getErr().println(refusal.get());
            return ExitCode.USAGE;
        }
        Audition.Heard heard = new Audition(speaker).hear(script.get(), id, tag, n -> values.getOrDefault(n, ""));
        heard.said().forEach(said -> line.getOut().println(tag + " " + said));
        heard.missing().forEach(line.getErr()::println);
        line.getOut().flush();
        return heard.missing().isEmpty() ? heard(settings, heard.sounds(), line) : ExitCode.FAILED;
    }

    /** Why this prompt cannot be heard as it was asked for; empty when it can be tried. */
    private Optional<String> refusal(Script script, String id, String tag) {
        if (!script.languages().contains(tag)) {
            return Optional.of("'" + plain(tag) + "' is not among the script's languages. "
                    + Words.suggestion(tag, script.languages(), "language"));
        }
        if (!script.prompts().has(id, tag)) {
            Set<String> ids = new TreeSet<>(script.prompts().texts().keySet());
            ids.addAll(script.prompts().recordings().getOrDefault(tag, Set.of()));
            ids.removeIf(i -> i.contains("@"));
            return Optional.of("There is no prompt '" + plain(id) + "'. " + Words.suggestion(id, ids, "prompt"));
        }
        List<String> unknown = script.prompts().text(id, tag).stream()
                .flatMap(t -> t.slots().stream())
                .map(Slot::name)
                .distinct()
                .filter(n -> !values.containsKey(n))
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("Its text has a value: say it, for example --with " + unknown.getFirst() + "=3.");
    }

    private ExitCode heard(Settings settings, List<Sound> sounds, CommandLine line) throws IOException {
        byte[] wav = LineSound.wav(sounds);
        double seconds = (wav.length - 44) / (2.0 * LineSound.RATE);
        if (file != null) {
            Files.write(file, wav);
            line.getOut().println(String.format(Locale.ROOT, "Saved %s: %.1f s.", file, seconds));
            line.getOut().flush();
            return ExitCode.FINE;
        }
        return switch (Player.find(settings.speech().player(), String.valueOf(System.getenv("PATH")))) {
            case Player.Found.Not(String why) -> failed(why + " -o FILE saves it instead.", line);
            case Player.Found.Here(Player player) -> player.play(wav, line.getErr()) ? ExitCode.FINE : ExitCode.FAILED;
        };
    }

    private static ExitCode failed(String why, CommandLine line) {
        line.getErr().println(why);
        line.getErr().flush();
        return ExitCode.FAILED;
    }

    private static String plain(String typed) {
        return typed.replaceAll("\\p{Cntrl}", "?");
    }
}
