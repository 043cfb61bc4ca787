package org.helpline.app.past;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;
import org.helpline.journal.PastCall;

/**
 * A past call as a test: what the caller did, with the pauses that it took, and what the call met. Keys that cut something short are
 * pressed after a second at most, since in virtual time it may be said faster. One use.
 */
public final class RecordedTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long WORTH_SAYING = 150;
    private static final long LONGEST_BEFORE_A_CUT = 900;
    /** Somewhat longer than a timer takes, so that what it begins has begun. */
    private static final long SLACK = 250;

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    /** As {@link ScriptFact.Weighed} tells what a queue was asked before the caller joined it. */
    private static final Pattern ASKED = Pattern.compile("queue\\.([a-z0-9][a-z0-9_-]*)\\.([a-z]+) is ([A-Za-z0-9.]+)");

    private static final String STAND_IN = "+15550100";

    private final PastCall call;
    private final boolean personal;
    private final List<String> acts = new ArrayList<>();
    private final Map<String, String> hours = new TreeMap<>();
    private final Map<String, Map<String, String>> queues = new TreeMap<>();
    private final Map<String, List<String>> lookUps = new TreeMap<>();
    private final List<String> sides = new ArrayList<>();
    private final TreeSet<String> notices = new TreeSet<>();
    private Optional<String> remembered = Optional.empty();
    private Optional<String> untold = Optional.empty(); // heard to its end since the caller last did something
    private Optional<String> speaking = Optional.empty();
    private String dialled = "";
    private String caller = "";
    private String ends = "asking";
    private boolean connected;
    private boolean queued; // announcements come when they come: only the whole wait counts
    private long since;

    private RecordedTest(PastCall call, boolean personal) {
        this.call = call;
        this.personal = personal;
    }

    /**
     * The lines of a test file.
     *
     * @param personal whether the caller's number and digits stay as they were; else others of the same length stand in their place
     */
    public static List<String> of(PastCall call, ZoneId zone, boolean personal) {
        RecordedTest test = new RecordedTest(call, personal);
        List<Published> facts = personal ? call.facts() : new StandIns().apply(call.facts());
        for (int i = 0; i < facts.size(); i++) {
            test.take(facts.get(i), i + 1 < facts.size() ? Optional.of(facts.get(i + 1)) : Optional.empty());
        }
        return test.lines(zone);
    }

    private void take(Published p, Optional<Published> next) {
        long at = p.offsetMillis();
        switch (p.fact()) {
            case CallFact.Arrived a -> {
                dialled = a.dialled();
                caller = a.from().value();
            }
            case ScriptFact.Started s -> since = s.script().equals(call.script()) ? at : since;
            case ScriptFact.Entered e -> {
                queued = false;
                entered(e, next);
            }
            case ScriptFact.Prompted s when !queued -> prompted(s, at);
            case ScriptFact.PromptEnded e
            when !queued -> {
                untold = e.complete() ? speaking : Optional.empty();
                speaking = Optional.empty();
                since = e.complete() ? at : since;
            }
            case ScriptFact.Weighed w ->
                ASKED.matcher(w.values())
                        .results()
                        .forEach(m -> queues.computeIfAbsent(m.group(1), _ -> new TreeMap<>())
                                .putIfAbsent(m.group(2), m.group(3)));
            case ScriptFact.LookedUp l -> {
                lookedUp(l);
                since = at;
            }
            case ScriptFact.Silence _ -> {
                hear();
                acts.add("silence");
                since = at;
            }
            case CallFact.DigitPressed d
            when d.leg().equals("caller") && !connected ->
                act("press " + key(d.digit().value()), at);
            case QueueFact f -> queue(f, at);
            case CallFact.Bridged _ -> {
                acts.add("agent answers" + after(at));
                connected = true;
                since = at;
                ends = "served";
            }
            case CallFact.Transferred t
            when t.to().startsWith("queue ") -> {
                pause(at);
                acts.add("agent sends to " + t.to().substring(6));
                connected = false;
                since = at;
            }
            case CallFact.LegEnded l
            when connected && l.leg().startsWith("agent:") -> {
                acts.add("agent leaves" + after(at));
                connected = false;
                since = at;
            }
            case CallFact.Ended e -> ended(e, at);
            default -> {} // nothing that somebody does to the script
        }
    }

    private void entered(ScriptFact.Entered e, Optional<Published> next) {
        boolean isSaid =
                next.filter(n -> n.fact() instanceof ScriptFact.Prompted).isPresent();
        String what = e.what();
        if (what.startsWith("notice ") && isSaid) {
            notices.add(what.substring(7));
        }
        if (what.startsWith("split ")) {
            sides.add(what.substring(what.lastIndexOf(": ") + 2));
        }
        if (what.startsWith("when ")) {
            String[] words = what.split(" ", -1);
            if (words.length == 4 && words[3].equals("yes")) {
                hours(words[1], words[2].replace(":", ""), true);
            } else if (words.length == 4 && words[3].equals("no")) {
                hours(words[1], words[2].replace(":", ""), false);
            }
        }
    }

    private void hours(String calendar, String state, boolean holds) {
        switch (state) {
            case "open" -> hours.putIfAbsent(calendar, holds ? "open" : "closed");
            case "closed" -> hours.putIfAbsent(calendar, holds ? "closed" : "open");
            case "holiday", "emergency" -> {
                if (holds) {
                    hours.put(calendar, state);
                }
            }
            default -> {} // no state of a calendar
        }
    }

    /** What was answered; without the caller's own data no text of it, which the reader of the test writes in. */
    private void lookedUp(ScriptFact.LookedUp asked) {
        String answer = asked.outcome().equals("found")
                ? personal
                        ? asked.answer().value()
                        : TEXT.matcher(asked.answer().value()).replaceAll("\"…\"")
                : asked.outcome();
        lookUps.computeIfAbsent(asked.name(), _ -> new ArrayList<>())
                .add(
                        asked.millis() < WORTH_SAYING
                                ? answer
                                : "{after: " + span(asked.millis()) + ", answer: " + answer + "}");
    }

    private void prompted(ScriptFact.Prompted said, long at) {
        if (speaking.isEmpty() && at - since > WORTH_SAYING) {
            hear(); // something that only time brings: an announcement, an answer that was too short
            acts.add("wait " + span(at - since + SLACK));
        }
        since = speaking.isEmpty() ? at : since;
        speaking = Optional.of(said.prompt());
    }

    /** What has been heard before the caller does something. */
    private void hear() {
        untold.ifPresent(prompt -> acts.add("hears " + prompt));
        untold = Optional.empty();
    }

    private void act(String phrase, long at) {
        pause(at);
        acts.add(phrase);
        since = at;
    }

    private void pause(long at) {
        hear();
        long pause = speaking.isPresent() ? Math.min(at - since, LONGEST_BEFORE_A_CUT) : at - since;
        if (pause > WORTH_SAYING) {
            acts.add("wait " + span(pause));
        }
    }

    private String after(long at) {
        hear();
        return at - since > WORTH_SAYING ? " after " + span(at - since) : "";
    }

    private static String span(long millis) {
        return millis < 1_000_000 ? millis + "ms" : millis / 1_000 + "s"; // as test files write lengths of time
    }

    private void queue(QueueFact fact, long at) {
        switch (fact) {
            case QueueFact.Joined q -> {
                hear();
                acts.add("waits in " + q.queue() + (q.position() > 1 ? " at " + q.position() : ""));
                ends = "waiting in " + q.queue();
                since = at;
                queued = true;
                speaking = Optional.empty();
            }
            case QueueFact.NotQueued q -> {
                hear();
                acts.add("queue " + word(q.why()));
                since = at;
            }
            case QueueFact.SentOn q
            when !q.why().equals("key") && !q.why().equals("sent on") -> {
                pause(at);
                acts.add("queue " + word(q.why()));
                since = at;
            }
            default -> {} // offers are the agents' matter
        }
    }

    /** The queues that were asked what they are like before anybody joined them. */
    static List<String> asked(ScriptFact.Weighed fact) {
        return ASKED.matcher(fact.values()).results().map(m -> m.group(1)).toList();
    }

    private static String word(String why) {
        return switch (why) {
            case "full", "closed" -> why;
            case "max wait", "expected wait" -> "too_long";
            default -> "nobody";
        };
    }

    private void ended(CallFact.Ended e, long at) {
        hear();
        if (e.by().equals("caller")) {
            act("hangs up", at);
        }
        ends = switch (e.outcome()) {
            case "served" -> "served";
            default -> e.by().equals("caller") ? "abandoned" : "hangup";
        };
    }

    private static String key(String symbol) {
        return symbol.equals("*") ? "star" : symbol.equals("#") ? "hash" : symbol;
    }

    private List<String> lines(ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("# Made of the call " + call.id() + " by: bin/helpline script record"
                + (personal ? " --personal" : "; the caller's number and digits are not theirs"));
        lines.add("tests:");
        lines.add("  - name: the call " + call.id());
        lines.add("    at: " + TIME.format(call.arrived().atZone(zone)));
        lines.add("    zone: " + zone.getId());
        if (!hours.isEmpty()) {
            lines.add("    hours: {"
                    + String.join(
                            ", ",
                            hours.entrySet().stream()
                                    .map(h -> h.getKey() + ": " + h.getValue())
                                    .toList())
                    + "}");
        }
        if (!queues.isEmpty()) {
            lines.add(
                    "    queues: " + queues.toString().replaceAll("=\\{", ": {").replace("=", ": "));
        }
        if (!notices.isEmpty()) {
            lines.add("    notices: [" + String.join(", ", notices) + "]");
        }
        lines.add(
                "    caller: " + (caller.matches("[+A-Za-z0-9._-]{1,64}") ? personal ? caller : STAND_IN : "withheld"));
        if (dialled.matches("[A-Za-z0-9._-]{1,64}")) {
            lines.add("    dialled: " + dialled);
        }
        language().ifPresent(l -> lines.add("    remembered: " + l));
        if (!sides.isEmpty()) {
            lines.add("    split: [" + String.join(", ", sides) + "]");
        }
        if (!lookUps.isEmpty()) {
            lines.add("    look_ups:");
            lookUps.forEach((name, answers) -> lines.add("      " + name + ": "
                    + (answers.size() == 1 ? answers.getFirst() : "[" + String.join(", ", answers) + "]")));
        }
        lines.add("    call:");
        acts.forEach(a -> lines.add("      - " + a));
        lines.add("    ends: " + ends);
        return List.copyOf(lines);
    }

    /** The language of an earlier call, if the caller was not asked for it: then it was known. */
    private Optional<String> language() {
        List<Published> facts = call.facts();
        for (int i = 0; i + 1 < facts.size(); i++) {
            if (facts.get(i).fact() instanceof ScriptFact.Entered e && e.what().startsWith("language ")) {
                boolean asked = facts.get(i + 1).fact() instanceof ScriptFact.Prompted
                        || facts.get(i + 1).fact() instanceof ScriptFact.LanguageSet
                        || facts.get(i + 1).fact() instanceof ScriptFact.Chose;
                remembered = asked ? Optional.empty() : started();
                return remembered;
            }
        }
        return Optional.empty();
    }

    private Optional<String> started() {
        return call.first(ScriptFact.Started.class).map(ScriptFact.Started::language);
    }
}
