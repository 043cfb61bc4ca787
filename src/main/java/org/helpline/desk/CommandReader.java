package org.helpline.desk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.config.DeskSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Targets;
import tools.jackson.databind.JsonNode;

/** Reads the desk's commands from JSON and checks them against what is configured. Pure but for the targets it asks for. */
final class CommandReader {

    static final int MOST_NOTE_CHARACTERS = 4_000;
    private static final int MOST_ATTRIBUTE_CHARACTERS = 200;
    private static final int MOST_TAG_CHARACTERS = 64;
    private static final int MOST_STEP_NOTE_CHARACTERS = 1_000;
    private static final int MOST_HELP_CHARACTERS = 200;
    private static final Duration MOST_EXTENSION = Duration.ofMinutes(10);

    private final DeskSettings settings;
    private final Supplier<Targets> targets;

    CommandReader(DeskSettings settings, Supplier<Targets> targets) {
        this.settings = settings;
        this.targets = targets;
    }

    /** What was read. */
    sealed interface Read {
        /** A command to carry out. */
        record Good(Command command) implements Read {}

        /** The sentence that says what is wrong. */
        record Bad(String why) implements Read {}
    }

    /** Reads {@code {"command": "not-ready", "reason": "lunch"}} and its kin. */
    Read read(JsonNode json) {
        return switch (text(json, "command")) {
            case "log-in" -> good(new Command.LogIn());
            case "log-out" -> good(new Command.LogOut());
            case "ready" -> good(new Command.Ready());
            case "not-ready" -> notReady(text(json, "reason"));
            case "hang-up" -> good(new Command.HangUp());
            case "hold" -> good(new Command.Hold());
            case "resume" -> good(new Command.Resume());
            case "transfer" -> transfer(text(json, "to"), text(json, "name"));
            case "mute" -> good(new Command.Mute(true));
            case "unmute" -> good(new Command.Mute(false));
            case "record" -> good(new Command.RecordCall(true));
            case "stop-recording" -> good(new Command.RecordCall(false));
            case "pause-recording" -> good(new Command.PauseRecording(true));
            case "resume-recording" -> good(new Command.PauseRecording(false));
            case "keys" -> keys(text(json, "keys"));
            case "put-through" -> reach(text(json, "to"), Command.PutThrough::new);
            case "consult" -> reach(text(json, "to"), Command.Consult::new);
            case "dial" -> dial(text(json, "number").strip(), text(json, "queue"));
            case "swap" -> good(new Command.Swap());
            case "join-all" -> good(new Command.JoinAll());
            case "complete" -> good(new Command.Complete());
            case "cancel-consult" -> good(new Command.CancelConsult());
            case "note" -> note(json);
            case "wrap-up-code" -> code(json);
            case "attribute" -> attribute(json);
            case "tag" -> tag(json);
            case "step" -> step(json);
            case "help" -> help(text(json, "text"));
            case "help-over" -> good(new Command.HelpOver());
            case "extend-wrap-up" -> extend(json.path("seconds").asLong(0));
            default -> bad("This desk knows no such command.");
        };
    }

    private Read notReady(String reason) {
        return settings.notReadyReasons().contains(reason)
                ? good(new Command.NotReady(reason))
                : bad("Pick one of the reasons: " + String.join(", ", settings.notReadyReasons()) + ".");
    }

    private Read transfer(String kind, String name) {
        Targets known = targets.get();
        return switch (kind) {
            case "queue" ->
                among(known.queues(), new QueueName(name), new Command.TransferToQueue(new QueueName(name)));
            case "script" -> among(known.scripts(), name, new Command.TransferToScript(name));
            case "agent" -> among(known.agents(), new AgentId(name), new Command.TransferToAgent(new AgentId(name)));
            default -> bad("A call is transferred to a queue, a script or a colleague.");
        };
    }

    private static Read keys(String keys) {
        return keys.matches("[0-9*#]{1,40}") ? good(new Command.Keys(keys)) : bad("Keys are 1 to 40 of 0-9, * and #.");
    }

