package org.helpline.ivr.lexicon;

import static org.helpline.ivr.lexicon.Form.either;
import static org.helpline.ivr.lexicon.Form.oneOf;
import static org.helpline.ivr.lexicon.Key.may;
import static org.helpline.ivr.lexicon.Key.need;

import java.util.List;

/** Every step, in the order of the page. A word that is missing here is no word of the language. */
final class StepTables {

    private static final Key BARGE = may("barge", Form.YES_NO, "yes", "Whether a key cuts it short.");
    private static final Key GO_ON = may("go", Form.SECTION, "the next step", "Where the call goes on after it.");

    private static final Key AHEAD =
            may("ahead", Form.YES_NO, "yes", "Whether keys pressed before the question count for it.");

    /** What an answer must be. */
    private static final List<Key> ANSWER = List.of(
            may(
                    "pattern",
                    Form.TEXT,
                    "any digits",
                    "What the digits look like, as a regular expression of the whole answer: `0[1-9]\\d*`."),
            may(
                    "type",
                    oneOf("text", "number", "date", "duration", "money"),
                    "the variable's type, else text",
                    "What the digits become; digits that are none, such as 31 February, count as a wrong key."),
            may(
                    "written",
                    oneOf(
                            "ddmmyyyy",
                            "mmddyyyy",
                            "yyyymmdd",
                            "ddmmyy",
                            "mmddyy",
                            "minutes",
                            "seconds",
                            "hours",
                            "days",
                            "whole",
                            "hundredths"),
                    "minutes, whole",
                    "How a date, a duration or a sum is keyed."),
            may("currency", Form.name("a currency", "TRY"), "", "The currency of a sum."));

    /** What every question knows. */
    static final List<Key> ASKING = List.of(
            BARGE,
            may("wait", Form.DURATION, "that of `input`", "How long the first key is awaited after the prompt."),
            may(
                    "silence",
                    Form.RETRIES,
                    "that of `input`",
                    "What happens the first time nothing is pressed, the second time …; the last word leaves."),
            may(
                    "wrong",
                    Form.RETRIES,
                    "that of `input`",
                    "What happens after the first wrong key, the second …; the last word leaves."));

    /** Lines for the agent's screen. */
    static final Key POP = may(
            "pop",
            new Form.Named("labels with their values", "^.{1,40}$", Form.TEXT),
            "",
            "Lines for the agent's screen, such as `{Order: \"{order_no}\"}`.");

    /** Skills. */
    static final Key NEEDS = may(
            "needs",
            Form.SKILLS,
            "",
            "Skills that the agent must have, all of them; as a table each with its least level, 1 to 5.");

    /** A number, or what works it out. */
    static final Key PRIORITY = may(
            "priority",
            new Form.Either(List.of(
                    new Form.Whole(0, 10),
                    new Form.Matching(
                            "an expression that works it out", "^(=.*|.*\\{.*)$", List.of("\"= vip ? 8 : 2\"")))),
            "0",
            "Higher comes first: each point counts as so much waiting (`priority-worth` of `conf/queues.ini`).");

    /** What takes the place of {@code needs} after a while. */
    static final Table RELAXED = Table.of(
            "relax",
            "What an agent needs later, instead of what stands before.",
            need("after", Form.DURATION, "How long after the caller joined."),
            need(
                    "needs",
                    new Form.Either(List.of(new Form.OneOf(List.of("none")), Form.SKILLS)),
                    "The skills from then on; `none`: anybody of the queue."),
            may(
                    "also",
                    new Form.ListOf(Form.name("a queue of `conf/`", "sales")),
                    "",
                    "Queues whose agents may be rung too."));

