package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.helpline.core.BusinessHours;
import org.helpline.core.Digit;
import org.helpline.core.DurationText;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.Phrase;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.ivr.run.ScriptEvent;
import org.jspecify.annotations.Nullable;

/** Reads what a test or a person at the terminal says: {@code press 1}, {@code agent answers after 20s}. One thread. */
final class ActReader {

    /** Told of what is wrong with a phrase, and what was expected. */
    @FunctionalInterface
    interface Complaint {
        void of(String what, String fix);
    }

    /** The words that begin a phrase. */
    static final List<String> FIRST_WORDS =
            Lexicon.acts().stream().map(Phrase::firstWord).distinct().toList();

    /** A number outside; with its country, so that it is not taken for an extension. */
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{2,20}");

    private static final Pattern IN_LANGUAGE = Pattern.compile("(\\S+) in (\\S+)");
    private static final Pattern WAITS = Pattern.compile("in (\\S+?)(?: at (\\d{1,4}))?");
    private static final Pattern AFTER = Pattern.compile("(answers|leaves)(?: after (\\S+))?");
    private static final Pattern FIELD = Pattern.compile("([a-z][a-z0-9_]*)=(?:\"([^\"]*)\"|(\\S+))(?: |$)");
    private static final Pattern BECOMES = Pattern.compile("(?:(\\S+) )?becomes(?: (.*))?");
    private static final Pattern RING =
            Pattern.compile("ring ([a-z0-9][a-z0-9._-]*(?:(?:, ?| or )[a-z0-9][a-z0-9._-]*)*)");
    private static final Pattern RINGS =
            Pattern.compile("rings ([a-z0-9][a-z0-9._-]*(?:(?:, ?| and )[a-z0-9][a-z0-9._-]*)*)");
    private static final Pattern NAMED =
            Pattern.compile("([a-z0-9][a-z0-9._-]*) (comes|goes|refuses|answers)(?: after (\\S+))?");
    private static final Pattern SENDS = Pattern.compile("sends to (\\S+)");

    private final Vocabulary names;
    private final Complaint complaint;

    ActReader(Vocabulary names, Complaint complaint) {
        this.names = names;
        this.complaint = complaint;
    }

    /** The act of a phrase; empty after a complaint. */
    Optional<TrialAct> read(String phrase) {
        String plain = phrase.strip().replaceAll("\\s+", " ");
        int space = plain.indexOf(' ');
        String word = space < 0 ? plain : plain.substring(0, space);
        String rest = space < 0 ? "" : plain.substring(space + 1);
        Matcher becomes = BECOMES.matcher(plain);
        if (becomes.matches()
                && (names.hours().contains(word) || word.equals("becomes") || !FIRST_WORDS.contains(word))) {
            return becomes(plain, Optional.ofNullable(becomes.group(1)), becomes.group(2));
        }
        return switch (word) {
            case "hears" -> hears(rest);
            case "goes" -> goesTo(rest);
            case "press" -> press(rest);
            case "silence" -> alone(word, rest, new TrialAct.Silence());
            case "records" ->
                rest.equals("nothing")
                        ? Optional.of(new TrialAct.Records(Duration.ZERO))
                        : duration(rest).map(TrialAct.Records::new);
            case "wait" -> duration(rest).map(TrialAct.Wait::new);
            case "hangs" -> rest.equals("up") ? Optional.of(new TrialAct.HangsUp()) : form(plain, "hangs up");
            case "answer" -> answer(plain, rest);
            case "waits" -> waits(plain, rest);
            case "position" -> position(rest).map(TrialAct.Position::new);
            case "queue" -> queue(rest);
            case "agent" -> agent(plain, rest);
            case "rings" ->
                (NUMBER.matcher(rest).matches()
                                ? Optional.of(rest)
                                : known(rest, names.people(), "is no agent, no extension and no number"))
                        .map(TrialAct.Rings::new);
            case "may" -> mayRing(plain, rest);
            case "busy", "no", "not" -> notReached(plain);
            case "expected" -> expected(plain, rest);
            case "wants" ->
                rest.equals("callback") ? Optional.of(new TrialAct.WantsCallback()) : form(plain, "wants callback");
            case "callback" -> callback(plain, rest);
            default -> unknown(plain, word);
        };
    }

