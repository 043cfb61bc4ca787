package org.helpline.journal;

import java.time.Duration;
import org.helpline.core.AgentFact;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.RoutingFact;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.core.ServerFact;
import org.helpline.core.SoundWords;

/** Facts in plain words, as the steps of a call's story. Control characters from outside become spaces. */
public final class FactWords {

    private FactWords() {}

    /** One line without an end; empty if the fact says nothing that another does not say better. */
    public static String of(Fact fact) {
        String words = switch (fact) {
            case CallFact f -> ofCall(f);
            case ScriptFact f -> ofScript(f);
            case QueueFact f -> ofQueue(f);
            case AgentFact f -> ofAgent(f);
            case ServerFact f -> ofServer(f);
            case RoutingFact _ -> ""; // the replay reads it
        };
        return plain(words);
    }

    /** Nothing that a terminal would obey. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String byTrunk(CallFact.Arrived f) {
        String form = f.sentDialled().isEmpty() ? "" : " (written " + f.sentDialled() + ")";
        String diverted = f.divertedBy().value().isEmpty()
                ? ""
                : ", passed on by " + f.divertedBy().value();
        return (f.trunk().isEmpty() ? form : form + " by trunk " + f.trunk()) + diverted;
    }

    private static String ofCall(CallFact fact) {
        return switch (fact) {
            case CallFact.Arrived f ->
                caller(f.from(), f.fromName()) + " calls " + f.dialled() + byTrunk(f) + " from " + f.source()
                        + (f.userAgent().isEmpty() ? "" : " (" + f.userAgent() + ")");
            case CallFact.NumberMatched f -> "served as " + f.entry() + " of numbers.properties";
            case CallFact.CallsBack f ->
                "call-back " + f.callback() + " of queue " + f.queue() + " to " + f.to().value() + ", attempt "
                        + f.attempt() + ", asked for " + span(f.waited()) + " ago";
            case CallFact.Dials f ->
                f.by() + " calls " + f.to().value() + " from the desk"
                        + (f.queue().value().equals("direct") ? "" : ", for queue " + f.queue());
            case CallFact.Tested f -> f.by() + " tries the own phone: a test call";
            case CallFact.NotDialled f -> f.by() + " does not reach " + f.to().value() + ": " + f.why();
            case CallFact.Refused f -> "refused with " + f.status() + ": " + f.reason();
            case CallFact.Answered f -> phone(f.leg()) + " is answered: " + f.codec() + ", sound to " + f.rtp();
            case CallFact.Invited f -> ""; // traces know it
            case CallFact.Ringing f -> phone(f.leg()) + " rings";
            case CallFact.Early f -> "what comes from " + phone(f.leg()) + " is heard before it is answered";
            case CallFact.Tried f -> "to " + who(f.leg()) + ": " + f.sentence();
            case CallFact.DigitPressed f ->
                "key " + f.digit().value() + " from " + who(f.leg()) + " (by " + way(f.via()) + ")";
            case CallFact.Held f ->
                f.by().equals("phone")
                        ? who(f.leg()) + " puts us on hold"
                        : who(f.leg()) + " is put on hold at the desk";
            case CallFact.Resumed f ->
                f.by().equals("phone")
                        ? who(f.leg()) + " takes us off hold"
                        : who(f.leg()) + " is taken off hold at the desk";
            case CallFact.Bridged f -> "caller and " + who(f.agentLeg()) + " hear each other";
            case CallFact.Replaced f ->
                "another call of " + (f.by().isEmpty() ? "nobody by name" : f.by().value())
                        + (f.trunk().isEmpty() ? "" : " by trunk " + f.trunk()) + " takes the place of "
                        + phone(f.leg());
            case CallFact.Transferred f -> f.by() + " transfers the caller to " + f.to();
            case CallFact.Moved f -> f.by() + " moves the caller to " + f.to();
            case CallFact.PutFirst f -> f.by() + " puts the caller first in line";
            case CallFact.NotTransferred f ->
                "the phone of " + f.by() + " asks to transfer the caller to " + f.to().value() + ", in vain: "
                        + f.why();
            case CallFact.Muted f -> who(f.leg()) + (f.on() ? " is muted at the desk" : " is heard again");
            case CallFact.KeysSent f ->
                f.by() + " presses " + f.keys().value() + " at the desk, sent to " + who(f.leg());
            case CallFact.Consults f ->
                f.by() + " has " + f.with().value() + " rung "
                        + (f.forGood() ? "to give them the caller" : "to ask them first");
            case CallFact.Consulted f ->
                f.withCaller()
                        ? f.by() + " speaks with the caller, " + f.with().value() + " waits"
                        : f.by() + " speaks with " + f.with().value() + ", the caller waits";
            case CallFact.AllTogether f ->
                f.by() + " joins all: the caller, " + f.by() + " and "
                        + f.with().value() + " hear each other";
            case CallFact.Invites f -> f.by() + " has " + f.with().value() + " rung, to be with all";
            case CallFact.InviteEnded f -> f.with().value() + " is not with the others: " + f.how();
            case CallFact.ConsultEnded f -> f.by() + " and " + f.with().value() + " are done: " + f.how();
            case CallFact.RecordingAnnounced _ -> "both hear that the call is recorded";
            case CallFact.RecordingBegan f -> "is recorded from now on as " + f.recording() + ", by " + f.by();
            case CallFact.RecordingPaused f ->
                f.by() + (f.on() ? " pauses the recording" : " lets the recording go on");
            case CallFact.RecordingEnded f ->
                "the recording " + f.recording() + " ends after " + span(f.length())
                        + (f.trouble().isEmpty() ? "" : ": " + f.trouble());
            case CallFact.NotRecorded f -> "is not recorded: " + f.why();
            case CallFact.SupervisorRung f -> f.by() + " wants to listen to " + f.agent() + ", and is rung";
            case CallFact.Supervises f -> supervises(f) + (f.shown() ? "" : ", which the desk does not show");
            case CallFact.SuperviseEnded f ->
                f.length().isZero()
                        ? f.by() + " does not come to listen to " + f.agent() + ": " + f.why()
                        : f.by() + " is no longer beside " + f.agent() + " after " + span(f.length()) + ": " + f.why();
            case CallFact.MediaSilent f -> "no sound from " + who(f.leg()) + " for " + span(f.silence());
            case CallFact.MediaClosed f ->
                "sound of " + who(f.leg()) + " closed: " + f.packetsReceived() + " packets received, " + f.packetsSent()
                        + " sent, " + f.lost() + " lost, " + f.strangers() + " from strangers, jitter "
                        + String.format(java.util.Locale.ROOT, "%.1f ms", f.jitterMillis()) + sound(f);
            case CallFact.LegEnded f -> phone(f.leg()) + " is hung up by " + by(f.by()) + ": " + f.reason();
            case CallFact.Ended f -> "the call ends, " + f.outcome() + ", by " + by(f.by()) + ": " + f.reason();
        };
    }

    private static String supervises(CallFact.Supervises f) {
        return switch (f.as()) {
            case "whisper" -> f.by() + " whispers to " + f.agent() + ", who alone hears it";
            case "barge" -> f.by() + " speaks with all whom " + f.agent() + " speaks with";
            default -> f.by() + " listens to " + f.agent() + " and is heard by nobody";
        };
    }

    private static String sound(CallFact.MediaClosed f) {
        String fared = SoundWords.of(f, who(f.leg()));
        String troubles = String.join(" ", SoundWords.troubles(f, who(f.leg())));
        return (fared.isEmpty() ? "" : "; " + fared + " (ITU-T G.107, as G.711 would sound)")
                + (troubles.isEmpty() ? "" : ". " + troubles);
    }

    private static String ofScript(ScriptFact fact) {
        return switch (fact) {
            case ScriptFact.Started f ->
                "script " + f.script() + " begins (version " + f.version() + ", language " + f.language() + ")";
            case ScriptFact.Entered f -> "step " + f.place() + ": " + f.what();
            case ScriptFact.Prompted f -> "hears " + f.prompt() + " in " + f.language();
            case ScriptFact.Weighed f -> "at " + f.place() + ": " + f.values();
            case ScriptFact.Ruled f -> "the rule '" + f.rule() + "' at " + f.place() + " holds: " + f.words();
            case ScriptFact.Unserved f ->
                "is not served (" + f.reason().replace('_', ' ') + ") and goes on as " + f.by()
                        + (f.by().equals("queues") ? " of the script says" : f.by().contains(":") ? "" : " says");
            case ScriptFact.Undecided f -> "cannot work out " + f.place() + ": " + f.why();
            case ScriptFact.SubScriptBegan f -> "runs the script " + f.script() + " (version " + f.version() + ")";
            case ScriptFact.SubScriptEnded f -> "is back in the script " + f.outer();
            case ScriptFact.SaidAsItIs f -> "hears " + f.name() + " as it is: it cannot be said the way the text asks";
            case ScriptFact.PromptEnded f ->
                f.complete()
                        ? "heard it to the end, " + span(Duration.ofMillis(f.heardMillis()))
                        : "it stops after " + span(Duration.ofMillis(f.heardMillis()));
            case ScriptFact.Chose f ->
                "pressed " + f.keys().value() + " in the " + section(f.place()) + " menu"
                        + (f.show().isEmpty() ? "" : ": " + f.show());
            case ScriptFact.Asked f ->
                "gave " + f.name() + " at " + f.place() + ": " + f.value().value();
            case ScriptFact.Silence f -> "no key at " + f.place() + " (try " + f.tries() + ")";
            case ScriptFact.WrongKey f ->
                "wrong key " + f.keys().value() + " at " + f.place() + " (try " + f.tries() + ")";
            case ScriptFact.NothingSaid f -> "said nothing at " + f.place() + " (try " + f.tries() + ")";
            case ScriptFact.NotRecorded f -> "is not recorded at " + f.place() + ": " + f.why();
            case ScriptFact.Kept f ->
                f.box().isEmpty()
                        ? span(f.length()) + " were recorded" + (f.name().isEmpty() ? "" : " as " + f.name())
                        : "left a message of " + span(f.length()) + " for " + f.box();
            case ScriptFact.Managed f -> f.what();
            case ScriptFact.LanguageSet f -> "the language becomes " + f.language();
            case ScriptFact.VariableSet f -> f.name() + " becomes " + f.value().value();
            case ScriptFact.Rated f -> "rates " + f.question() + " " + f.score() + " of " + f.most();
            case ScriptFact.NotReached f -> f.whom() + " is not reached: " + f.why();
            case ScriptFact.LookedUp f ->
                "look-up " + f.name() + ": " + f.outcome() + " after " + span(Duration.ofMillis(f.millis()))
                        + (f.why().isEmpty() ? "" : ". " + f.why());
            case ScriptFact.Left f -> "the script goes on to " + f.to();
        };
    }

    private static String ofQueue(QueueFact fact) {
        return switch (fact) {
            case QueueFact.Joined f ->
                "waits in queue " + f.queue() + " at position " + f.position()
                        + (f.priority() == 0 ? "" : " (priority " + f.priority() + ")")
                        + (f.carried().isZero() ? "" : ", having waited " + span(f.carried()) + " before");
            case QueueFact.NotQueued f -> "queue " + f.queue() + " does not take the caller: " + f.why();
            case QueueFact.Relaxed f -> "from now on who may be rung: " + f.words();
            case QueueFact.Decided _ -> ""; // the explanation tells it
            case QueueFact.Returned f ->
                "has the old place in queue " + f.queue() + " back (" + f.why() + "): " + span(f.waited())
                        + " waited before count";
            case QueueFact.CutOff f ->
                "was cut off in queue " + f.queue() + ", " + span(f.waited())
                        + " after coming there: whoever calls again soon has the place back";
            case QueueFact.Offered f ->
                "offered to " + f.agent() + " after waiting " + span(f.waited()) + "; the desk shows " + shown(f.pop());
            case QueueFact.PopCompleted f -> f.agent() + "'s desk now shows " + shown(f.pop());
            case QueueFact.OfferAccepted f -> f.agent() + " takes the call";
            case QueueFact.OfferEnded f ->
                f.why().startsWith("withdrawn: ")
                        ? f.agent() + " is no longer offered the call: "
                                + f.why().substring("withdrawn: ".length())
                        : f.agent() + " does not take the call: " + f.why();
            case QueueFact.Connected f ->
                "connected to " + f.agent() + " from queue " + f.queue() + " after waiting " + span(f.waited());
            case QueueFact.CallbackPromised f ->
                "a call-back to " + f.number().value() + " is promised in queue " + f.queue()
                        + (f.position() == 0 ? ", which is closed" : " at position " + f.position()) + " ("
                        + f.callback() + ")";
            case QueueFact.CallbackStands f ->
                "a call-back in queue " + f.queue() + " was promised before (" + f.callback() + ")";
            case QueueFact.CallbackRefused f -> "no call-back in queue " + f.queue() + ": " + f.why();
            case QueueFact.CallbackBooked f ->
                f.source() + " books a call-back to " + f.number().value() + " in queue " + f.queue() + " ("
                        + f.callback() + ")";
            case QueueFact.CallbackAsleep f ->
                "the call-back in queue " + f.queue() + " that the caller was promised sleeps meanwhile ("
                        + f.callback() + ")";
            case QueueFact.CallbackAwake f ->
                "the call-back in queue " + f.queue() + " has its turn again (" + f.callback() + ")";
            case QueueFact.CallbackOver f -> "the call-back in queue " + f.queue() + " is over: " + f.why();
            case QueueFact.CallbackReached f ->
                "the customer is reached, " + span(f.waited()) + " after asking for the call-back";
            case QueueFact.CallbackMissed f ->
                "the call-back comes to nothing: " + f.why() + "; the customer was called in vain "
                        + (f.attempts() == 1 ? "once" : f.attempts() + " times")
                        + (f.again().isZero() ? "" : ", again in " + span(f.again()) + " at the earliest");
            case QueueFact.Abandoned f -> "hung up in queue " + f.queue() + " after waiting " + span(f.waited());
            case QueueFact.SentOn f ->
                "leaves queue " + f.queue() + " after waiting " + span(f.waited()) + ": " + f.why();
        };
    }

    private static String ofAgent(AgentFact fact) {
        return switch (fact) {
            case AgentFact.StateChanged f ->
                f.agent() + " is now " + f.state() + (f.reason().isEmpty() ? "" : " (" + f.reason() + ")");
            case AgentFact.Forced f ->
                f.by()
                        + (f.state().equals("end-wrap-up")
                                ? " ends the wrap-up of " + f.agent()
                                : " sets " + f.agent() + " to " + f.state())
                        + (f.reason().isEmpty() ? "" : " (" + f.reason() + ")")
                        + (f.afterCall() ? " after the call in hand" : "");
            case AgentFact.Reassigned f ->
                f.asWritten()
                        ? f.by() + " has " + f.agent() + " serve and know again what the settings say"
                        : f.by() + " has " + f.agent() + " serve " + (f.queues().isEmpty() ? "nothing" : f.queues())
                                + (f.skills().isEmpty() ? "" : " with " + f.skills()) + " for now";
            case AgentFact.WrapUpExtended f -> f.agent() + " extends wrap-up by " + span(f.by());
            case AgentFact.WrapUpCoded f -> f.agent() + " picks wrap-up code " + f.code();
            case AgentFact.AttributeSet f ->
                f.agent() + " writes " + f.name() + ": " + f.value().value();
            case AgentFact.Tagged f -> f.agent() + (f.on() ? " puts on the tag " : " takes off the tag ") + f.tag();
            case AgentFact.StepDone f ->
                f.agent() + (f.done() ? " has done step " : " takes back step ") + f.step() + " of playbook "
                        + f.playbook()
                        + (f.note().isEmpty() ? "" : ": " + f.note().value());
            case AgentFact.HelpAsked f ->
                f.agent() + " calls for help: " + f.words().value();
            case AgentFact.HelpOver f -> f.agent() + "'s call for help is over, by " + f.by();
            case AgentFact.Noted f -> f.agent() + " notes: " + f.note().value();
            case AgentFact.PhoneChanged f ->
                "phone of " + f.agent() + " at " + f.contact() + (f.registered() ? " registers" : " is gone") + ": "
                        + f.why();
        };
    }

    private static String ofServer(ServerFact fact) {
        return switch (fact) {
            case ServerFact.Started f -> "Helpline " + f.version() + " starts";
            case ServerFact.Stopped f -> "Helpline stops: " + f.why();
            case ServerFact.ScriptPublished f -> "script " + f.script() + " is taken up (version " + f.version() + ")";
            case ServerFact.HoursDeclared f ->
                "the hours " + f.calendar() + " are declared " + f.what() + " by " + f.by();
            case ServerFact.AlarmRaised f ->
                "alarm of queue " + f.queue() + ": " + f.what() + " is " + f.value() + ", the limit " + f.limit();
            case ServerFact.AlarmCleared f -> "the alarm of queue " + f.queue() + " is over: " + f.what();
            case ServerFact.Announced f ->
                f.by() + " announces something to " + f.queues() + " until " + f.until() + " (" + f.id() + ")";
            case ServerFact.AnnouncementOver f -> f.by() + " ends the announcement " + f.id();
            case ServerFact.UrgentDeclared f ->
                "queue " + f.queue() + (f.on() ? " is declared urgent by " : " is as usual again, by ") + f.by();
            case ServerFact.RecordingKept f ->
                "the recording " + f.recording() + " is kept as " + f.path() + ", SHA-256 " + f.sha256();
            case ServerFact.RecordingDeleted f ->
                "the recording " + f.recording() + " is deleted (" + f.why() + ") by " + f.by();
            case ServerFact.ScriptRefused f -> "script " + f.script() + " is refused: " + f.problems();
        };
    }

    private static String caller(Personal number, Personal name) {
        String shown = number.isEmpty() ? "a withheld number" : number.value();
        return name.isEmpty() || name.equals(number) ? shown : name.value() + " <" + shown + ">";
    }

    private static String shown(ScreenPop pop) {
        String who = pop.matches().isEmpty()
                ? caller(pop.number(), Personal.NONE)
                : String.join(
                        " or ",
                        pop.matches().stream().map(m -> m.name().value()).toList());
        String chosen = String.join(
                ", ",
                pop.choices().stream()
                        .map(c -> c.value().isEmpty()
                                ? c.label()
                                : c.label() + " " + c.value().value())
                        .toList());
        String handed = String.join(
                ", ",
                pop.handovers().stream()
                        .map(h -> h.agent() + (h.note().isEmpty() ? "" : ", with a note"))
                        .toList());
        return who + (chosen.isEmpty() ? "" : ": " + chosen) + (handed.isEmpty() ? "" : "; transferred by " + handed);
    }

    private static String phone(String leg) {
        return leg.equals("caller") ? "the call" : who(leg) + "'s phone";
    }

    private static String way(String via) {
        return switch (via) {
            case "info" -> "SIP INFO";
            case "tone" -> "tone in the sound";
            default -> "RTP event";
        };
    }

    private static String who(String leg) {
        if (leg.equals("caller")) {
            return "the caller";
        }
        return leg.startsWith("agent:")
                ? leg.substring(6)
                : leg.replaceFirst("^phone:", "extension ").replaceFirst("^number:|^supervisor:", "");
    }

    private static String by(String who) {
        return switch (who) {
            case "caller", "agent", "script", "desk", "supervisor", "server", "network" -> "the " + who;
            default -> who;
        };
    }

    private static String section(String place) {
        int stroke = place.indexOf('/');
        return stroke < 0 ? place : place.substring(0, stroke);
    }

    /** {@code 4.2 s}, {@code 1 min 5 s}, {@code 2 h 3 min}. */
    static String span(Duration span) {
        long millis = span.toMillis();
        if (millis < 60_000) {
            return String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = millis / 1000;
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
