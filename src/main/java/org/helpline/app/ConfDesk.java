package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.config.IniText;
import org.helpline.config.Sections;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.interaction.SettingsBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings changed while the server runs: the file is edited in the very places, read and checked as at a start and a reload, put in the
 * place of the old one at once, taken up, and kept in the history. Any thread, one change at a time; it blocks.
 */
final class ConfDesk implements SettingsBoard {

    private static final Logger LOG = LoggerFactory.getLogger(ConfDesk.class);
    private static final String NAME = "[A-Za-z0-9_.{}-]{1,64}";

    private final Sources sources;
    private final Reload reload;
    private final SettingsHistory history;
    private final Supplier<List<Made>> made;
    private final Function<String, Outcome> passwords;
    private final CalendarLook look;

    /**
     * @param made what the last reload made for people who are new
     * @param passwords a new desk password for a name
     */
    ConfDesk(
            Sources sources,
            Reload reload,
            SettingsHistory history,
            Supplier<List<Made>> made,
            Function<String, Outcome> passwords,
            CalendarLook look) {
        this.sources = sources;
        this.reload = reload;
        this.history = history;
        this.made = made;
        this.passwords = passwords;
        this.look = look;
    }

    /** A file as it was read, and as it shall be. */
    private record Edit(ConfFile file, String name, String section, String was, IniText before, IniText after) {}

    /** A step that may end with the answer already. */
    private sealed interface Step {
        record Over(Outcome outcome) implements Step {}

        record On(Edit edit) implements Step {}
    }

    @Override
    public synchronized Shown shown(Family family) {
        List<Sections.Section> sections = Sections.of(sources, family.word());
        Optional<String> refusal = refusal();
        IniText text;
        try {
            text = refusal.isPresent()
                    ? IniText.of("")
                    : IniText.of(start(family, file(family).text()));
        } catch (IOException e) {
            return new Shown(family.file(), List.of(), List.of(), Optional.of(unreadable(family.file(), e)));
        }
        return new Shown(
                family.file(),
                sections.stream()
                        .map(s -> new Known(s, mark(text.section(s.name()))))
                        .toList(),
                Sections.blank(family.word()),
                refusal);
    }

