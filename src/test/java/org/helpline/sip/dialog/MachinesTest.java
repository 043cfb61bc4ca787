package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three machines, state by state and event by event: from, event, to, effects. */
class MachinesTest {

    @ParameterizedTest
    @CsvSource({
        "Waiting, Ring, Waiting, SendProvisional",
        "Waiting, Answer, Answered, SendOk",
        "Waiting, End, Over, SendRefusal Forget",
        "Waiting, Cancel, Over, SendRefusal Tell:Cancelled Forget",
        "Waiting, Bye, Over, SendRefusal Tell:ByeReceived Forget",
        "Waiting, Unheard, Over, SendRefusal Tell:Failed Forget",
        "Waiting, Ack, Waiting, ''",
        "Waiting, AckTimeout, Waiting, ''",
        "Answered, Ring, Answered, ''",
        "Answered, Answer, Answered, ''",
        "Answered, End, Closing, ''",
        "Answered, Cancel, Answered, ''",
        "Answered, Ack, Up, StopRepeating Tell:Acknowledged",
        "Answered, AckTimeout, Over, StopRepeating SendLastBye Tell:NeverAcknowledged",
        "Answered, Bye, Over, StopRepeating Tell:ByeReceived Forget",
        "Answered, Unheard, Answered, ''",
        "Closing, Ring, Closing, ''",
        "Closing, Answer, Closing, ''",
        "Closing, End, Closing, ''",
        "Closing, Cancel, Closing, ''",
        "Closing, Ack, Over, StopRepeating SendBye",
        "Closing, AckTimeout, Over, StopRepeating SendLastBye",
        "Closing, Bye, Over, StopRepeating Forget",
        "Closing, Unheard, Closing, ''",
        "Up, Ring, Up, ''",
        "Up, Answer, Up, ''",
        "Up, End, Over, SendBye",
        "Up, Cancel, Up, ''",
        "Up, Ack, Up, ''",
        "Up, AckTimeout, Up, ''",
        "Up, Bye, Over, StopRepeating Tell:ByeReceived Forget",
        "Up, Unheard, Up, ''",
        "Over, Ring, Over, ''",
        "Over, Answer, Over, ''",
        "Over, End, Over, ''",
        "Over, Cancel, Over, ''",
        "Over, Ack, Over, ''",
        "Over, AckTimeout, Over, ''",
        "Over, Bye, Over, ''",
        "Over, Unheard, Over, ''",
    })
    void anIncomingCall(String from, String event, String to, String effects) {
        IncomingMachine.State state = switch (from) {
            case "Waiting" -> new IncomingMachine.State.Waiting();
            case "Answered" -> new IncomingMachine.State.Answered();
            case "Closing" -> new IncomingMachine.State.Closing("why");
            case "Up" -> new IncomingMachine.State.Up();
            default -> new IncomingMachine.State.Over();
        };
        IncomingMachine.Event told = switch (event) {
            case "Ring" -> new IncomingMachine.Event.Ring(180, Optional.empty());
            case "Answer" -> new IncomingMachine.Event.Answer("sdp");
            case "End" -> new IncomingMachine.Event.End(480, "why", 0);
            case "Cancel" -> new IncomingMachine.Event.Cancel("");
            case "Ack" -> new IncomingMachine.Event.Ack(Optional.empty());
            case "AckTimeout" -> new IncomingMachine.Event.AckTimeout();
            case "Unheard" -> new IncomingMachine.Event.Unheard();
            default -> new IncomingMachine.Event.Bye("");
        };
        IncomingMachine.Step step = IncomingMachine.step(state, told);
        assertThat(name(step.next())).isEqualTo(to);
        assertThat(names(step.effects())).isEqualTo(effects);
    }

