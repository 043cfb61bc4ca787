package org.helpline.ivr.lexicon;

import static org.helpline.ivr.lexicon.Form.oneOf;
import static org.helpline.ivr.lexicon.Key.may;
import static org.helpline.ivr.lexicon.Key.need;

import java.util.List;

/** Everything in a script that is no step: the top, {@code input}, {@code queues}. */
final class BlockTables {

    private static final Form TYPE = oneOf("text", "number", "boolean", "date", "duration", "money", "list", "map");

    static final Table INPUT = Table.of(
                    "input",
                    "What holds for every question that does not say otherwise.",
                    may("wait", Form.DURATION, "5s", "How long the first key is awaited after the prompt."),
                    may("between", Form.DURATION, "3s", "How long after a digit the next one is awaited."),
                    may(
                            "silence",
                            Form.RETRIES,
                            "[again, again, human]",
                            "What happens the first time nothing is pressed, the second time …; the last word leaves."),
                    may(
                            "wrong",
                            Form.RETRIES,
                            "[again, again, human]",
                            "What happens after the first wrong key, the second …; the last word leaves."))
            .example("wait: 5s\nbetween: 3s\nsilence: [again, [{say: help}, again], human]\n"
                    + "wrong: [[{say: wrong_key}, again], human]")
            .mistake("{wait: 5 seconds}", "{silence: []}");

