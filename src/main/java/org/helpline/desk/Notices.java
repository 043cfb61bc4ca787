package org.helpline.desk;

import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.QueueFact;

/** The event's type and the short sentence that the agent reads, if the fact deserves one. Pure. */
final class Notices {

    /** As the ACD says that another agent has the caller: then comes who. */
    private static final String TAKEN = "taken by ";

    private Notices() {}

    /** The event's type for the page. */
    static String type(Fact fact) {
        return switch (fact) {
            case QueueFact.Offered _ -> "offered";
            case QueueFact.PopCompleted _ -> "pop-completed";
            case QueueFact.OfferEnded _ -> "offer-ended";
            case AgentFact.Noted _ -> "noted";
            case AgentFact.WrapUpCoded _ -> "coded";
            case AgentFact.Tagged _ -> "tagged";
            case AgentFact.AttributeSet _ -> "attribute";
            case AgentFact.StepDone _ -> "step";
            case AgentFact.HelpAsked _, AgentFact.HelpOver _ -> "help";
            default -> "changed";
        };
    }

    /** A sentence for this agent, or the empty text. */
    static String sentence(Fact fact, AgentId reader) {
        return switch (fact) {
            case CallFact.ConsultEnded ended when ended.by().equals(reader) -> consultEnded(ended);
            case CallFact.InviteEnded ended when ended.by().equals(reader) -> inviteEnded(ended);
            case CallFact.NotDialled not -> "Your call came to nothing: " + not.why() + ".";
            case CallFact.MediaSilent silent ->
                silent.leg().equals("caller")
                        ? "No sound has come from the caller's line, so the call was ended."
                        : silent.leg().equals("agent:" + reader)
                                ? "No sound came from your phone, so it was hung up: check its microphone and network."
                                : "";
            case QueueFact.OfferEnded ended -> offerEnded(ended.why());
            case AgentFact.PhoneChanged phone ->
                phone.registered()
                        ? "Your phone is connected."
                        : "Your phone is no longer connected: " + phone.why() + ".";
            case AgentFact.Forced forced -> forced(forced);
            case AgentFact.Reassigned again ->
                again.asWritten()
                        ? again.by() + " took back what was changed for you: you serve your usual queues."
                        : again.by() + " changed your queues and skills for now.";
            case AgentFact.HelpOver over ->
                over.by().equals(over.agent().value()) ? "" : "Help is coming: " + over.by() + ".";
            default -> "";
        };
    }

    private static String forced(AgentFact.Forced f) {
        if (f.afterCall()) {
            return switch (f.state()) {
                case "ready" -> f.by() + " set you to ready after this call.";
                case "not-ready" -> f.by() + " set you to not ready after this call: " + f.reason() + ".";
                default -> f.by() + " logs you out after this call.";
            };
        }
        return switch (f.state()) {
            case "ready" -> f.by() + " set you to ready.";
            case "not-ready" -> f.by() + " set you to not ready: " + f.reason() + ".";
            case "offline" -> f.by() + " logged you out.";
            default -> f.by() + " ended your wrap-up.";
        };
    }

    private static String consultEnded(CallFact.ConsultEnded ended) {
        String who = ended.with().value();
        return switch (ended.how()) {
            case "no answer" -> who + " did not answer. You still have the caller.";
            case "busy" -> who + " is busy. You still have the caller.";
            case "not there" -> who + " cannot be reached. You still have the caller.";
            case "they hung up" -> who + " hung up. You still have the caller.";
            default -> "";
        };
    }

    private static String inviteEnded(CallFact.InviteEnded ended) {
        String who = ended.with().value();
        return switch (ended.how()) {
            case "no answer" -> who + " did not answer.";
            case "busy" -> who + " is busy.";
            case "not there" -> who + " cannot be reached.";
            case "they hung up" -> who + " left the conference.";
            default -> "";
        };
    }

    private static String offerEnded(String why) {
        return switch (why) {
            case "no answer" -> "You did not pick up, so the call went to the next agent.";
            case "declined" -> "You declined the call on your phone. It went to the next agent.";
            case "busy" -> "Your phone was busy, so the call went to the next agent.";
            case "unreachable" -> "Your phone could not be reached, so the call went to the next agent.";
            default -> withdrawn(why.replaceFirst("^withdrawn: *", ""));
        };
    }

    private static String withdrawn(String why) {
        return why.startsWith(TAKEN)
                ? why.substring(TAKEN.length()) + " took the call, so it rings no more here."
                : "The call is no longer offered to you: " + why + ".";
    }
}