    /** Which agents may be rung. */
    static final List<Key> WANTED = List.of(
            PRIORITY,
            NEEDS,
            may(
                    "relax",
                    new Form.ListOf(new Form.Inner(RELAXED)),
                    "",
                    "What takes the place of `needs` when the caller has waited, in order of time."),
            may(
                    "prefer",
                    Form.name("`last_agent`, an agent's id, or a value such as \"{agent}\"", "last_agent"),
                    "",
                    "An agent who is waited for while they are at work; `last_agent` is whoever talked with the caller last."),
            may("prefer_for", Form.DURATION, "30s", "How long that agent is waited for; then anybody is rung."));

    /** Where a queue sends those whom it does not serve. */
    static final List<Key> SEND_ON = List.of(
            may("full", Form.STEPS, "`then`", "Where the caller goes when the queue takes no more."),
            may("closed", Form.STEPS, "`then`", "Where the caller goes when the queue's hours are over."),
            may("nobody", Form.STEPS, "`then`", "Where the caller goes when no agent of the queue is logged in."),
            may("too_long", Form.STEPS, "`then`", "Where the caller goes when the longest wait is over."),
            may(
                    "then",
                    Form.STEPS,
                    "the queue's settings in `conf/`",
                    "Where the caller goes for each of these four that is not written."));

    static final Table SAY = Table.of(
                    "say",
                    "Says prompts by id, in the call's language.",
                    need("say", Form.PROMPTS, "What is said, in this order."),
                    BARGE,
                    GO_ON)
            .example("say: welcome", "{say: [sorry, please_wait], barge: no}", "{say: not_found, go: main}")
            .mistake("say: Welcome to our line", "{say: welcome, brage: no}");

    static final Table PLAY = Table.of(
                    "play",
                    "Plays a sound that is the same in every language, `prompts/any/NAME.wav`.",
                    need("play", Form.ID, "The recording's name, without `.wav`."),
                    BARGE,
                    GO_ON)
            .example("play: jingle")
            .mistake("play: jingle.wav");

    /** What every step knows that rings a person. */
    static final List<Key> RINGING = List.of(
            may("ring", Form.DURATION, "20s", "How long the phone rings."),
            may("say", Form.PROMPTS, "", "What is said once while it rings."),
            may(
                    "music",
                    Form.name("a file's name, ringback or none", "calm"),
                    "ringback",
                    "What the caller hears while it rings; `ringback` is the ringing tone."),
            POP,
            may("busy", Form.STEPS, "`then`", "Where the caller goes when that person talks or declines."),
            may("no_answer", Form.STEPS, "`then`", "Where the caller goes when nobody takes the phone."),
            may("not_there", Form.STEPS, "`then`", "Where the caller goes when that person is not logged in or ready."),
            may("then", Form.STEPS, "the next step", "Where the caller goes for each of these three not written."),
            may("after", Form.STEPS, "`goodbye` is said", "Where the caller goes when that person has left."));

    private static final Key BETWEEN =
            may("between", Form.DURATION, "that of `input`", "How long after a key the next one is awaited.");
    private static final Key FUNCTION_KEYS = may("keys", new Form.Keys(false), "", "Where star and hash lead.");

    /** What stands under {@code extensions} of a menu. */
    static final Table DIALLED = Table.of(
                    "extensions",
                    "What follows when a caller dials an extension where the menu waits for a key.",
                    BETWEEN)
            .and(RINGING);

    static final Table MENU = Table.of(
                    "menu",
                    "Says a prompt and waits for one key. What ends without leaving goes on with the step after it.",
                    need("menu", Form.PROMPTS, "What is said before the key is awaited."),
                    need("keys", new Form.Keys(true), "Where each key leads; `show` is the line that the agent sees."),
                    may(
                            "extensions",
                            either(Form.YES_NO, new Form.Inner(DIALLED)),
                            "no",
                            "Whether an extension may be dialled here too; or what follows when one is."))
            .and(List.of(AHEAD))
            .and(ASKING)
            .example(
                    "menu: main_menu\nkeys:\n  1: {go: order, show: \"Order\"}\n  2: main\n  star: again",
                    "{menu: main_menu, keys: {1: main}, extensions: {ring: 18s, then: main}}")
            .mistake("menu: main_menu", "{menu: main_menu, keys: {11: main}}");

