package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that take the place of a ringing phone, or of the caller: INVITE with Replaces, RFC 3891 §3. */
class ReplacingTest {

    private static final String OTHER = "+4930777";

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");

    private FakeCaller comes(FakeCaller call) {
        house.callers.add(call);
        house.calls.onInvite(call);
        house.run();
        return call;
    }

    private String refusal() {
        return house.story(1, CallFact.Refused.class).getFirst().reason();
    }

    // ---- a phone that rings

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherPhoneOfTheSameAgentTakesTheCallThatRings(boolean earlyOnly) {
        house.edge.registerHere("anna");
        house.calls("300");
        FakePhone desk = house.edge.last().invited().rings();
        FakeCaller mobile = comes(house.invited("helpline", "anna").replacing(desk, earlyOnly));
        assertThat(mobile.authenticated()).containsExactly("anna");
        assertThat(mobile.said()).containsExactly("200");
        mobile.ack();
        house.run();
        assertThat(desk.said()).containsExactly("CANCEL Call completed elsewhere");
        assertThat(house.media.legs().getFirst().peer()).contains(house.media.last());
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(house.story(0, CallFact.Replaced.class))
                .containsExactly(new CallFact.Replaced("agent:anna", new Personal("anna"), mobile.callId(), ""));
        mobile.hangsUp();
        house.passes(60);
        assertThat(house.end(0)).startsWith("served");
        house.assertNothingIsLeft("after the pickup");
    }

    @Test
    void aColleagueMayNotTakeACallThatRingsForAnother() {
        house.edge.registerHere("ben");
        house.calls("300");
        FakePhone desk = house.edge.last().invited().rings();
        FakeCaller ben = comes(house.invited("helpline", "ben").replacing(desk, true));
        assertThat(ben.said()).containsExactly("403 Forbidden");
        assertThat(refusal()).contains("it has no part in", "a trunk what goes over it");
        assertThat(desk.isRinging()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"acme, 200", "other, 403 Forbidden"})
    void aTrunkTakesWhatRingsOverItAndNothingElse(String trunk, String said) {
        house.calls("300");
        FakePhone mobile = house.edge.last().by("acme").invited().rings();
        FakeCaller other = comes(house.invitedBy(trunk, "helpline", OTHER).replacing(mobile, true));
        assertThat(other.said()).containsExactly(said);
        assertThat(other.authenticated()).isEmpty();
    }

    // ---- the caller's leg

    private FakeCaller talking() {
        FakeCaller caller = house.callsByTrunk("300");
        house.answers();
        return caller;
    }

    @Test
    @DisplayName(
            "A PBX beside us transfers its caller after asking: the new one hears the agent, the old one is let go")
    void aTrunkReplacesItsCaller() {
        FakeCaller first = talking();
        FakeCaller second = comes(house.invitedBy("acme", "helpline", OTHER).replacing(first, false));
        assertThat(second.said()).containsExactly("200");
        second.ack();
        house.run();
        assertThat(first.said()).endsWith("BYE Another call has taken this one's place");
        assertThat(house.media.legs()).hasSize(2);
        assertThat(house.media.legs().getFirst().peer()).contains(house.media.last());
        assertThat(house.media
                        .legs()
                        .getFirst()
                        .agreements()
                        .getLast()
                        .remoteRtp()
                        .getPort())
                .isEqualTo(33_000);
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(house.story(0, CallFact.Replaced.class))
                .containsExactly(new CallFact.Replaced("caller", new Personal(OTHER), second.callId(), "acme"));
        assertThat(house.streams()).hasSize(1);
        second.hangsUp();
        house.passes(60);
        assertThat(house.end(0)).isEqualTo("served by caller");
        house.assertNothingIsLeft("after the second caller");
    }

    @Test
    void theSecondCallerMayBeReplacedToo() {
        FakeCaller second = comes(house.invitedBy("acme", "helpline", OTHER).replacing(talking(), false));
        second.ack();
        FakeCaller third = comes(house.invitedBy("acme", "helpline", OTHER).replacing(second, false));
        assertThat(third.said()).containsExactly("200");
        assertThat(second.said()).endsWith("BYE Another call has taken this one's place");
    }

    @ParameterizedTest
    @CsvSource({"other, false, 403 Forbidden", "acme, true, 486 Answered Already"})
    void whoMayNotOrOnlyWhileItRingsIsRefused(String trunk, boolean earlyOnly, String said) {
        FakeCaller first = talking();
        FakeCaller second = comes(house.invitedBy(trunk, "helpline", OTHER).replacing(first, earlyOnly));
        assertThat(second.said()).containsExactly(said);
        assertThat(first.isOver()).isFalse();
        assertThat(house.story(1, CallFact.Refused.class)).hasSize(1);
    }

    /** Calls never move: what comes to another loop cannot reach in. */
    @Test
    void whatComesToAnotherLoopIsToCallAgain() {
        FakeCaller first = talking();
        FakeCaller second = new FakeCaller(
                        house.sip2, house.invitedBy("acme", "helpline", OTHER).invite())
                .replacing(first, false);
        assertThat(comes(second).said()).containsExactly("481 Call Does Not Exist");
        assertThat(refusal()).contains("is to be taken over lives on another thread; call again");
        assertThat(first.isOver()).isFalse();
    }

    @Test
    void aCallThatIsAtItsEndIsNobodysToTake() {
        FakeCaller first = talking();
        FakeCaller second = house.invitedBy("acme", "helpline", OTHER).replacing(first, false);
        first.hangsUp(); // its media are still being closed
        assertThat(comes(second).said()).containsExactly("603 Declined");
        assertThat(refusal()).contains("The call that is to be taken over is at its end");
    }

    @Test
    void aPhoneOfTheHouseMayNotTakeACallersPlace() {
        house.edge.registerHere("ben");
        FakeCaller ben = comes(house.invited("helpline", "ben").replacing(talking(), false));
        assertThat(ben.said()).containsExactly("403 Forbidden");
    }

    @Test
    void aCallThatItsOwnCallerLetsRingIsNoDialogOfOurs() {
        FakeCaller ringing = house.callsByTrunk("301");
        assertThat(ringing.said()).containsExactly("180");
        FakeCaller second = comes(house.invitedBy("acme", "helpline", OTHER).replacing(ringing, false));
        assertThat(second.said()).containsExactly("481 Call Does Not Exist");
    }

    @Test
    void anotherPhoneOfTheSameUserTakesTheUsersOwnCallOver() {
        house.edge.registerHere("ben");
        FakeCaller desk = comes(house.invited("300", "ben"));
        desk.ack();
        house.answers();
        FakeCaller mobile = comes(house.invited("helpline", "ben").replacing(desk, false));
        assertThat(mobile.said()).containsExactly("200");
        assertThat(desk.said()).endsWith("BYE Another call has taken this one's place");
    }

    @Test
    void anAgentsLegByATrunkIsThatTrunksToReplace() {
        house.calls("300");
        FakePhone mobile = house.edge.last().by("acme");
        house.answers();
        FakeCaller other = comes(house.invitedBy("acme", "helpline", OTHER).replacing(mobile, false));
        assertThat(other.said()).containsExactly("200");
        other.ack();
        house.run();
        assertThat(mobile.isOver()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.media.legs().getFirst().peer()).contains(house.media.last());
        other.hangsUp();
        house.passes(60);
        house.assertNothingIsLeft("after the trunk's other");
    }
}