    static final Table OFFER_CALLBACK = Table.of(
                    "offer_callback",
                    "A call-back that is offered when the wait is long.",
                    may("wait_over", Form.DURATION, "5m", "From which expected wait on it is offered."),
                    may("say", Form.PROMPTS, "callback_offer", "What is said."),
                    may(
                            "key",
                            oneOf("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "star", "hash", "*", "#"),
                            "the key of `callback`, or 1",
                            "The key that takes it."))
            .example("{wait_over: 5m}", "{wait_over: 10m, say: callback_offer, key: 9}")
            .mistake("{wait_over: long}");

    static final Table RULE = Table.of(
                    "rules",
                    "What changes for callers of whom something holds when they join the queue. Each rule that holds counts, in order;"
                            + " the call's record and its tests name it.",
                    need(
                            "when",
                            Form.name("open, closed, holiday, or a condition", "vip"),
                            "Of whom it is: as in a fork `when`. What cannot be worked out does not hold."),
                    may(
                            "hours",
                            Form.name("a calendar of `conf/`", "office"),
                            "the script's `hours`",
                            "The calendar that is asked."),
                    may(
                            "priority",
                            new Form.Matching("0 to 10, or +1 to +10, -1 to -10", "^[+-]?(10|[0-9])$", List.of("+3")),
                            "",
                            "`+3` and `-2` change the priority of the step, a plain number takes its place; it stays within 0 and 10."),
                    StepTables.NEEDS,
                    may(
                            "prefer",
                            Form.name("`last_agent`, an agent's id, or a value such as \"{agent}\"", "last_agent"),
                            "that of the step",
                            "An agent who is waited for while they are at work."),
                    may("prefer_for", Form.DURATION, "30s", "How long that agent is waited for; then anybody is rung."),
                    may("note", Form.TEXT, "its number", "What the record calls it."))
            .example(
                    "{when: vip, priority: +3, prefer: last_agent, note: \"VIP\"}",
                    "{when: 'language == \"de\"', needs: {german: 2}}")
            .mistake("{priority: +3}", "{when: vip}", "{when: vip, priority: high}");

    static final Table QUEUE_WAIT = Table.of(
                    "queues",
                    "What callers hear and can do while they wait in a queue.",
                    may("music", Form.name("a file's name", "calm"), "that of the queue's settings", "The music."),
                    may("every", Form.DURATION, "only once", "How often `say` is said, from 5 s on."),
                    may("say", Form.PROMPTS, "", "What is said at once, and then again and again."),
                    may(
                            "keys",
                            new Form.Keys(true),
                            "",
                            "What keys do meanwhile. What only says something keeps the place; so does `callback`."),
                    may(
                            "offer_callback",
                            new Form.Inner(OFFER_CALLBACK),
                            "",
                            "Offers a call-back, with the announcement, whenever the wait is long."),
                    may(
                            "rules",
                            new Form.ListOf(new Form.Inner(RULE)),
                            "",
                            "What changes for some callers when they join."),
                    may(
                            "max_wait",
                            Form.DURATION,
                            "that of the queue's settings",
                            "How long a caller waits at most before `too_long`."))
            .and(StepTables.SEND_ON)
            .example(
                    "music: calm\nevery: 45s\nsay: [position, stay_on_the_line]\nkeys: {star: main}\nclosed: {say:"
                            + " closed_now, go: main}\noffer_callback: {wait_over: 5m, say: callback_offer, key: 9}\nrules:\n  - {when: vip, priority: +3, note: VIP}\nmax_wait: 20m")
            .mistake("{every: 45s}", "{every: 1s, say: position}");

    static final Table CHECK = Table.of(
                    "check",
                    "What the script shall keep to; `script check` proves it, and fails where it does not hold.",
                    may(
                            "human_within",
                            new Form.Whole(0, 99),
                            "scripts.human-within of `conf/`",
                            "How many keys may lie between any question and a human while everything is open."),
                    may(
                            "keys",
                            new Form.Whole(0, 99),
                            "",
                            "How many keys any goal may take, be it a queue, another script or a hang-up."),
                    may(
                            "questions",
                            new Form.Whole(0, 99),
                            "",
                            "How many questions may be heard on the way to any goal: how deep the menus are."),
                    may(
                            "seconds",
                            new Form.Whole(1, 9999),
                            "",
                            "How long the quickest way to any goal may take, if everything is heard out."),
                    may(
                            "seconds_to_human",
                            new Form.Whole(1, 9999),
                            "",
                            "How long the quickest way to a human may take, if everything is heard out."))
            .example("human_within: 2\nkeys: 4\nquestions: 4\nseconds: 90\nseconds_to_human: 60")
            .mistake("{human_within: many}");

    static final Table VARIABLE = Table.of(
                    "variables",
                    "A variable that is declared: its type, what it holds at first, and whether it is kept.",
                    need("type", TYPE, "The kind of its values."),
                    may("default", Form.ANY, "nothing", "What it holds when the call begins."),
                    may("keep", oneOf("customer"), "", "Keeps it for the customer's next calls."))
            .example("{type: boolean, default: no, keep: customer}")
            .mistake("{type: numbr}", "{type: number, default: many}");

    static final Table LIMITS = Table.of(
                    "limits",
                    "Bounds on one call.",
                    may(
                            "steps",
                            new Form.Whole(1, 100_000),
                            "the server's setting",
                            "Steps after which the call is ended."))
            .example("{steps: 300}")
            .mistake("{steps: none}");

    static final Table TOP = Table.of(
            "script.yaml",
            "The whole flow. Every other word at the top is the name of a section: a step, or a list of steps.",
            need("helpline", oneOf("1"), "The version of the language."),
            need("languages", new Form.ListOf(Form.LANGUAGE), "The script's languages; the first is the default."),
            may(
                    "hours",
                    Form.name("a calendar of `conf/`", "office"),
                    "",
                    "The calendar that `open`, `closed` and `holiday` mean."),
            need("human", Form.STEPS, "What key 0 means, and the word `human`; `none` for a script without one."),
            may("check", new Form.Inner(CHECK), "", "What the script shall keep to."),
            may(
                    "variables",
                    new Form.Named(
                            "variables, each with a type",
                            "^[a-z][a-z0-9_]{0,31}$",
                            Form.either(TYPE, new Form.Inner(VARIABLE))),
                    "",
                    "Variables with their types; those that are not here have the type of what they are set to."),
            may(
                    "takes",
                    new Form.Named(
                            "names, each with a type",
                            "^[a-z][a-z0-9_]{0,31}$",
                            Form.either(TYPE, new Form.Inner(VARIABLE))),
                    "",
                    "What another script must give that runs this one by `do`."),
            may("gives", TYPE, "", "The type of what this script gives back by `return`."),
            may("limits", new Form.Inner(LIMITS), "", "Bounds on one call."),
            may("input", new Form.Inner(INPUT), "", "How long keys are awaited, and what silence and wrong keys do."),
            may(
                    "queues",
                    new Form.Named(
                            "queues, each with a table", "^[a-z0-9][a-z0-9_-]{0,63}$", new Form.Inner(QUEUE_WAIT)),
                    "",
                    "What callers hear while they wait, by queue."));

    static final List<Table> ALL = List.of(TOP, CHECK, VARIABLE, LIMITS, INPUT, QUEUE_WAIT, RULE, OFFER_CALLBACK);

    private BlockTables() {}
}