    static final Table ASK = Table.of(
                    "ask",
                    "Asks for several digits and keeps them in a variable. 0 is a digit here.",
                    need("ask", Form.PROMPTS, "What is said before the digits are awaited."),
                    need(
                            "digits",
                            new Form.Matching(
                                    "how many, 6 or 4..10, at most 32",
                                    "^[0-9]{1,2}( *[.][.] *[0-9]{1,2})?$",
                                    List.of("6", "4..10")),
                            "How many digits an answer has."),
                    need("as", Form.VARIABLE, "The variable that keeps the answer."),
                    may("end", oneOf("hash", "star", "#", "*"), "", "The key that ends the digits early."),
                    may("between", Form.DURATION, "that of `input`", "How long after a digit the next one is awaited."),
                    may("show", Form.TEXT, "the variable's name", "The name of the line that the agent sees."),
                    may(
                            "secret",
                            Form.YES_NO,
                            "no",
                            "Keeps the answer out of the record, off the desk and out of tests' reports."),
                    may(
                            "confirm",
                            either(Form.YES_NO, Form.PROMPTS),
                            "no",
                            "What is said before 1 (right) or 2 (again) is taken; `yes` says the prompt `confirm`."),
                    may("keys", new Form.Keys(false), "", "Where star and hash lead."))
            .and(ANSWER)
            .and(List.of(AHEAD))
            .and(ASKING)
            .and(List.of(GO_ON))
            .example(
                    "ask: order_number\ndigits: 4..10\nend: hash\nas: order_no\nconfirm: [you_keyed,"
                            + " \"{order_no|digits}\"]\nkeys: {star: human}",
                    "{ask: birthday, digits: 8, type: date, written: ddmmyyyy, as: born}",
                    "{ask: card, digits: 15..16, pattern: \"(34|37).*\", ahead: no, as: card_no}")
            .mistake(
                    "{ask: birthday, digits: 8, as: born, type: date}",
                    "{ask: order_number, as: order_no}",
                    "{ask: order_number, digits: 10..4, as: order_no}");

    static final Table RATING = Table.of(
                    "rating",
                    "Asks for a score, such as how satisfied the caller is: it stays with the call. Put it into a section that"
                            + " `after` of a queue or transfer leads to.",
                    need("rating", Form.PROMPTS, "What is said before the score is awaited."),
                    may(
                            "scale",
                            new Form.Matching(
                                    "least and most, 0 to 10",
                                    "^[0-9]{1,2} *[.][.] *[0-9]{1,2}$",
                                    List.of("1..5", "0..10")),
                            "1..5",
                            "Which scores there are; another number is a wrong key."),
                    may(
                            "as",
                            Form.VARIABLE,
                            "satisfaction",
                            "What the score is called, and the variable that keeps it."),
                    may("between", Form.DURATION, "1500ms", "How long after a 1 a 0 is awaited, when 10 is a score."),
                    may("show", Form.TEXT, "the variable's name", "The name of the line that the next agent sees."))
            .and(ASKING)
            .and(List.of(GO_ON))
            .example("rating: how_satisfied", "{rating: would_you_recommend, scale: 0..10, as: recommends}")
            .mistake("{rating: how_satisfied, scale: 5}", "{rating: how_satisfied, scale: 1..99}");

    static final Table SET = Table.of(
                    "set",
                    "Sets variables.",
                    need(
                            "set",
                            new Form.Named("variables with their values", "^[a-z][a-z0-9_]{0,31}$", Form.ANY),
                            "The variables and what they become; `{name}` is the value of another, `= price * 2` is worked out."),
                    GO_ON)
            .example("set: {vip: \"yes\"}", "set: {total: = price * 2 + 5, colours: [red, green]}")
            .mistake("set: vip", "set: {Vip: \"yes\"}");