    private Optional<TrialAct> unknown(String phrase, String word) {
        Optional<String> near = Words.nearest(word, FIRST_WORDS);
        String fix = "A test knows: " + String.join(", ", Phrase.words(Lexicon.acts())) + ".";
        if (keys(phrase).isPresent()) {
            fix = "Did you mean 'press " + phrase + "'?";
        } else if (near.isPresent()) {
            fix = "Did you mean '" + near.get() + "'?";
        } else if (!names.handsOn() && names.isSound(phrase)) {
            fix = "Did you mean 'hears " + phrase + "'?";
        }
        complaint.of("'" + phrase + "' is nothing that a caller does or hears.", fix);
        return Optional.empty();
    }

    private <T> Optional<T> form(String phrase, String example) {
        complaint.of("'" + phrase + "' says too little or too much.", "Write for example '" + example + "'.");
        return Optional.empty();
    }

    private Optional<TrialAct> alone(String word, String rest, TrialAct act) {
        return rest.isEmpty() ? Optional.of(act) : form(word + " " + rest, word);
    }

    private Optional<TrialAct> hears(String rest) {
        Matcher in = IN_LANGUAGE.matcher(rest);
        if (in.matches() && names.isSound(in.group(1))) {
            return known(in.group(2), names.languages(), "is no language of this script")
                    .map(l -> new TrialAct.Hears(in.group(1), Optional.of(l)));
        }
        if (rest.isEmpty()) {
            return form("hears", "hears welcome");
        }
        if (rest.contains(" ")) {
            return Optional.of(new TrialAct.HearsWords(rest));
        }
        return sound(rest).map(s -> new TrialAct.Hears(s, Optional.empty()));
    }

    /** A prompt's id or a recording's name. */
    Optional<String> sound(String word) {
        return names.isSound(word) ? Optional.of(word) : known(word, names.sounds(), "is no prompt of this script");
    }

    private Optional<TrialAct> goesTo(String rest) {
        return rest.startsWith("to ") && !rest.substring(3).contains(" ")
                ? known(rest.substring(3), names.sections(), "is no section of this script")
                        .map(TrialAct.GoesTo::new)
                : form("goes " + rest, "goes to main");
    }

    private Optional<TrialAct> press(String rest) {
        Optional<String> keys = keys(rest);
        if (keys.isEmpty()) {
            complaint.of(
                    "'" + rest + "' are no keys of a telephone.",
                    "Write digits, star and hash, for example 'press 4711 hash'.");
        }
        return keys.map(TrialAct.Press::new);
    }

    /** {@code 4711 hash} as {@code 4711#}; empty for anything that cannot be pressed. */
    static Optional<String> keys(String words) {
        String keys = Arrays.stream(words.split(" ", -1))
                .map(w -> w.equals("star") ? "*" : w.equals("hash") ? "#" : w)
                .collect(Collectors.joining());
        boolean pressable = keys.chars()
                .allMatch(c -> c != ' '
                        && !Character.isLetter(c)
                        && Digit.ofSymbol((char) c).isPresent());
        return pressable && !keys.isEmpty() ? Optional.of(keys) : Optional.empty();
    }

    private Optional<TrialAct> answer(String phrase, String rest) {
        int space = rest.indexOf(' ');
        if (space < 0) {
            return form(phrase, "answer order_status none', '… failed' or '… number=4711 state=\"on its way\"");
        }
        Optional<String> name = known(rest.substring(0, space), names.lookUps().keySet(), "is no look-up");
        String said = rest.substring(space + 1);
        return name.flatMap(
                n -> MockReader.ofWord(said).or(() -> fields(phrase, n, said)).map(a -> new TrialAct.Answers(n, a)));
    }

