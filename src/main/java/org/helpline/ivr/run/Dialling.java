package org.helpline.ivr.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Dial;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.PhoneBook.Entry;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.ScriptStep.DialExtension;
import org.helpline.ivr.model.ScriptStep.Menu;
import org.helpline.ivr.model.ScriptStep.SpellName;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Value;

/**
 * Callers who key an extension, on its own or where a menu waits for one key, and callers who spell a name.
 *
 * <p>How long an extension is, the book says. A key that begins one is not taken for the menu's own before the time between keys is
 * over, or the next key shows that no extension goes on so: then the menu has its key and the next one is typed ahead.
 */
final class Dialling {

    private static final String STAR = "*";
    private static final String HASH = "#";
    private static final String MORE = "9";
    private static final String ZERO = "0";

    private Dialling() {}

    /** Whether several keys may make one answer to what is asked now. */
    static boolean takesSeveral(Listen listen) {
        return switch (listen.step()) {
            case DialExtension _ -> true;
            case SpellName _ -> listen.candidate().isEmpty();
            case Menu m -> m.extensions().isPresent();
            case ScriptStep.Ask _, ScriptStep.ChooseLanguage _, ScriptStep.RecordCaller _ -> false;
        };
    }

    /** How long the next key is awaited. */
    static Duration between(ScriptStep.Input step) {
        return switch (step) {
            case DialExtension d -> d.dial().between();
            case SpellName s -> s.dial().between();
            case Menu m -> m.extensions().map(Dial::between).orElse(m.retries().waitFor());
            case ScriptStep.Ask _, ScriptStep.ChooseLanguage _, ScriptStep.RecordCaller _ ->
                step.retries().waitFor();
        };
    }

    /** Takes a key after {@code before}. The keys so far, or empty if they have led somewhere. */
    static Optional<String> key(Turn turn, Listen listen, String before, String key) {
        return switch (listen.step()) {
            case Menu m -> menuKey(turn, listen, m, before, key);
            case DialExtension d -> extensionKey(turn, listen, d, before, key);
            case SpellName s -> letterKey(turn, listen, s, before, key);
            case ScriptStep.Ask _, ScriptStep.ChooseLanguage _, ScriptStep.RecordCaller _ ->
                throw new IllegalStateException(
                        "one key decides at " + listen.step().at());
        };
    }

    /** No further key came in time. */
    static void timeOut(Turn turn, Listen listen, String keys) {
        switch (listen.step()) {
            case Menu m -> menuDecides(turn, listen, m, keys);
            case DialExtension d -> dial(turn, listen, d.dial(), keys);
            case SpellName s -> spelled(turn, listen, keys);
            case ScriptStep.Ask _, ScriptStep.ChooseLanguage _, ScriptStep.RecordCaller _ ->
                throw new IllegalStateException(
                        "one key decides at " + listen.step().at());
        }
    }

    // ---- a menu where extensions may be dialled

    private static Optional<String> menuKey(Turn turn, Listen listen, Menu menu, String before, String key) {
        PhoneBook book = turn.environment.book();
        String keys = before + key;
        if (book.goesOn(keys)) {
            return Optional.of(keys); // even if it is an extension already: a longer one may be meant
        }
        if (before.isEmpty()) {
            Questions.single(turn, listen, key);
        } else if (book.extension(keys).isPresent()) {
            menu.extensions().ifPresent(d -> dial(turn, listen, d, keys));
        } else if (isChoice(menu, before)) {
            turn.ahead = key + turn.ahead; // no extension goes on so: it was meant for what comes next
            Questions.single(turn, listen, before);
        } else {
            menuDecides(turn, listen, menu, key.equals(HASH) ? before : keys);
        }
        return Optional.empty();
    }

    private static boolean isChoice(Menu menu, String keys) {
        return keys.length() == 1
                && Digit.ofSymbol(keys.charAt(0))
                        .filter(menu.keys()::containsKey)
                        .isPresent();
    }

    private static void menuDecides(Turn turn, Listen listen, Menu menu, String keys) {
        if (isChoice(menu, keys) || keys.equals(ZERO)) {
            Questions.single(turn, listen, keys);
        } else {
            menu.extensions().ifPresent(d -> dial(turn, listen, d, keys));
        }
    }

    // ---- an extension

    private static Optional<String> extensionKey(
            Turn turn, Listen listen, DialExtension step, String before, String key) {
        PhoneBook book = turn.environment.book();
        String keys = before + key;
        if (key.equals(STAR) || key.equals(HASH)) {
            functionKey(turn, listen, step, before, key);
            return Optional.empty();
        }
        if (before.isEmpty() && key.equals(ZERO) && !book.goesOn(ZERO) && Questions.humanKey(turn, listen, key)) {
            return Optional.empty();
        }
        boolean isWhole = book.extension(keys).isPresent() && !book.goesOn(keys);
        if (!isWhole && keys.length() < book.longest()) {
            return Optional.of(keys); // a wrong beginning too is heard to its end, or its rest would be the next try
        }
        dial(turn, listen, step.dial(), keys);
        return Optional.empty();
    }

    private static void functionKey(Turn turn, Listen listen, DialExtension step, String before, String key) {
        Choice choice = step.keys().get(Digit.ofSymbol(key.charAt(0)).orElseThrow());
        if (key.equals(HASH) && !before.isEmpty()) {
            dial(turn, listen, step.dial(), before);
        } else if (choice != null) {
            Questions.choose(turn, listen, key, choice);
        } else {
            Questions.wrong(turn, listen, before + key);
        }
    }

    private static void dial(Turn turn, Listen listen, Dial dial, String keys) {
        Optional<Entry> entry = turn.environment.book().extension(keys);
        if (entry.isEmpty()) {
            Questions.wrong(turn, listen, keys);
        } else {
            lead(turn, listen, dial, entry.get(), keys);
        }
    }