    static final Table WHEN = Table.of(
                    "when",
                    "A fork: by the calendar, or by a variable. The branch that is missing goes on with the next step.",
                    need(
                            "when",
                            Form.name("open, closed, holiday, or a condition", "closed"),
                            "What is asked, for example `closed` or `order_no == \"0815\"`."),
                    may(
                            "hours",
                            Form.name("a calendar of `conf/`", "office"),
                            "the script's `hours`",
                            "Whose hours are asked."),
                    may("go", Form.STEPS, "the next step", "Where the call goes when it is so; the same as `then`."),
                    may("then", Form.STEPS, "the next step", "What happens when it is so."),
                    may("else", Form.STEPS, "the next step", "What happens when it is not."))
            .example(
                    "{when: closed, go: after_hours}", "{when: order_no == \"0815\", then: {say: special}, else: main}")
            .mistake("{when: order_no = 5, go: main}", "{when: closed}", "{when: closed and vip, go: main}");

    /** What stands under {@code language} when it asks. */
    static final Table WHICH_LANGUAGE = Table.of(
                    "language",
                    "The question for the language; the prompt is said in each language in turn.",
                    need("ask", Form.PROMPTS, "What is said."),
                    need(
                            "keys",
                            new Form.Named("keys with a language tag", "^([0-9]|star|hash|[*]|#)$", Form.LANGUAGE),
                            "The language of each key."),
                    may("remember", oneOf("customer"), "", "Keeps it for the next call, which then is not asked."),
                    may("always", Form.YES_NO, "no", "Asks also who is remembered."))
            .and(ASKING);

    static final Table LANGUAGE = Table.of(
                    "language",
                    "Asks for the language of the call, or sets it. Who says nothing goes on in the default.",
                    need(
                            "language",
                            either(Form.LANGUAGE, new Form.Inner(WHICH_LANGUAGE)),
                            "The language, or how it is asked for."),
                    GO_ON)
            .example("language: {ask: which_language, keys: {1: en, 2: tr}, remember: customer}", "language: tr")
            .mistake("language: de", "language: {ask: which_language}");

    static final Table NOTICE = Table.of(
                    "notice",
                    "A prompt that is silent until somebody switches the notice on.",
                    need("notice", Form.ID, "The prompt, which is the notice's name."),
                    GO_ON)
            .example("notice: outage")
            .mistake("notice:");

    static final Table LOOK_UP = Table.of(
                    "look_up",
                    "Asks another program that `conf/look-ups.ini` names, or, as `customer`, who the caller is. What it"
                            + " answers is in a variable's fields.",
                    need("look_up", Form.name("a look-up of `conf/`, or customer", "order_status"), "The look-up."),
                    may(
                            "with",
                            new Form.Named("parameters with their values", "^[a-z][a-z0-9_]{0,31}$", Form.ANY),
                            "",
                            "What it is asked: a variable by its name, a text in quotes, or `= an expression`."),
                    may("as", Form.VARIABLE, "the look-up's name", "The variable that keeps the answer."),
                    may("meanwhile", Form.PROMPTS, "", "What is said when the answer takes longer than a second."),
                    may("music", Form.name("music", "calm"), "default", "What is heard after that."),
                    need("none", Form.STEPS, "Where the call goes when nothing is known."),
                    need("failed", Form.STEPS, "Where the call goes when nobody could tell."),
                    GO_ON)
            .example("look_up: order_status\nwith: {number: order_no, phone: caller.number}\nas: order\n"
                    + "meanwhile: one_moment\nnone: {say: not_found, go: human}\nfailed: human")
            .mistake("{look_up: order_status, with: {number: order_no}, none: human}");