    @ParameterizedTest
    @CsvSource({
        "Ringing, Provisional, Ringing, Tell:Provisional",
        "Ringing, Accepted, Up, EnterDialog Tell:Answered",
        "Ringing, Refused, Over, Tell:Refused Forget",
        "Ringing, Failed, Over, Tell:Failed Forget",
        "Ringing, End, Cancelling, SendCancel",
        "Ringing, Bye, Ringing, ''",
        "Ringing, CancelTimeout, Ringing, ''",
        "Cancelling, Provisional, Cancelling, ''",
        "Cancelling, Accepted, Over, EnterDialog SendBye",
        "Cancelling, Refused, Over, Forget",
        "Cancelling, Failed, Over, Forget",
        "Cancelling, End, Cancelling, ''",
        "Cancelling, Bye, Cancelling, ''",
        "Cancelling, CancelTimeout, Over, Forget",
        "Up, Provisional, Up, ''",
        "Up, Accepted, Up, ''",
        "Up, Refused, Up, ''",
        "Up, Failed, Up, ''",
        "Up, End, Over, SendBye",
        "Up, Bye, Over, Tell:ByeReceived Forget",
        "Up, CancelTimeout, Up, ''",
        "Over, Provisional, Over, ''",
        "Over, Accepted, Over, EnterDialog SendBye",
        "Over, Refused, Over, ''",
        "Over, Failed, Over, ''",
        "Over, End, Over, ''",
        "Over, Bye, Over, ''",
        "Over, CancelTimeout, Over, ''",
    })
    void anOutgoingCall(String from, String event, String to, String effects) {
        OutgoingMachine.State state = switch (from) {
            case "Ringing" -> new OutgoingMachine.State.Ringing();
            case "Cancelling" -> new OutgoingMachine.State.Cancelling("why");
            case "Up" -> new OutgoingMachine.State.Up();
            default -> new OutgoingMachine.State.Over();
        };
        OutgoingMachine.Event told = switch (event) {
            case "Provisional" -> new OutgoingMachine.Event.Provisional(180, Optional.empty());
            case "Accepted" -> new OutgoingMachine.Event.Accepted(Optional.empty());
            case "Refused" -> new OutgoingMachine.Event.Refused(486, "Busy");
            case "Failed" -> new OutgoingMachine.Event.Failed("why");
            case "End" -> new OutgoingMachine.Event.End("why");
            case "Bye" -> new OutgoingMachine.Event.Bye("");
            default -> new OutgoingMachine.Event.CancelTimeout();
        };
        OutgoingMachine.Step step = OutgoingMachine.step(state, told);
        assertThat(name(step.next())).isEqualTo(to);
        assertThat(names(step.effects())).isEqualTo(effects);
    }

    /** {@code +} after a state: an offer of ours waits there; {@code ?}: the answer to our offer is due in the ACK. */
    @ParameterizedTest
    @CsvSource({
        "Quiet, Offer, Asking, SendInvite",
        "Quiet, Offered, Deciding, Tell:ReInvited",
        "Quiet, Ack, Quiet, ''",
        "Quiet, RetryDue, Quiet, ''",
        "Quiet, Accept, Quiet, ''",
        "Unconfirmed, Confirmed, Quiet, ''",
        "Unconfirmed, Offer, Unconfirmed+, ''",
        "Unconfirmed+, Confirmed, Asking, SendInvite",
        "Unconfirmed, Offered, Deciding, ImpliedAck Tell:ReInvited",
        "Unconfirmed?, Offered, Unconfirmed?, SendRefusal:491",
        "Asking, Accepted, Quiet, Tell:ReInviteAnswered",
        "Asking, Refused, Quiet, Tell:ReInviteRefused",
        "Asking, Glare, Retrying, StartRetry",
        "Asking, Offered, Asking, SendRefusal:491",
        "Asking, Offer, Asking+, ''",
        "Asking+, Accepted, Asking, Tell:ReInviteAnswered SendInvite",
        "Asking+, Refused, Asking, Tell:ReInviteRefused SendInvite",
        "Asking+, Glare, Retrying, StartRetry",
        "Asking, Accept, Asking, ''",
        "Asking, RetryDue, Asking, ''",
        "Retrying, RetryDue, Asking, SendInvite",
        "Retrying, Offered, Deciding+, Tell:ReInvited",
        "Retrying, Offer, Retrying, ''",
        "Retrying, Accepted, Retrying, ''",
        "Deciding, Accept, Repeating, SendOk",
        "Deciding?, Accept, Repeating?, SendOk",
        "Deciding, Refuse, Quiet, SendRefusal:488",
        "Deciding+, Refuse, Asking, SendRefusal:488 SendInvite",
        "Deciding, Offered, Deciding, SendRefusal:500",
        "Deciding, Offer, Deciding+, ''",
        "Repeating, Ack, Quiet, StopRepeating",
        "Repeating?, Ack, Quiet, StopRepeating Tell:Acknowledged",
        "Repeating+, Ack, Asking, StopRepeating SendInvite",
        "Repeating, Offered, Deciding, StopRepeating Tell:ReInvited",
        "Repeating?, Offered, Repeating?, SendRefusal:491",
        "Repeating, Offer, Repeating+, ''",
        "Repeating, RetryDue, Repeating, ''",
        "Quiet, Updated, Updating, Tell:ReInvited",
        "Quiet, Answered, Quiet, ''",
        "Unconfirmed, Updated, Updating, Tell:ReInvited",
        "Unconfirmed?, Updated, Unconfirmed?, SendRefusal:491",
        "Unconfirmed?, Answered, Unconfirmed, ''",
        "Asking, Updated, Asking, SendRefusal:491",
        "Retrying, Updated, Updating, Tell:ReInvited",
        "Deciding, Updated, Deciding, SendRefusal:500",
        "Repeating, Updated, Updating, Tell:ReInvited",
        "Repeating?, Updated, Repeating?, SendRefusal:491",
        "Updating, Accept, Quiet, SendUpdateOk",
        "Updating, Refuse, Quiet, SendRefusal:488",
        "Updating, Offer, Updating+, ''",
        "Updating+, Accept, Asking, SendUpdateOk SendInvite",
        "Updating, Updated, Updating, SendRefusal:500",
        "Updating, Offered, Updating, SendRefusal:500",
        "Updating, Ack, Updating, ''",
    })
    void reInvites(String from, String event, String to, String effects) {
        OfferMachine.Event told = switch (event) {
            case "Confirmed" -> new OfferMachine.Event.Confirmed();
            case "Offer" -> new OfferMachine.Event.Offer("new");
            case "Accepted" -> new OfferMachine.Event.Accepted(Optional.empty());
            case "Refused" -> new OfferMachine.Event.Refused(488);
            case "Glare" -> new OfferMachine.Event.Glare();
            case "RetryDue" -> new OfferMachine.Event.RetryDue();
            case "Updated" -> new OfferMachine.Event.Updated("theirs");
            case "Answered" -> new OfferMachine.Event.Answered();
            case "Offered" -> new OfferMachine.Event.Offered(Optional.of("theirs"));
            case "Accept" -> new OfferMachine.Event.Accept("answer");
            case "Refuse" -> new OfferMachine.Event.Refuse(488, "no");
            default -> new OfferMachine.Event.Ack(Optional.empty());
        };
        OfferMachine.Step step = OfferMachine.step(offerState(from), told);
        assertThat(shown(step.next())).isEqualTo(to);
        assertThat(names(step.effects())).isEqualTo(effects);
    }