    private Optional<LookUpAnswer> fields(String phrase, String lookUp, String said) {
        Map<String, Value> values = new LinkedHashMap<>();
        MockedFields reader =
                new MockedFields(lookUp, Objects.requireNonNull(names.lookUps().get(lookUp)), complaint);
        Matcher m = FIELD.matcher(said);
        int end = 0;
        while (m.find() && m.start() == end) {
            String text = m.group(2) == null ? m.group(3) : m.group(2);
            Optional<Value> value = reader.read(m.group(1), List.of(text));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(m.group(1), value.get());
            end = m.end();
        }
        return end == said.length()
                ? Optional.of(new LookUpAnswer.Found(new Value.Fields(values)))
                : form(phrase, "answer " + lookUp + " number=4711 state=\"on its way\"");
    }

    private Optional<TrialAct> waits(String phrase, String rest) {
        Matcher m = WAITS.matcher(rest);
        if (!m.matches()) {
            return form(phrase, "waits in support at 3");
        }
        int position = m.group(2) == null ? 1 : Math.max(1, Integer.parseInt(m.group(2)));
        return knownQueue(m.group(1)).map(q -> new TrialAct.WaitsIn(q, position));
    }

    private Optional<Integer> position(String rest) {
        return rest.matches("[1-9]\\d{0,3}")
                ? Optional.of(Integer.valueOf(rest))
                : form("position " + rest, "position 2");
    }

    private Optional<TrialAct> queue(String rest) {
        if (rest.startsWith("rings")) {
            Matcher m = RINGS.matcher(rest);
            return m.matches()
                    ? Optional.of(new TrialAct.QueueRings(agents(m.group(1))))
                    : form("queue " + rest, "queue rings anna', or 'queue rings nobody");
        }
        List<String> reasons =
                Arrays.stream(SendOn.Reason.values()).map(SendOn.Reason::word).toList();
        return known(rest, reasons, "is no reason of a queue")
                .flatMap(w -> Arrays.stream(SendOn.Reason.values())
                        .filter(r -> r.word().equals(w))
                        .findFirst())
                .map(TrialAct.QueueRefuses::new);
    }

    private Optional<TrialAct> agent(String phrase, String rest) {
        Matcher sends = SENDS.matcher(rest);
        if (sends.matches()) {
            return knownQueue(sends.group(1)).map(TrialAct.AgentSends::new);
        }
        Matcher named = NAMED.matcher(rest);
        if (named.matches() && (named.group(3) == null || named.group(2).equals("answers"))) {
            return named(named.group(1), named.group(2), Optional.ofNullable(named.group(3)));
        }
        Matcher m = AFTER.matcher(rest);
        if (!m.matches()) {
            return form(phrase, "agent answers after 20s', 'agent leaves' or 'agent sends to support");
        }
        Optional<Duration> after = m.group(2) == null ? Optional.of(Duration.ZERO) : duration(m.group(2));
        return m.group(1).equals("answers")
                ? after.map(TrialAct.AgentAnswers::new)
                : after.map(TrialAct.AgentLeaves::new);
    }

    private Optional<TrialAct> named(String agent, String does, Optional<String> after) {
        return switch (does) {
            case "comes" -> Optional.of(new TrialAct.AgentComes(agent));
            case "goes" -> Optional.of(new TrialAct.AgentGoes(agent));
            case "refuses" -> Optional.of(new TrialAct.AgentRefuses(agent));
            default ->
                (after.isEmpty() ? Optional.of(Duration.ZERO) : duration(after.get()))
                        .map(time -> new TrialAct.NamedAnswers(agent, time));
        };
    }

    private Optional<TrialAct> mayRing(String phrase, String rest) {
        Matcher m = RING.matcher(rest);
        if (!m.matches()) {
            return form(phrase, "may ring anna or ben', or 'may ring nobody");
        }
        return Optional.of(new TrialAct.MayRing(agents(m.group(1))));
    }