    static final Table QUEUE = Table.of(
                    "queue",
                    "Waits for an agent. What callers hear meanwhile stands under `queues`.",
                    need("queue", Form.name("a queue of `conf/`", "support"), "The queue."),
                    POP,
                    may(
                            "recorded",
                            Form.YES_NO,
                            "the queue's settings in `conf/`",
                            "Whether what caller and agent say is recorded; also after a transfer."),
                    may("after", Form.STEPS, "`goodbye` is said", "Where the caller goes when the agent has left."))
            .and(WANTED)
            .and(SEND_ON)
            .example(
                    "queue: support",
                    "{queue: support, priority: 5, full: {say: all_busy, go: main}, then: main}",
                    "queue: support\nneeds: {german: 3}\nrelax: [{after: 30s, needs: {german: 1}}, {after: 1m, needs: none, also: [sales]}]\n"
                            + "prefer: last_agent\nprefer_for: 20s",
                    "{queue: support, recorded: no}")
            .mistake(
                    "{queue: support, prioriti: 5}",
                    "{queue: support, recorded: maybe}",
                    "{queue: support, priority: 11}",
                    "{queue: support, needs: {german: 6}}");

    /** What stands under {@code transfer}. */
    static final Table WHOM = Table.of(
            "transfer",
            "Whom the caller is put through to: one of these.",
            may("agent", Form.name("an agent's id, or a value such as \"{customer.agent}\"", "ada"), "", "An agent."),
            may("extension", Form.name("an extension, or a value", "201"), "", "Whatever the extension leads to."),
            may(
                    "number",
                    Form.name("a number such as \"+4930123456\", or a value", "\"+4930123456\""),
                    "",
                    "A phone outside, by a trunk of `conf/trunks.ini` that may call it."),
            may("queue", Form.name("a queue of `conf/`", "support"), "", "A queue: the same as the step `queue`."),
            may("script", Form.name("a script's name", "information-line"), "", "A script: the same as `script`."));

    static final Table TRANSFER = Table.of(
                    "transfer",
                    "Rings one person, at once or not at all. The branch that is missing goes on with the next step.",
                    need("transfer", new Form.Inner(WHOM), "Whom."))
            .and(WANTED)
            .and(RINGING)
            .and(List.of(
                    may("full", Form.STEPS, "`then`", "Of a queue, as in `queue`."),
                    may("closed", Form.STEPS, "`then`", "Of a queue, as in `queue`."),
                    may("nobody", Form.STEPS, "`then`", "Of a queue, as in `queue`."),
                    may("too_long", Form.STEPS, "`then`", "Of a queue, as in `queue`."),
                    may("recorded", Form.YES_NO, "the queue's settings in `conf/`", "Of a queue, as in `queue`.")))
            .example(
                    "transfer: {agent: ada}",
                    "{transfer: {extension: 201}, ring: 18s, busy: main, then: main}",
                    "{transfer: {number: \"+4930123456\"}, ring: 30s, then: main}",
                    "{transfer: {queue: support}, full: main}")
            .mistake("transfer: ada", "transfer: {agnet: ada}");

    /** The question after a recording. */
    static final Table REVIEW = Table.of(
                    "review",
                    "The question after a recording: 1 keeps it, 2 plays it, 3 records again.",
                    may("say", Form.PROMPTS, "the prompt `review`", "What is said."),
                    may("wait", Form.DURATION, "that of `input`", "How long a key is awaited."),
                    may("silence", Form.RETRIES, "[again, next]", "What silence leads to; `next` keeps the recording."),
                    may("wrong", Form.RETRIES, "[again, next]", "What wrong keys lead to; `next` keeps the recording."))
            .example("say: send_or_again\nsilence: [again, next]")
            .mistake("{say: review, keys: {1: main}}");