    private static OfferMachine.State offerState(String shown) {
        Optional<String> next = shown.endsWith("+") ? Optional.of("waiting") : Optional.empty();
        boolean due = shown.endsWith("?");
        return switch (shown.replaceAll("[+?]", "")) {
            case "Quiet" -> new OfferMachine.State.Quiet();
            case "Unconfirmed" -> new OfferMachine.State.Unconfirmed(due, next);
            case "Asking" -> new OfferMachine.State.Asking("ours", next);
            case "Retrying" -> new OfferMachine.State.Retrying("ours");
            case "Updating" -> new OfferMachine.State.Updating(new OfferMachine.State.Quiet(), next);
            case "Deciding" -> new OfferMachine.State.Deciding(!due, next);
            default -> new OfferMachine.State.Repeating(due, next);
        };
    }

    private static String shown(OfferMachine.State state) {
        return switch (state) {
            case OfferMachine.State.Unconfirmed u -> name(u) + (u.answerDue() ? "?" : "") + plus(u.next());
            case OfferMachine.State.Asking a -> name(a) + plus(a.next());
            case OfferMachine.State.Deciding d -> name(d) + (d.hadOffer() ? "" : "?") + plus(d.next());
            case OfferMachine.State.Repeating r -> name(r) + (r.answerDue() ? "?" : "") + plus(r.next());
            case OfferMachine.State.Updating u -> name(u) + plus(u.next());
            case OfferMachine.State.Quiet _, OfferMachine.State.Retrying _ -> name(state);
        };
    }

    private static String plus(Optional<String> next) {
        return next.isPresent() ? "+" : "";
    }

    private static String names(List<?> effects) {
        return effects.stream().map(MachinesTest::effect).collect(Collectors.joining(" "));
    }

    private static String effect(Object effect) {
        return switch (effect) {
            case IncomingMachine.Effect.Tell tell -> "Tell:" + name(tell.event());
            case OutgoingMachine.Effect.Tell tell -> "Tell:" + name(tell.event());
            case OfferMachine.Effect.Tell tell -> "Tell:" + name(tell.event());
            case OfferMachine.Effect.SendRefusal refusal -> "SendRefusal:" + refusal.status();
            default -> name(effect);
        };
    }

    private static String name(Object value) {
        return value.getClass().getSimpleName();
    }
}