    /** Leads the caller there; who it is is said first, where it was recorded. */
    private static void lead(Turn turn, Listen listen, Dial dial, Entry entry, String keys) {
        turn.publish(new ScriptFact.Chose(listen.step().at().name(), new Personal(keys), ""));
        meet(turn, entry);
        turn.frame = new Frame.Question(listen, false, turn.frame);
        turn.doing = new Doing.Running();
        if (turn.countStep()) {
            String asked = entry.number().isEmpty() ? "agent " + entry.id() : "extension " + entry.number();
            Transfers.ring(turn, listen.step().at(), asked, entry.reach(), saying(turn, entry, dial.ringing()));
        }
    }

    private static Ringing saying(Turn turn, Entry entry, Ringing how) {
        if (turn.phrases().nameRecording(entry.id(), turn.language).isEmpty()) {
            return how;
        }
        List<Spoken> say = new ArrayList<>(List.of(new Spoken.Value(Dial.NAME)));
        say.addAll(how.say());
        return new Ringing(how.ring(), say, how.music(), how.pop(), how.missed(), how.after());
    }

    /** From now on {@code person} is whoever this is. */
    private static void meet(Turn turn, Entry entry) {
        Map<String, Value> person = new LinkedHashMap<>();
        person.put("id", Value.text(entry.id()));
        person.put("name", Value.text(entry.name()));
        person.put("number", Value.text(entry.number()));
        turn.variables.put(BuiltIn.PERSON, new Value.Fields(person));
    }

    // ---- a name

    private static Optional<String> letterKey(Turn turn, Listen listen, SpellName step, String before, String key) {
        Choice choice = step.keys().get(Digit.ofSymbol(key.charAt(0)).orElseThrow());
        if (key.equals(HASH) && !before.isEmpty()) {
            spelled(turn, listen, before);
        } else if (choice != null) {
            Questions.choose(turn, listen, key, choice);
        } else if (before.isEmpty() && Questions.humanKey(turn, listen, key)) {
            return Optional.empty();
        } else if (!key.matches("[2-9]")) {
            Questions.wrong(turn, listen, before + key);
        } else if (before.length() + 1 == step.letters()) {
            spelled(turn, listen, before + key);
        } else {
            return Optional.of(before + key);
        }
        return Optional.empty();
    }

    private static void spelled(Turn turn, Listen listen, String keys) {
        if (turn.environment.book().spelled(keys).isEmpty()) {
            Questions.wrong(turn, listen, keys);
        } else if (turn.countStep()) {
            Questions.put(turn, listen.confirming(new Found(keys, 0).written()));
        }
    }

    /** Names that the caller hears, as the candidate of a {@link Listen}: what was keyed, and from which match on. */
    private record Found(String keys, int from) {

        String written() {
            return keys + " " + from;
        }

        static Found read(Listen listen) {
            String written = listen.candidate().orElse(" 0");
            int space = written.indexOf(' ');
            return new Found(written.substring(0, space), Integer.parseInt(written.substring(space + 1)));
        }

        /** Those that are read out now. */
        List<Entry> entries(PhoneBook book, SpellName step) {
            List<Entry> all = book.spelled(keys);
            return all.subList(Math.min(from, all.size()), Math.min(from + step.most(), all.size()));
        }

        boolean hasMore(PhoneBook book, SpellName step) {
            return book.spelled(keys).size() > from + step.most();
        }
    }

    /** The keys that mean something while names are read out. */
    static Set<Digit> keys(Listen listen, SpellName step, PhoneBook book) {
        Found found = Found.read(listen);
        Set<Digit> keys = EnumSet.of(Digit.STAR);
        for (int i = 1; i <= found.entries(book, step).size(); i++) {
            Digit.ofSymbol((char) ('0' + i)).ifPresent(keys::add);
        }
        if (found.hasMore(book, step)) {
            keys.add(Digit.NINE);
        }
        return keys;
    }

    /** What is said of the names that fit: each with its key. */
    static List<Effect.Utterance> choices(Turn turn, Listen listen, SpellName step) {
        Found found = Found.read(listen);
        List<Effect.Utterance> said = new ArrayList<>();
        int number = 1;
        for (Entry entry : found.entries(turn.environment.book(), step)) {
            meet(turn, entry);
            turn.variables.put(BuiltIn.CHOICE, Value.Number.of(number++));
            said.addAll(turn.phrases().say(step.choose(), turn.language));
        }
        turn.variables.remove(BuiltIn.PERSON);
        turn.variables.remove(BuiltIn.CHOICE);
        if (found.hasMore(turn.environment.book(), step)) {
            said.addAll(turn.phrases().say(step.more(), turn.language));
        }
        return said;
    }

    /** The key of one of the names: 9 for further ones, star to spell anew. */
    static void chosen(Turn turn, Listen listen, SpellName step, String key) {
        Found found = Found.read(listen);
        List<Entry> entries = found.entries(turn.environment.book(), step);
        int number = key.matches("[1-8]") ? Integer.parseInt(key) : 0;
        if (number >= 1 && number <= entries.size()) {
            lead(turn, listen.asking(), step.dial(), entries.get(number - 1), key);
        } else if (key.equals(MORE) && found.hasMore(turn.environment.book(), step)) {
            again(turn, listen.confirming(new Found(found.keys(), found.from() + step.most()).written()));
        } else if (key.equals(STAR)) {
            again(turn, listen.asking());
        } else if (!Questions.humanKey(turn, listen, key)) {
            Questions.wrong(turn, listen, key);
        }
    }

    private static void again(Turn turn, Listen listen) {
        if (turn.countStep()) {
            Questions.put(turn, listen);
        }
    }
}