    private static final List<Key> RECORDING = List.of(
            may("max", Form.DURATION, "2m", "The longest recording, up to 30m."),
            may("least", Form.DURATION, "1s", "What is shorter counts as nothing said."),
            may(
                    "silence",
                    either(Form.DURATION, oneOf("none")),
                    "4s",
                    "The recording ends when nobody has spoken for so long."),
            may("end", oneOf("hash", "star", "#", "*", "any", "none"), "hash", "The key that ends it."),
            may("beep", Form.YES_NO, "yes", "Whether a tone comes first."),
            may(
                    "review",
                    either(Form.YES_NO, Form.PROMPTS, new Form.Inner(REVIEW)),
                    "no",
                    "What is asked afterwards; `yes` says the prompt `review`."),
            may("as", Form.VARIABLE, "", "The variable that tells of it: `{NAME.length|duration}`."),
            may("keys", new Form.Keys(true), "", "Keys that leave, before and while the caller is recorded."),
            may("nothing", Form.RETRIES, "[again, next]", "What happens when nobody has said anything."),
            BARGE);

    static final Table RECORD = Table.of(
                    "record",
                    "Records what the caller says. It stays with the call.",
                    need("record", Form.PROMPTS, "What is said before the tone."))
            .and(RECORDING)
            .and(List.of(
                    may(
                            "prompt",
                            Form.ID,
                            "",
                            "The prompt that this becomes, in the language of the call, for somebody who has given a PIN."),
                    may("full", Form.STEPS, "the next step", "Where the call goes when nothing can be recorded."),
                    GO_ON))
            .example("record: say_your_address\nas: address\nmax: 1m\nend: hash\nreview: yes")
            .mistake("{record: say_your_address, max: 2h}", "{record: say_your_address, silence: [again, human]}");

    static final Table PIN = Table.of(
                    "pin",
                    "Asks for a PIN, which `bin/helpline pin NAME` makes. With the right one `switch` and `record` with `prompt` work in"
                            + " this call. After three wrong ones in a row it is locked for a while.",
                    need("pin", Form.PROMPTS, "What is said before the PIN is awaited."),
                    may("name", Form.VARIABLE, "studio", "Which PIN."),
                    may(
                            "wait",
                            Form.DURATION,
                            "that of `input`",
                            "How long the first key is awaited after the prompt."),
                    may("silence", Form.RETRIES, "[again, hangup]", "What silence leads to."),
                    may("wrong", Form.RETRIES, "[again, again, hangup]", "What a wrong PIN leads to."),
                    GO_ON)
            .example("pin: enter_pin", "{pin: enter_pin, wrong: [[{say: wrong_pin}, again], hangup], go: studio}")
            .mistake("{pin: enter_pin, digits: 4}");

    static final Table SWITCH = Table.of(
                    "switch",
                    "Switches a notice and says how it stands, for somebody who has given a PIN.",
                    need("switch", Form.ID, "The notice."),
                    may(
                            "to",
                            oneOf("on", "off", "other", "tell"),
                            "other",
                            "What becomes of it; `tell` only says how it stands."),
                    may("is_on", Form.PROMPTS, "the prompt `notice_on`", "What is said when it is on."),
                    may("is_off", Form.PROMPTS, "the prompt `notice_off`", "What is said when it is off."),
                    GO_ON)
            .example("switch: outage", "{switch: outage, to: on, is_on: outage_is_on, is_off: outage_is_off}")
            .mistake("{switch: outage, to: open}");

    static final Table DECLARE = Table.of(
                    "declare",
                    "Says what a calendar says for now, for somebody who has given a PIN, and says how it stands.",
                    need(
                            "declare",
                            oneOf("open", "closed", "holiday", "emergency", "as_written", "tell"),
                            "What it says from now on; `as_written` takes that back, `tell` only says how it stands."),
                    may("hours", Form.name("a calendar of `conf/`", "office"), "the script's `hours`", "The calendar."),
                    may(
                            "until",
                            new Form.Matching(
                                    "end_of_day, taken_back, a time, or a length of time",
                                    "^(end_of_day|taken_back|[0-9]{2}:[0-9]{2}|[0-9]{1,5}[mhd])$",
                                    List.of("end_of_day", "taken_back", "18:00", "2h")),
                            "end_of_day",
                            "When it ends by itself, on the calendar's clocks."),
                    may("is_open", Form.PROMPTS, "the prompt `hours_open`", "What is said when it is open."),
                    may("is_closed", Form.PROMPTS, "the prompt `hours_closed`", "What is said when it is closed."),
                    may("is_holiday", Form.PROMPTS, "the prompt `hours_holiday`", "What is said on a holiday."),
                    may("is_emergency", Form.PROMPTS, "the prompt `hours_emergency`", "What is said in an emergency."),
                    GO_ON)
            .example("declare: closed", "{declare: emergency, hours: office, until: 18:00, is_emergency: emergency_on}")
            .mistake("{declare: shut}", "{declare: closed, until: tomorrow}");

