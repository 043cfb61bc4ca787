package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.helpline.call.Sounds;
import org.helpline.call.Sounds.Sound;
import org.helpline.interaction.PromptRack;
import org.helpline.ivr.check.RecordingList;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.Script;
import org.helpline.speech.Rendering;
import org.helpline.speech.Speaker;
import org.helpline.speech.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings of the scripts that answer calls, for desks. What is there is read from the disk each time. */
final class RecordingRack implements PromptRack {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingRack.class);

    private static final String UNPUBLISHED = "callers hear it when the script is published";

    private final ScriptLibrary library;
    private final Supplier<PhoneBook> book;
    private final PromptShelf shelf;
    private final Speaker speaker;
    private final Path drafts;
    private final boolean byCommand;
    private final Runnable changed;
    private final Executor own;
    private final Executor one;

    /**
     * A rack.
     *
     * @param drafts a folder for what is being uploaded; nothing else may be in it
     * @param byCommand whether changes answer calls only when somebody publishes them
     * @param changed looks for changed scripts
     * @param own of virtual threads
     * @param one the thread on which {@code shelf} is changed
     */
    RecordingRack(
            ScriptLibrary library,
            Supplier<PhoneBook> book,
            PromptShelf shelf,
            Speaker speaker,
            Path drafts,
            boolean byCommand,
            Runnable changed,
            Executor own,
            Executor one) {
        this.library = library;
        this.book = book;
        this.shelf = shelf;
        this.speaker = speaker;
        this.drafts = drafts;
        this.byCommand = byCommand;
        this.changed = changed;
        this.own = own;
        this.one = one;
    }

    /** Deletes what uploads have left that a crash broke off. */
    void tidy() throws IOException {
        if (Files.isDirectory(drafts)) {
            try (var left = Files.list(drafts)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public Executor own() {
        return own;
    }

    @Override
    public SortedSet<String> scripts() {
        return new TreeSet<>(library.scripts().keySet());
    }

    @Override
    public List<Sheet> sheets(String name) {
        Optional<Script> script = library.find(name);
        if (script.isEmpty()) {
            return List.of();
        }
        boolean speaks = speaker.available();
        List<Sheet> sheets = new ArrayList<>();
        for (RecordingList list : RecordingList.of(script.get(), book.get())) {
            Path folder = script.get().folder().resolve("prompts").resolve(list.language());
            Map<String, String> faults = RecordingFaults.of(folder);
            List<Line> lines = list.takes().stream()
                    .map(take -> line(script.get(), list.language(), take, speaks, faults))
                    .toList();
            List<String> unused = list.unused().stream()
                    .filter(n -> Files.exists(PromptShelf.file(script.get(), list.language(), n)))
                    .toList();
            sheets.add(new Sheet(list.language(), lines, unused));
        }
        return sheets;
    }

    private static Line line(
            Script script, String language, RecordingList.Take take, boolean speaks, Map<String, String> faults) {
        boolean isThere = Files.isRegularFile(PromptShelf.file(script, language, take.name()));
        State state = isThere ? State.RECORDED : speaks && !take.text().isEmpty() ? State.SPOKEN : State.MISSING;
        boolean piece = take.name().contains("@") && !take.name().endsWith("…");
        return new Line(take.name(), take.text(), take.note(), state, faults.getOrDefault(take.name(), ""), piece);
    }

    @Override
    public Path draft() throws IOException {
        return Files.createTempFile(Files.createDirectories(drafts), "upload-", ".wav");
    }

    @Override
    public Done keep(Take take, Path file, String by) {
        return switch (alone(() -> shelf.keep(take.script(), take.language(), take.name(), file))) {
            case PromptShelf.Kept.Done(String remark) -> {
                told(take, by, "uploaded");
                yield new Done.Kept(byCommand && remark.isEmpty() ? UNPUBLISHED : remark);
            }
            // the draft's own name means nothing to whoever sent it
            case PromptShelf.Kept.Refused(String why) ->
                new Done.Refused(sentence(why.replace(file + ": ", "").replace(stem(file), "recording")));
        };
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.wav$", "");
    }

    @Override
    public Done remove(Take take, String by) {
        Optional<Line> line = sheets(take.script()).stream()
                .filter(s -> s.language().equals(take.language()))
                .flatMap(s -> s.lines().stream())
                .filter(l -> l.name().equals(take.name()))
                .findFirst();
        boolean isName = take.name().startsWith(Prompts.NAMES);
        if (line.isPresent() && !isName && (line.get().text().isEmpty() || !speaker.available())) {
            return new Done.Refused(
                    line.get().text().isEmpty()
                            ? "There is no text that could be spoken instead. Upload another recording."
                            : "Nothing speaks texts here, so it must stay recorded. Upload another recording.");
        }
        return switch (alone(() -> shelf.remove(take.script(), take.language(), take.name()))) {
            case PromptShelf.Kept.Done _ -> {
                told(take, by, "taken away");
                yield new Done.Kept(byCommand ? UNPUBLISHED : "");
            }
            case PromptShelf.Kept.Refused(String why) -> new Done.Refused(sentence(why));
        };
    }

    private PromptShelf.Kept alone(Supplier<PromptShelf.Kept> change) {
        return CompletableFuture.supplyAsync(change, one).join();
    }

    /** The take is one that the script knows by now, so that its words may stand in the log. */
    private void told(Take take, String by, String what) {
        LOG.info(
                "script={} prompt={} language={} recording {} by {}",
                take.script(),
                take.name(),
                take.language(),
                what,
                by);
        changed.run();
    }

    private static String sentence(String why) {
        String plain = why.replaceAll("\\p{Cntrl}", "?");
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1) + (plain.endsWith(".") ? "" : ".");
    }

    @Override
    public Heard hear(Take take) {
        Optional<Script> script = library.find(take.script());
        if (script.isEmpty() || !shelf.names(script.get(), take.language(), take.name())) {
            return new Heard.Nothing("There is no such prompt.");
        }
        Path file = PromptShelf.file(script.get(), take.language(), take.name());
        return Files.isRegularFile(file) ? loaded(file) : spoken(script.get(), take);
    }

    private Heard spoken(Script script, Take take) {
        String text = RecordingList.of(script, book.get()).stream()
                .filter(list -> list.language().equals(take.language()))
                .flatMap(list -> list.takes().stream())
                .filter(t -> t.name().equals(take.name()))
                .map(RecordingList.Take::text)
                .findFirst()
                .orElse("");
        if (text.isEmpty()) {
            return new Heard.Nothing("It is not recorded, and there is no text to speak.");
        }
        String language = script.languages().contains(take.language()) ? take.language() : script.defaultLanguage();
        return switch (speaker.speak(new Utterance(language, text, Path.of("it")))) {
            case Rendering.NotSpoken n -> new Heard.Nothing(sentence(n.why()));
            case Rendering.Spoken s -> loaded(s.file());
        };
    }

    private static Heard loaded(Path file) {
        return switch (Sounds.load(file)) {
            case Sounds.Unreadable u -> new Heard.Nothing(sentence(u.why()));
            case Sound sound -> new Heard.Sound(LineSound.wav(List.of(sound)));
        };
    }
}
