package org.helpline.ivr.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.model.Wording;
import org.helpline.ivr.spoken.Filter;
import org.helpline.ivr.spoken.Fragment;
import org.helpline.ivr.spoken.Grammar;
import org.helpline.ivr.spoken.Inventory;

/**
 * What a voice talent records for a script in one language.
 *
 * @param language a language of the script, or {@code any}
 * @param takes every recording with what is said, prompts first, then what values are made of
 * @param unused recordings that nothing plays, sorted
 */
public record RecordingList(String language, List<Take> takes, List<String> unused) {

    private static final String ANY = "any";

    /**
     * One recording.
     *
     * @param name its base name; {@code ID@…} stands for one recording of each value
     * @param text what is said; empty for a sound
     * @param note what prompts.yaml tells the talent, else empty
     */
    public record Take(String name, String text, String note, boolean recorded) {}

    /** The note of what only values with a fraction need. */
    private static final String FRACTION = "only for values with a fraction";

    /**
     * The lists of a script: each language, then the sounds and names that all languages share, if there are any.
     *
     * @param book whose names callers may hear
     */
    public static List<RecordingList> of(Script script, PhoneBook book) {
        List<RecordingList> lists = new ArrayList<>();
        Map<String, Take> names = names(script, book);
        script.languages().forEach(language -> lists.add(of(script, language, names.keySet())));
        Set<String> sounds = new TreeSet<>();
        spoken(script).stream()
                .filter(Spoken.Sound.class::isInstance)
                .forEach(s -> sounds.add(((Spoken.Sound) s).name()));
        Set<String> there = script.prompts().recordings().getOrDefault(ANY, Set.of());
        if (!sounds.isEmpty() || !there.isEmpty() || !names.isEmpty()) {
            List<Take> takes = new ArrayList<>(sounds.stream()
                    .map(name -> new Take(name, "", "", there.contains(name)))
                    .toList());
            takes.addAll(names.values());
            List<String> unused = there.stream()
                    .filter(n -> !sounds.contains(n)
                            && !names.containsKey(n)
                            && !said(script).contains(n))
                    .sorted()
                    .toList();
            lists.add(new RecordingList(ANY, List.copyOf(takes), unused));
        }
        return lists;
    }

    /** The names that are said of those whom a caller dials or spells, by recording; each may be there for all languages or in every one. */
    private static Map<String, Take> names(Script script, PhoneBook book) {
        Set<Boolean> rings = new TreeSet<>(); // whether by the name alone
        new Steps(script).forEach(step -> {
            if (Steps.sets(step).contains(BuiltIn.PERSON)) {
                rings.add(step instanceof ScriptStep.SpellName);
            }
        });
        Prompts prompts = script.prompts();
        Map<String, Take> names = new TreeMap<>();
        for (PhoneBook.Entry entry : book.entries()) {
            String recording = Prompts.NAMES + entry.id();
            if (rings.contains(false) || (rings.contains(true) && entry.listed())) {
                boolean everywhere = script.languages().stream().allMatch(l -> prompts.recorded(l, recording));
                names.putIfAbsent(
                        recording,
                        new Take(
                                recording,
                                entry.name().isEmpty() ? entry.number() : entry.name(),
                                "a name, as its bearer says it",
                                everywhere || prompts.recorded(ANY, recording)));
            }
        }
        return names;
    }

    private static RecordingList of(Script script, String language, Set<String> names) {
        Prompts prompts = script.prompts();
        Map<String, Take> takes = new LinkedHashMap<>();
        Set<Slot> slots = new LinkedHashSet<>();
        for (String id : said(script)) {
            String note = prompts.notes().getOrDefault(id, "");
            Optional<Template> text = prompts.text(id, language);
            if (text.isPresent() && !text.get().slots().isEmpty()) {
                withValues(prompts, id, language, text.get(), takes);
                slots.addAll(text.get().slots());
            } else {
                String words = text.map(t -> t.fill(_ -> "")).orElse("");
                takes.put(id, new Take(id, words, note, prompts.recorded(language, id)));
            }
        }
        for (Spoken spoken : spoken(script)) {
            if (spoken instanceof Spoken.Value v) {
                slots.add(v.slot());
            }
        }
        Set<String> whole = WholeNumbers.of(script);
        Grammar.of(language).ifPresent(grammar -> {
            for (Slot slot : slots) {
                add(Inventory.of(grammar, slot.filter()), "", language, prompts, takes);
            }
            for (Slot slot : slots) {
                if (!whole.contains(slot.name())) {
                    add(Inventory.ofFractions(grammar, slot.filter()), FRACTION, language, prompts, takes);
                }
            }
        });
        List<String> unused = unused(script, language, takes.keySet()).stream()
                .filter(name -> !names.contains(name))
                .toList();
        return new RecordingList(language, List.copyOf(takes.values()), unused);
    }