    static final Table VOICEMAIL = Table.of(
                    "voicemail",
                    "Takes a message for a queue: by e-mail and on its agents' desks. Then it says goodbye and hangs up.",
                    need("voicemail", Form.name("a queue of `conf/`", "support"), "Whose message it is."),
                    may("greeting", Form.PROMPTS, "the prompt `leave_message`", "What is said before the tone."))
            .and(RECORDING)
            .and(List.of(
                    may(
                            "full",
                            Form.STEPS,
                            "`box_full` and `goodbye`",
                            "Where the call goes when the box takes no more."),
                    may("then", Form.STEPS, "`message_taken` and `goodbye`", "Where the call goes after the message.")))
            .example(
                    "voicemail: support",
                    "{voicemail: support, greeting: closed_leave_message, review: yes, then: main}")
            .mistake("{voicemail: support, go: main}", "{voicemail: support, say: leave_message}");
    static final Table EXTENSION = Table.of(
                    "extension",
                    "Asks for an extension and rings whoever has it. How many digits it has, `conf/extensions.ini` says;"
                            + " one that nobody has is a wrong key.",
                    need("extension", Form.PROMPTS, "What is said before the digits are awaited."),
                    BETWEEN,
                    FUNCTION_KEYS)
            .and(RINGING)
            .and(ASKING)
            .example("{extension: which_extension, ring: 18s, busy: main, then: main}", "{extension: which_extension}")
            .mistake("extension: 201", "{extension: which_extension, digits: 3}");

    static final Table DIRECTORY = Table.of(
                    "directory",
                    "Asks for a name letter by letter (2 is A, B or C), reads out who fits, and rings the one chosen.",
                    need("directory", Form.PROMPTS, "What is said before the letters are awaited."),
                    may(
                            "letters",
                            new Form.Whole(1, 8),
                            "until hash, or a pause",
                            "How many letters are enough to look for names."),
                    may(
                            "choose",
                            Form.PROMPTS,
                            "the prompt `directory_choice`",
                            "What is said of each name, with `{person.name}` and its key `{choice}`."),
                    may("more", Form.PROMPTS, "", "What is said when key 9 reads out further names."),
                    may("most", new Form.Whole(1, 8), "4", "How many names are read out at once."),
                    BETWEEN,
                    FUNCTION_KEYS)
            .and(RINGING)
            .and(ASKING)
            .example(
                    "{directory: spell_name, choose: [\"{person.name}\", press_n], then: main}",
                    "{directory: spell_name, letters: 3}")
            .mistake("{directory: spell_name, most: 9}");

