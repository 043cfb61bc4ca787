package org.helpline.ivr.lexicon;

import static org.helpline.ivr.lexicon.Form.either;
import static org.helpline.ivr.lexicon.Form.oneOf;
import static org.helpline.ivr.lexicon.Key.may;
import static org.helpline.ivr.lexicon.Key.need;

import java.util.List;

/** What stands in a playbook and in its tests. */
public final class PlaybookTables {

    private static final Form STEP_ID =
            new Form.Matching("a step's id", "^[a-z][a-z0-9_]{0,31}$", List.of("identify", "amount"));

    /** A page to open. */
    public static final Table LINK = Table.of(
            "link",
            "A page that the agent opens from the step.",
            need("title", Form.TEXT, "What the link is called."),
            need(
                    "url",
                    new Form.Matching(
                            "an address of a web page",
                            "^[ ]*[hH][tT][tT][pP][sS]?://[^/?#{}@\\s]+([/?#].*)?$",
                            List.of("https://crm.example.com/customers/{customer.id}")),
                    "Its address; the call's values stand in braces, after the host."));

    /** One step. */
    public static final Table STEP = Table.of(
            "step",
            "One thing to do in a call.",
            need("id", STEP_ID, "What conditions and tests call it: `done.ID`."),
            need("title", Form.TEXT, "What is to be done, in a line."),
            may("text", Form.TEXT, "", "More about it."),
            may(
                    "when",
                    Form.TEXT,
                    "it is always shown",
                    "Shown only while this holds: `customer.vip`, `answers.order_number != \"\"`, `\"refund\" in tags`, `waited > 5m`, `!done.amount`."),
            may("links", Form.ANY, "none", "Pages to open, each `{title: …, url: \"https://…\"}`."),
            may(
                    "note",
                    either(Form.YES_NO, oneOf("required")),
                    "no",
                    "`yes`: the agent may write something down; `required`: the step is not done without it."),
            may("required", Form.YES_NO, "no", "Whether the agent is not ready for the next call before it is done."));

    /** The top of a playbook. */
    public static final Table PLAYBOOK = Table.of(
            "playbook",
            "What an agent does in a call, step by step. A queue names it: `playbook = NAME` in `conf/queues.ini`.",
            need("title", Form.TEXT, "What agents read above the steps."),
            need("steps", Form.ANY, "The steps, in their order."));

    /** Who calls, in a test. */
    public static final Table CUSTOMER = Table.of(
            "customer",
            "Who calls. What is not said is empty; without an id nobody is known.",
            may("id", Form.TEXT, "", "The customer's number."),
            may("name", Form.TEXT, "", "The name."),
            may("company", Form.TEXT, "", "The company."),
            may("email", Form.TEXT, "", "The address."),
            may("language", Form.TEXT, "", "The customer's language, a tag such as `en`."),
            may("revenue", Form.TEXT, "", "As the customer's card says it."),
            may("satisfaction", Form.TEXT, "", "As the customer's card says it."),
            may(
                    "sure",
                    oneOf("certain", "likely", "one-of", "doubtful", "unknown"),
                    "",
                    "How sure it is that the customer is the caller."),
            may("vip", Form.YES_NO, "no", "Whether they are important."),
            may("tags", Form.ANY, "none", "The customer's tags."),
            may("flags", Form.ANY, "none", "The customer's warnings."),
            may("orders", Form.ANY, "none", "The customer's orders."));

    /** The call of a test. */
    public static final Table CASE = Table.of(
            "given",
            "The call.",
            may("customer", new Form.Inner(CUSTOMER), "nobody is known", "Who calls."),
            may("queue", Form.TEXT, "", "The call's queue."),
            may("language", Form.TEXT, "", "The call's language, a tag such as `en`."),
            may("waited", Form.DURATION, "0s", "How long the caller waited."),
            may(
                    "answers",
                    new Form.Named("lines of the pop with what was chosen or keyed", "^.+$", Form.TEXT),
                    "none",
                    "What the caller chose and keyed, by its line in the pop: `{Order number: 4711}`."),
            may("tags", Form.ANY, "none", "The tags of the call."),
            may("code", Form.TEXT, "", "Its wrap-up code."),
            may("done", Form.ANY, "none", "The steps that are done."));

    /** A test of a playbook. */
    public static final Table TEST = Table.of(
            "test",
            "What is shown of the steps in a call.",
            need("name", Form.TEXT, "What the test shows; each has its own."),
            may("given", new Form.Inner(CASE), "a call of which nothing is known", "The call."),
            may("shows", Form.ANY, "not looked at", "The steps that are shown, in their order."),
            may("required", Form.ANY, "not looked at", "Those that still hold the agent up; `[]` for none."),
            may("links", Form.ANY, "not looked at", "The addresses of all links that are shown, with their values."));

    /** The top of a file of tests of a playbook. */
    public static final Table TEST_FILE = Table.of(
            "playbook tests",
            "Tests of a playbook: bin/helpline playbook test.",
            need("tests", Form.ANY, "The tests."));

    private PlaybookTables() {}
}