    private static void add(
            Collection<Fragment> fragments, String note, String language, Prompts prompts, Map<String, Take> takes) {
        fragments.forEach(f ->
                takes.putIfAbsent(f.id(), new Take(f.id(), f.text(), note, prompts.recorded(language, f.id()))));
    }

    /** A text's own words in pieces, or a recording of each value where a value can only be recorded whole. */
    private static void withValues(
            Prompts prompts, String id, String language, Template text, Map<String, Take> takes) {
        String note = prompts.notes().getOrDefault(id, "");
        if (text.slots().stream().anyMatch(s -> s.filter() instanceof Filter.Plain)) {
            boolean any = prompts.recordings().getOrDefault(language, Set.of()).stream()
                    .anyMatch(n -> n.startsWith(id + "@"));
            takes.put(id + "@", new Take(id + "@…", text.fill(name -> "{" + name + "}"), note, any));
            return;
        }
        Wording.pieces(id, language, text)
                .forEach(f -> takes.put(f.id(), new Take(f.id(), f.text(), note, prompts.recorded(language, f.id()))));
    }

    private static List<String> unused(Script script, String language, Set<String> taken) {
        Set<String> ids = said(script);
        return script.prompts().recordings().getOrDefault(language, Set.of()).stream()
                .filter(name -> !taken.contains(name) && !ids.contains(name))
                .filter(name -> !name.contains("@") || !ids.contains(name.substring(0, name.indexOf('@'))))
                .filter(name -> !name.matches("(number|ordinal|digit)@\\w+.*")
                        || taken.stream().noneMatch(t -> kind(t, name)))
                .sorted()
                .toList();
    }

    /** A whole number somebody recorded beside the fragments of numbers is used. */
    private static boolean kind(String take, String name) {
        return take.startsWith(name.substring(0, name.indexOf('@') + 1));
    }

    /** The ids that are said somewhere, in the order of the script. */
    private static Set<String> said(Script script) {
        Set<String> ids = new LinkedHashSet<>();
        for (Spoken spoken : spoken(script)) {
            if (spoken instanceof Spoken.Prompt p) {
                ids.add(p.id());
            }
        }
        for (String ours :
                List.of(Script.ALL_BUSY, Script.BOX_FULL, Script.MESSAGE_TAKEN, Script.PIN_LOCKED, Script.GOODBYE)) {
            if (script.languages().stream().anyMatch(tag -> script.prompts().has(ours, tag))) {
                ids.add(ours);
            }
        }
        return ids;
    }

    private static List<Spoken> spoken(Script script) {
        List<Spoken> spoken = new ArrayList<>();
        new Steps(script).forEach(step -> {
            switch (step) {
                case ScriptStep.Say s -> spoken.addAll(s.what());
                case ScriptStep.Notice n -> spoken.add(new Spoken.Prompt(n.name()));
                case ScriptStep.Menu m -> spoken.addAll(m.prompt());
                case ScriptStep.ChooseLanguage c -> spoken.addAll(c.prompt());
                case ScriptStep.Ask a -> {
                    spoken.addAll(a.prompt());
                    spoken.addAll(a.confirm());
                }
                case ScriptStep.Transfer _ -> {}
                case ScriptStep.DialExtension d -> spoken.addAll(d.prompt());
                case ScriptStep.SpellName s -> {
                    spoken.addAll(s.prompt());
                    spoken.addAll(s.choose());
                    spoken.addAll(s.more());
                }
                case ScriptStep.Declare d -> d.says().values().forEach(spoken::addAll);
                case ScriptStep.Switch s -> {
                    spoken.addAll(s.isOn());
                    spoken.addAll(s.isOff());
                }
                case ScriptStep.RecordCaller r -> {
                    spoken.addAll(r.prompt());
                    spoken.addAll(r.review());
                }
                case ScriptStep.Callback c -> {
                    spoken.addAll(c.promise());
                    spoken.addAll(c.there());
                    spoken.addAll(c.refused());
                }
                case ScriptStep.LookUp l -> spoken.addAll(l.meanwhile());
                case ScriptStep.SetLanguage _, ScriptStep.SetVariables _, ScriptStep.When _ -> {}
                case ScriptStep.JoinQueue _, ScriptStep.Go _, ScriptStep.ToScript _ -> {}
                case ScriptStep.Do _, ScriptStep.Return _, ScriptStep.Split _ -> {}
                case ScriptStep.HangUp _, ScriptStep.Human _, ScriptStep.Again _, ScriptStep.Next _ -> {}
            }
            Steps.ringing(step).ifPresent(r -> spoken.addAll(r.say()));
        });
        script.queues().values().stream().map(QueueWait::say).forEach(spoken::addAll);
        script.queues().values().forEach(q -> q.offer().ifPresent(o -> spoken.addAll(o.say())));
        return spoken;
    }
}