    private Read dial(String number, String queue) {
        if (!number.matches("\\+?[0-9][0-9 ()/.-]{1,30}")) {
            return bad("Write the number to call with digits.");
        }
        Optional<QueueName> of = Optional.of(queue).filter(q -> !q.isEmpty()).map(QueueName::new);
        return of.isEmpty() || targets.get().queues().contains(of.get())
                ? good(new Command.Dial(number, of))
                : bad("There is no such queue any more.");
    }

    /** A colleague, an extension or a number; what it is the house knows. */
    private static Read reach(String to, Function<String, Command> command) {
        String clean = to.strip();
        return clean.matches("[\\p{L}\\p{N}+ ()/._@-]{1,64}")
                ? good(command.apply(clean))
                : bad("Say a colleague, an extension or a number.");
    }

    private static <T> Read among(List<T> known, T wanted, Command command) {
        return known.contains(wanted) ? good(command) : bad("There is no such place to transfer to any more.");
    }

    private static Read note(JsonNode json) {
        String note = text(json, "text").replaceAll("[\\p{Cntrl}&&[^\n]]", " ").strip();
        if (note.length() > MOST_NOTE_CHARACTERS) {
            return bad("A note has at most " + MOST_NOTE_CHARACTERS + " characters.");
        }
        return isInteraction(json)
                ? good(new Command.Note(interaction(json), note))
                : bad("The note belongs to no call.");
    }

    private static Read attribute(JsonNode json) {
        String value = text(json, "value").strip();
        if (value.length() > MOST_ATTRIBUTE_CHARACTERS || value.matches("(?s).*\\p{Cntrl}.*")) {
            return bad("What is kept of a caller has at most " + MOST_ATTRIBUTE_CHARACTERS + " characters.");
        }
        return isInteraction(json) && text(json, "name").matches("[A-Za-z_][A-Za-z0-9_]{0,63}")
                ? good(new Command.Attribute(interaction(json), text(json, "name"), value))
                : bad("What is kept belongs to no call.");
    }

    private static Read tag(JsonNode json) {
        String tag = text(json, "tag").strip();
        if (tag.isEmpty() || tag.length() > MOST_TAG_CHARACTERS || tag.matches("(?s).*\\p{Cntrl}.*")) {
            return bad("A tag has 1 to " + MOST_TAG_CHARACTERS + " characters.");
        }
        return isInteraction(json)
                ? good(new Command.Tag(interaction(json), tag, json.path("on").asBoolean(true)))
                : bad("The tag belongs to no call.");
    }

    private static Read step(JsonNode json) {
        String note = text(json, "note").replaceAll("[\\p{Cntrl}&&[^\n]]", " ").strip();
        if (note.length() > MOST_STEP_NOTE_CHARACTERS) {
            return bad("A step's note has at most " + MOST_STEP_NOTE_CHARACTERS + " characters.");
        }
        return isInteraction(json) && text(json, "step").matches("[a-z][a-z0-9_]{0,31}")
                ? good(new Command.Step(
                        interaction(json), text(json, "step"), json.path("done").asBoolean(true), note))
                : bad("The step belongs to no call.");
    }

    private static Read help(String text) {
        String words = text.replaceAll("\\p{Cntrl}", " ").strip();
        return words.length() <= MOST_HELP_CHARACTERS
                ? good(new Command.Help(words))
                : bad("A call for help has at most " + MOST_HELP_CHARACTERS + " characters.");
    }

    /** Which codes there are depends on the queue: the house says it. */
    private static Read code(JsonNode json) {
        String code = text(json, "code");
        return isInteraction(json)
                ? good(new Command.WrapUpCode(interaction(json), code))
                : bad("The wrap-up code belongs to no call.");
    }

    private static Read extend(long seconds) {
        return seconds >= 1 && seconds <= MOST_EXTENSION.toSeconds()
                ? good(new Command.ExtendWrapUp(Duration.ofSeconds(seconds)))
                : bad("Wrap-up is extended by 1 to " + MOST_EXTENSION.toSeconds() + " seconds.");
    }

    private static boolean isInteraction(JsonNode json) {
        return text(json, "interaction").matches("[a-z0-9-]{1,64}");
    }

    private static InteractionId interaction(JsonNode json) {
        return new InteractionId(text(json, "interaction"));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    private static Read good(Command command) {
        return new Read.Good(command);
    }

    private static Read bad(String why) {
        return new Read.Bad(why);
    }
}