    private Optional<String> refusal() {
        return sources.conf().filter(Files::isDirectory).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "This server runs without a folder of settings. Start it with --conf FOLDER, or make the folder conf"
                                + " beside bin (the one that Helpline ships with will do).");
    }

    private ConfFile file(Family family) {
        return new ConfFile(folder().resolve(family.file()));
    }

    private Path folder() {
        return sources.conf().orElseThrow();
    }

    private static String unreadable(String file, IOException e) {
        return file + " cannot be read: " + e.getMessage() + ".";
    }

    /** Who makes a file says all that there is; so it begins with what was there without it. */
    private String start(Family family, String text) {
        if (Files.exists(folder().resolve(family.file()))) {
            return text;
        }
        IniText made = IniText.of("");
        for (Sections.Section section : Sections.of(sources, family.word())) {
            made = made.addSection(section.name());
            for (Sections.Setting s : section.settings()) {
                boolean isSaid = !s.origin().equals("default") || !s.value().equals(s.usual());
                made = isSaid && s.where() != Sections.Where.ABOVE && !s.isSecret()
                        ? made.set(section.name(), s.key(), s.value())
                        : made;
            }
        }
        return made.toString();
    }

    @Override
    public synchronized Outcome check(Change change) {
        return switch (prepared(change)) {
            case Step.Over(Outcome outcome) -> outcome;
            case Step.On(Edit edit) -> {
                List<Fault> faults = faults(edit, outcome(edit));
                yield faults.isEmpty() ? new Fine() : new Refused(faults);
            }
        };
    }

    @Override
    public synchronized Outcome change(String by, Change change) {
        return switch (prepared(change)) {
            case Step.Over(Outcome outcome) -> outcome;
            case Step.On(Edit edit) -> made(by, edit, 0, List.of());
        };
    }

    @Override
    public synchronized OpenAt openAt(Change change, String moment) {
        return switch (prepared(change)) {
            case Step.Over(Refused(List<Fault> faults)) -> new OpenAt("", "", List.of(), faults);
            case Step.Over(Outcome _) -> new OpenAt("", "", List.of(), List.of(changedMeanwhile()));
            case Step.On(Edit edit) ->
                switch (outcome(edit)) {
                    case SettingsReader.Refused _ -> new OpenAt("", "", List.of(), faults(edit, outcome(edit)));
                    case SettingsReader.Read read ->
                        look.at(read.settings().scripts().hours().get(change.section()), moment);
                };
        };
    }

    private static Fault changedMeanwhile() {
        return new Fault("", "The section has been changed meanwhile.", "Load the page again.");
    }

    private Step prepared(Change change) {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return new Step.Over(Refused.because(refusal.get()));
        }
        if (!change.section().matches(NAME)) {
            return new Step.Over(new Refused(
                    List.of(new Fault("", "This name does not do.", "Expected lower-case letters, digits, - and _."))));
        }
        try {
            ConfFile file = file(change.family());
            String was = file.text();
            IniText text = IniText.of(start(change.family(), was));
            if (!mark(text.section(change.section())).equals(change.mark())) {
                return new Step.Over(conflict(change, text));
            }
            return edited(change, new Edit(file, change.family().file(), change.section(), was, text, text));
        } catch (IOException e) {
            return new Step.Over(Refused.because(unreadable(change.family().file(), e)));
        }
    }

    private static Conflict conflict(Change change, IniText text) {
        String now = shownText(text, change.family().word(), change.section());
        return new Conflict(
                change.mark().isEmpty()
                        ? "There is a section of this name already."
                        : "Somebody has changed this section meanwhile: nothing was written.",
                "",
                now);
    }

    private static Step edited(Change change, Edit edit) {
        String section = change.section();
        if (change.remove()) {
            return new Step.On(after(edit, edit.before.removeSection(section)));
        }
        Set<String> known = Sections.blank(change.family().word()).stream()
                .map(Sections.Setting::key)
                .collect(Collectors.toSet());
        IniText text = edit.before.addSection(section);
        List<Fault> faults = new ArrayList<>();
        for (Map.Entry<String, Optional<String>> s : change.settings().entrySet()) {
            String key = s.getKey();
            if (!known.contains(key)) {
                faults.add(new Fault("", "There is no such setting.", ""));
                continue;
            }
            try {
                text = s.getValue().isEmpty()
                        ? text.unset(section, key)
                        : text.set(section, key, s.getValue().get());
            } catch (IllegalArgumentException e) {
                faults.add(new Fault(
                        key, "This cannot stand in a line of a file.", "Write it in one line, without \\ at the end."));
            }
        }
        return faults.isEmpty() ? new Step.On(after(edit, text)) : new Step.Over(new Refused(List.copyOf(faults)));
    }

    private static Edit after(Edit edit, IniText text) {
        return new Edit(edit.file, edit.name, edit.section, edit.was, edit.before, text);
    }

    private SettingsReader.Outcome outcome(Edit edit) {
        return SettingsReader.read(sources, Map.of(edit.name, edit.after.toString()));
    }

    private List<Fault> faults(Edit edit, SettingsReader.Outcome outcome) {
        Problems problems = reload.checked(outcome);
        if (outcome instanceof SettingsReader.Read read
                && edit.name.equals(Family.AGENTS.file())
                && nobodyAdministers(read)) {
            return List.of(
                    new Fault("role", "Nobody would be an administrator any more.", "Make somebody else one before."));
        }
        String prefix = family(edit.name) + "." + edit.section + ".";
        return problems.inOrder().stream().map(p -> fault(p, prefix)).toList();
    }

    private static boolean nobodyAdministers(SettingsReader.Read read) {
        return read.settings().acd().agents().stream().noneMatch(a -> a.role().administers() && !a.alwaysReady());
    }

    /** A problem begins with the setting's full name if it is about one. */
    private static Fault fault(Problem problem, String prefix) {
        String what = problem.what();
        int colon = what.indexOf(": ");
        boolean isOurs = what.startsWith(prefix)
                && colon > 0
                && !what.substring(0, colon).contains(" ");
        return isOurs
                ? new Fault(what.substring(prefix.length(), colon), what.substring(colon + 2), problem.fix())
                : new Fault("", what, problem.fix());
    }

    private static String family(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    private Outcome made(String by, Edit edit, long undoes, List<String> remarks) {
        if (edit.after.toString().equals(edit.was)) {
            return new Done(0, List.of("Nothing has changed."), List.of());
        }
        List<Fault> faults = faults(edit, outcome(edit));
        if (!faults.isEmpty()) {
            return new Refused(faults);
        }
        try {
            if (!edit.file.replace(edit.was, edit.after.toString())) {
                return new Conflict(
                        edit.name + " is being changed by somebody else just now: nothing was written. Try again.",
                        shownText(edit.before, family(edit.name), edit.section),
                        shownText(IniText.of(edit.file.text()), family(edit.name), edit.section));
            }
            return takenUp(by, edit, undoes, remarks);
        } catch (IOException e) {
            LOG.warn("settings: {} cannot be written: {}", edit.name, e.toString());
            return Refused.because(edit.name + " cannot be written: let the server's user write in " + folder() + ".");
        }
    }

    private Outcome takenUp(String by, Edit edit, long undoes, List<String> remarks) throws IOException {
        switch (reload.now()) {
            case Reload.Refused(Problems problems) -> {
                edit.file.takeBack(edit.after.toString(), edit.was, edit.before.toString());
                return new Refused(problems.inOrder().stream()
                        .map(p -> fault(p, family(edit.name) + "." + edit.section + "."))
                        .toList());
            }
            case Reload.Taken(List<String> lines) -> {
                long number = keep(by, edit, undoes);
                LOG.info("settings: {} [{}] changed by {}, change {}", edit.name, edit.section, by, number);
                List<Made> shown = made.get();
                List<String> all = new ArrayList<>();
                // the command that would make a password has nothing to do where one is shown
                lines.forEach(
                        l -> all.add(shown.isEmpty() ? l : l.replaceAll(" \\(bin/helpline password [^)]*\\)", "")));
                all.addAll(remarks);
                if (number == 0) {
                    all.add("The change could not be kept in the history: it cannot be undone here.");
                }
                return new Done(number, List.copyOf(all), shown);
            }
        }
    }

    private long keep(String by, Edit edit, long undoes) {
        Set<String> secrets = Sections.secrets(family(edit.name));
        IniText before = edit.before.masked(secrets);
        IniText after = edit.after.masked(secrets);
        boolean isGone = after.section(edit.section).isEmpty();
        return history.add(
                        by,
                        edit.name,
                        edit.section,
                        edit.before.place(edit.section),
                        isGone
                                ? before.removed(edit.section).orElse("")
                                : before.section(edit.section).orElse(""),
                        after.section(edit.section).orElse(""),
                        undoes)
                .orElse(0L);
    }

    @Override
    public List<Past> history(int most) {
        return history.last(most);
    }

    @Override
    public synchronized Outcome undo(String by, long number) {
        Optional<SettingsHistory.Kept> kept = history.find(number);
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return Refused.because(refusal.get());
        }
        if (kept.isEmpty()) {
            return Refused.because("There is no change of this number.");
        }
        Past past = kept.get().past();
        if (past.undoneBy() != 0) {
            return Refused.because("It was undone already, by change " + past.undoneBy() + ".");
        }
        try {
            ConfFile file = new ConfFile(folder().resolve(past.file()));
            String was = file.text();
            IniText text = IniText.of(was);
            Set<String> secrets = Sections.secrets(family(past.file()));
            String now = text.masked(secrets).section(past.section()).orElse("");
            if (!now.equals(past.after())) {
                return new Conflict(
                        "The section has been changed since: change it by hand, or undo the later change first.",
                        past.after(),
                        now);
            }
            Undone undone = Undone.of(past, kept.get().place(), text, secrets);
            Edit edit = new Edit(file, past.file(), past.section(), was, text, undone.text());
            return made(by, edit, number, undone.remarks());
        } catch (IOException e) {
            return Refused.because(unreadable(past.file(), e));
        }
    }

    @Override
    public synchronized Outcome newPassword(String name) {
        return passwords.apply(name);
    }

    private static String shownText(IniText text, String family, String section) {
        return text.masked(Sections.secrets(family)).section(section).orElse("");
    }

    /** What tells a section's text from another; "" of one that is not there. */
    static String mark(Optional<String> section) {
        return section.map(text -> {
                    try {
                        byte[] digest =
                                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                        return HexFormat.of().formatHex(digest, 0, 8);
                    } catch (NoSuchAlgorithmException e) {
                        throw new IllegalStateException("every JDK has SHA-256", e);
                    }
                })
                .orElse("");
    }
}
