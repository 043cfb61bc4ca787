package org.helpline.ivr.lexicon;

import static org.helpline.ivr.lexicon.Form.either;
import static org.helpline.ivr.lexicon.Form.oneOf;
import static org.helpline.ivr.lexicon.Key.may;
import static org.helpline.ivr.lexicon.Key.need;

import java.util.List;

/** What stands in {@code *.test.yaml} and in {@code prompts.yaml}. */
final class TrialTables {

    private static final Form STATE = oneOf("open", "closed", "holiday", "emergency");
    private static final String ANY_NAME = "^.+$";

    /** What a call meets; in a test, or at the top for all of them. */
    private static final List<Key> CIRCUMSTANCES = List.of(
            may(
                    "at",
                    new Form.Matching(
                            "a date and a time",
                            "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]+[0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
                            List.of("2026-12-24 18:00")),
                    "a day when everything is open",
                    "When the call comes in."),
            may(
                    "zone",
                    Form.name("a time zone", "Europe/Istanbul"),
                    "that of the script's calendar",
                    "The zone of `at`."),
            may(
                    "hours",
                    either(STATE, new Form.Named("calendars with their states", ANY_NAME, STATE)),
                    "open, or what `at` makes of the calendars",
                    "What calendars say: all of them, or by name."),
            may("notices", new Form.ListOf(Form.ID), "none", "The notices that are switched on."),
            may(
                    "full",
                    new Form.ListOf(Form.name("a queue", "support")),
                    "none",
                    "The queues whose boxes take no more messages."),
            may(
                    "queues",
                    new Form.Named(
                            "queues with their figures",
                            ANY_NAME,
                            new Form.Named("figures", "^(wait|waiting|agents|free)$", Form.TEXT)),
                    "an agent is free, nobody waits",
                    "What queues are like before the caller joins them, such as `{support: {wait: 12m, waiting: 8, agents: 3, free: 0}}`."),
            may(
                    "agents",
                    new Form.Named("agents", ANY_NAME, new Form.Anything("an agent")),
                    "none",
                    "Who is there to be rung, such as `{anna: {skills: {german: 1}}, ben: {skills: [billing], queues: [support], state: talking}}`;"
                            + " the state is `free`, `talking` or `away`, and without `queues` they serve all. They came in this order; `calls: 3` and `talked: 20m` are what they have had since."),
            may(
                    "last_agent",
                    Form.name("an agent", "anna"),
                    "nobody",
                    "Who talked with the caller last, for `prefer: last_agent`."),
            may("caller", Form.name("a number, or withheld", "+905321234567"), "a made-up number", "Who calls."),
            may("dialled", Form.name("a number", "200"), "a made-up number", "The number that was called."),
            may(
                    "remembered",
                    either(Form.LANGUAGE, oneOf("none")),
                    "none",
                    "The language that was kept of an earlier call."),
            may(
                    "look_ups",
                    new Form.Named("look-ups with what they answer", ANY_NAME, new Form.Anything("an answer")),
                    "",
                    "What look-ups answer: fields, `none`, `failed`, `{after: 5s, answer: none}`, or a list of these in order."),
            may(
                    "kept",
                    new Form.Named("variables with their values", ANY_NAME, Form.TEXT),
                    "",
                    "What scripts have kept for the customer in an earlier call."),
            may(
                    "split",
                    new Form.ListOf(Form.name("a share, the section it leads to, or none", "new_menu")),
                    "the first side",
                    "Which sides calls take that are split, in turn, the last one for good."));

    static final Table TEST_FILE = Table.of(
                    "*.test.yaml",
                    "Calls as they shall go. What stands beside `tests` holds for all of them.",
                    need("tests", new Form.ListOf(new Form.Anything("tests")), "The tests."))
            .and(CIRCUMSTANCES);

    static final Table TEST = Table.of(
                    "test",
                    "One call.",
                    need("name", Form.TEXT, "What it shows; each test has its own."),
                    need(
                            "call",
                            new Form.ListOf(new Form.Anything("what the caller does and hears")),
                            "What happens, in order, such as `hears welcome`, `press 1`, `agent answers after 20s`."))
            .and(CIRCUMSTANCES)
            .and(List.of(
                    may(
                            "ends",
                            new Form.Matching(
                                    "how the call ends",
                                    "^(served|hangup|abandoned|asking|waiting( in .+)?|script .+|[a-z]+( .+)?)$",
                                    List.of("served", "hangup", "waiting in support", "script information-line")),
                            "not looked at",
                            "Where the call is in the end."),
                    may("language", Form.LANGUAGE, "not looked at", "The language of the call in the end."),
                    may(
                            "remembers",
                            either(Form.LANGUAGE, oneOf("none")),
                            "not looked at",
                            "The language that is kept for the next call."),
                    may(
                            "variables",
                            new Form.Named("variables with their values", ANY_NAME, Form.TEXT),
                            "not looked at",
                            "What variables hold in the end."),
                    may(
                            "keeps",
                            new Form.Named("variables with their values", ANY_NAME, Form.TEXT),
                            "not looked at",
                            "What is kept for the customer's next call."),
                    may(
                            "pop",
                            new Form.Named("lines with their texts", ANY_NAME, Form.TEXT),
                            "not looked at",
                            "Lines that the agent sees."),
                    may(
                            "message",
                            Form.name("a queue, or none", "support"),
                            "not looked at",
                            "The queue that the caller leaves a message for."),
                    may(
                            "rules",
                            new Form.ListOf(Form.name("a rule's note, `rule 1`, or none", "VIP")),
                            "not looked at",
                            "The rules of queues that held when the caller joined, in order."),
                    may(
                            "never",
                            new Form.ListOf(Form.name("a prompt's id", "outage")),
                            "not looked at",
                            "Prompts that are not heard in the whole call.")));

    /** One prompt; beside the note there is a text for each language. */
    static final Table PROMPT = Table.of(
            "prompts.yaml",
            "A prompt: its text in each language of the script, or the text alone where there is one language.",
            may("note", Form.TEXT, "", "What is told to whoever records it."));

    static final List<Table> ALL = List.of(TEST_FILE, TEST);

    private TrialTables() {}
}