    /** {@code anna}, {@code anna or ben}, {@code anna, ben}; none for {@code nobody}. */
    private static Set<String> agents(String words) {
        return words.equals("nobody") ? Set.of() : new TreeSet<>(Arrays.asList(words.split("(,| or| and) *", -1)));
    }

    private Optional<TrialAct> notReached(String phrase) {
        List<String> words =
                Arrays.stream(Missed.Why.values()).map(Missed.Why::words).toList();
        return known(phrase, words, "is nothing that happens to a phone that rings")
                .flatMap(w -> Arrays.stream(Missed.Why.values())
                        .filter(r -> r.words().equals(w))
                        .findFirst())
                .map(TrialAct.NotReached::new);
    }

    private Optional<TrialAct> expected(String phrase, String rest) {
        if (!rest.startsWith("wait ")) {
            return form(phrase, "expected wait 6m");
        }
        String wait = rest.substring(5);
        return wait.equals("unknown")
                ? Optional.of(new TrialAct.ExpectedWait(Optional.empty()))
                : wait(wait).map(w -> new TrialAct.ExpectedWait(Optional.of(w)));
    }

    /** {@code 6m}, or {@code 4m to 6m}. */
    private Optional<Environment.Wait> wait(String text) {
        int to = text.indexOf(" to ");
        Optional<Duration> least =
                duration(to < 0 ? text : text.substring(0, to).strip());
        Optional<Duration> most =
                to < 0 ? least : duration(text.substring(to + 4).strip());
        if (least.isEmpty() || most.isEmpty()) {
            return Optional.empty();
        }
        if (most.get().compareTo(least.get()) < 0) {
            complaint.of("'" + text + "' ends before it begins.", "Write for example 4m to 6m.");
            return Optional.empty();
        }
        return Optional.of(new Environment.Wait(least.get(), most.get()));
    }

    private Optional<TrialAct> becomes(String phrase, Optional<String> calendar, @Nullable String state) {
        if (state == null) {
            return form(phrase, "office becomes closed', or of every calendar 'becomes closed");
        }
        boolean there = calendar.isEmpty()
                || known(calendar.get(), names.hours(), "is no calendar").isPresent();
        return known(state, CircumstanceReader.STATES, "is no state of a calendar")
                .filter(_ -> there)
                .map(s -> new TrialAct.Becomes(calendar, BusinessHours.State.valueOf(s.toUpperCase(Locale.ROOT))));
    }

    private Optional<TrialAct> callback(String phrase, String rest) {
        if (rest.matches("to \\+?\\d{3,20}")) {
            return Optional.of(new TrialAct.CallbackTo(rest.substring(3)));
        }
        return switch (rest) {
            case "there" -> Optional.of(new TrialAct.CallbackAnswered(ScriptEvent.CallbackAnswer.THERE));
            case "refused" -> Optional.of(new TrialAct.CallbackAnswered(ScriptEvent.CallbackAnswer.NUMBER_REFUSED));
            case "failed" -> Optional.of(new TrialAct.CallbackAnswered(ScriptEvent.CallbackAnswer.FAILED));
            default ->
                form(phrase, "callback to +4930123456', 'callback there', 'callback refused' or 'callback failed");
        };
    }

    private Optional<Duration> duration(String text) {
        Optional<Duration> duration = DurationText.read(text);
        if (duration.isEmpty()) {
            complaint.of("'" + text + "' is no length of time.", "Write for example " + DurationText.EXAMPLES + ".");
        }
        return duration;
    }

    private Optional<String> knownQueue(String word) {
        return known(word, names.queues(), "is no queue");
    }

    /** The word if it is known; else a complaint with what was perhaps meant. */
    Optional<String> known(String word, Collection<String> there, String isNone) {
        if (there.contains(word)) {
            return Optional.of(word);
        }
        complaint.of("'" + word + "' " + isNone + ".", Words.suggestion(word, there, "such thing here"));
        return Optional.empty();
    }
}