    static final Table CALLBACK = Table.of(
                    "callback",
                    "Calls the caller back when their turn comes, so that they need not wait on the phone. Their number is"
                            + " offered, or asked for; 1 is right, 2 another. Then comes goodbye.",
                    need("callback", Form.name("a queue of `conf/`", "support"), "The queue whose agents call back."),
                    may("number", Form.TEXT, "\"{caller.number}\"", "The number that is offered."),
                    may("question", Form.PROMPTS, "callback_number", "What is said to ask for a number."),
                    may(
                            "confirm",
                            Form.PROMPTS,
                            "callback_confirm",
                            "What is said before 1 (right) or 2 (another) is taken; the number is `callback.number`."),
                    may("promise", Form.PROMPTS, "callback_promise", "What is said when the call-back is promised."),
                    may("there", Form.PROMPTS, "callback_there", "What is said when one was promised before."),
                    may(
                            "refused",
                            Form.PROMPTS,
                            "callback_refused",
                            "What is said of a number that must not be called; then another is asked for."),
                    may("priority", new Form.Whole(0, 10), "0", "Higher comes first."),
                    may(
                            "wait",
                            Form.DURATION,
                            "that of `input`",
                            "How long the first key is awaited after the prompt."),
                    may("silence", Form.RETRIES, "that of `input`", "What happens when nothing is pressed."),
                    may("wrong", Form.RETRIES, "that of `input`", "What happens after a wrong key."),
                    may("failed", Form.STEPS, "the human", "Where the call goes when there can be no call-back."),
                    may("then", Form.STEPS, "goodbye", "Where the call goes after the promise."))
            .example("callback: support", "{callback: support, promise: [callback_promise, wait], failed: human}")
            .mistake("{callback: support, priority: 11}");

    static final Table SCRIPT = Table.of(
                    "script",
                    "Goes to another script, from its start.",
                    need("script", Form.name("a script's name", "information-line"), "The script."))
            .example("script: information-line")
            .mistake("{script: information-line, go: main}");

    static final Table SUB_SCRIPT = Table.of(
            "do",
            "Another script that is run like a section and comes back. It has variables of its own.",
            need("script", Form.name("a script's name", "verify"), "The script."),
            may(
                    "with",
                    new Form.Named("what it takes", "^[a-z][a-z0-9_]{0,31}$", Form.ANY),
                    "",
                    "What the script declares under `takes`; a bare name is that variable's value."),
            may("as", Form.VARIABLE, "", "The variable that keeps what it gives back."));

    static final Table DO = Table.of(
                    "do",
                    "Runs a section or another script, which comes back by `return` or at its end.",
                    need("do", either(Form.SECTION, new Form.Inner(SUB_SCRIPT)), "What is run."),
                    may("as", Form.VARIABLE, "", "The variable that keeps what it gives back."),
                    GO_ON)
            .example(
                    "{do: verify_customer, as: verified}",
                    "do: {script: verify, with: {number: caller.number}, as: verified}")
            .mistake("do: {with: {number: caller.number}}", "do:");

    static final Table RETURN = Table.of(
                    "return",
                    "Goes back to the step after the `do` that runs this section or script. The word alone gives nothing back.",
                    need("return", Form.ANY, "What is given back: a value, a text, or `= expression`."))
            .example("return: = order_no >= 7000")
            .mistake("return: = order_no >");

    static final Table SPLIT = Table.of(
                    "split",
                    "Sends a share of the calls each way, by chance. What is left over goes on with the next step.",
                    need(
                            "split",
                            new Form.Named("shares with where they lead", "^([0-9]{1,3} ?%|else)$", Form.STEPS),
                            "The shares, 100% together at most; `else` is the rest."),
                    may("by", oneOf("caller"), "chance", "Gives the same caller the same side each time."))
            .example("{split: {20%: new_menu, else: old_menu}, by: caller}")
            .mistake("split: {a fifth: new_menu}", "split: {60%: new_menu, 50%: old_menu}");

    static final Table GO = Table.of(
                    "go",
                    "Goes to a section. Its name alone is the same.",
                    need("go", Form.SECTION, "The section, or `again`, `human`, `next`, `hangup`."))
            .example("go: main")
            .mistake("go:");

    static final List<Table> ALL = List.of(
            SAY, PLAY, MENU, ASK, RATING, SET, WHEN, LANGUAGE, NOTICE, LOOK_UP, QUEUE, TRANSFER, EXTENSION, DIRECTORY,
            CALLBACK, RECORD, VOICEMAIL, PIN, SWITCH, DECLARE, SCRIPT, GO, DO, RETURN, SPLIT);

    private StepTables() {}
}
