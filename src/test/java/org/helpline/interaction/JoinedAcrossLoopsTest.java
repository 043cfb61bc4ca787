package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.call.FakeReferral;
import org.helpline.call.Sdp;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent joins a caller with a colleague whom they had called before the caller came: the two calls live on two loops, and their sound on two threads. */
class JoinedAcrossLoopsTest {

    private final HouseOnOneThread house = new HouseOnOneThread(
                    HouseOnOneThread.OWN_SCRIPTS, () -> Duration.ofMillis(2), 1, "anna", "ben")
            .ready("anna", "ben");
    private final FakeCaller second;
    private final FakePhone ben;
    private final FakeCaller caller;
    private final FakePhone anna;

    /** Anna talks with Ben, then takes a caller. */
    JoinedAcrossLoopsTest() {
        house.media.spreadOut();
        house.edge.registerHere("anna");
        second = house.callsElsewhere("ben", "anna");
        soon();
        ben = house.answers();
        soon();
        second.ack();
        soon();
        caller = house.calls("300");
        soon();
        anna = house.answers();
        soon();
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(house.agentState("ben")).isEqualTo("talking");
    }

    private void soon() {
        house.passes(Duration.ofMillis(50));
    }

    private FakeMediaLeg callersSound() {
        return house.media.legs().get(2);
    }

    private FakeReferral joins() {
        FakeReferral referral = anna.refersTo(second);
        soon();
        return referral;
    }

    private FakeReferral joined() {
        FakeReferral referral = joins();
        ben.agreesAgain();
        soon();
        return referral;
    }

    private void over() {
        house.passes(60);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void theColleaguesSoundIsBroughtToTheCallersAndTheyHearEachOther() {
        FakeReferral referral = joins();
        assertThat(referral.said()).containsExactly("202");
        FakeMediaLeg beside = house.media.last();
        assertThat(ben.said())
                .containsExactly("re-INVITE to port " + beside.local().getPort());
        ben.agreesAgain();
        soon();
        assertThat(referral.said()).containsExactly("202", "NOTIFY 200 over");
        assertThat(callersSound().peer()).contains(beside);
        assertThat(house.media.open()).containsExactlyInAnyOrder(callersSound(), beside);
        assertThat(anna.isOver()).isTrue();
        assertThat(second.isOver()).isTrue();
        assertThat(ben.isUp()).isTrue();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.agentState("ben")).isEqualTo("talking");
        assertThat(house.onDesk("ben").orElseThrow().pop().number().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
        assertThat(house.story(1, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(new AgentId("anna"), "ben"));
        assertThat(house.end(0)).isEqualTo("served by agent");
        ben.hangsUp();
        soon();
        over();
        assertThat(house.end(1)).startsWith("served");
    }

    @Test
    void keysHoldAndTheDeskGoOnAcrossTheLoops() {
        joined();
        FakeMediaLeg bens = house.media.last();
        ben.holds();
        soon();
        assertThat(ben.said()).last().isEqualTo("200");
        assertThat(callersSound().music()).isEqualTo("default.wav");
        ben.resumes();
        soon();
        assertThat(callersSound().peer()).contains(bens);
        ben.info('7');
        soon();
        assertThat(house.story(1, CallFact.DigitPressed.class).getLast().leg()).isEqualTo("agent:ben");
        caller.info('5');
        soon();
        assertThat(ben.said().stream()
                                .filter(s -> s.startsWith("INFO"))
                                .toList()
                                .size()
                        + bens.digitsSent().size())
                .isEqualTo(1);
        house.desk("ben", new DeskPort.Command.HangUp());
        soon();
        assertThat(ben.isOver()).isTrue();
        over();
    }

    @Test
    void theCallerWhoHangsUpReleasesTheColleague() {
        joined();
        caller.hangsUp();
        soon();
        assertThat(ben.isOver()).isTrue();
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
        over();
    }

    /** Who decides about it is on another loop: it is accepted at once, and a no told as the way it went. */
    @ParameterizedTest
    @CsvSource({"204, 'NOTIFY 480 over'", "nobody, 'NOTIFY 404 over'"})
    void theColleagueMayTransferTheCallerOn(String to, String last) {
        joined();
        FakeReferral referral = ben.refers(to);
        soon();
        house.passes(30);
        assertThat(referral.said()).startsWith("202").endsWith(last);
        assertThat(ben.isUp()).isTrue();
        caller.hangsUp();
        over();
    }

    @Test
    void aPhoneThatRefusesTheReInviteKeepsAllAsItWas() {
        FakeReferral referral = joins();
        ben.refusesAgain();
        soon();
        assertThat(referral.said()).containsExactly("202", "NOTIFY 603 over");
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(anna.isUp()).isTrue();
        assertThat(second.isOver()).isFalse();
        assertThat(house.media.legs().get(0).peer()).contains(house.media.legs().get(1));
        assertThat(house.media.open()).hasSize(4);
        assertThat(house.story(1, CallFact.NotTransferred.class).getLast().why())
                .contains("no second call");
        joined();
        assertThat(callersSound().peer()).contains(house.media.last());
        caller.hangsUp();
        over();
    }

    @Test
    void withoutAFreePortAllIsAsItWas() {
        house.media.free(0);
        assertThat(joins().said()).containsExactly("202", "NOTIFY 603 over");
        assertThat(ben.said()).isEmpty();
        caller.hangsUp();
        second.hangsUp();
        over();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caller", "ben"})
    void whoHangsUpBeforeThePhoneHasAgreedEndsItForTheOthers(String who) {
        FakeReferral referral = joins();
        if (who.equals("caller")) {
            caller.hangsUp();
        } else {
            ben.hangsUp();
        }
        soon();
        ben.agreesAgain();
        soon();
        assertThat(referral.said()).last().isEqualTo(who.equals("caller") ? "NOTIFY 487 over" : "NOTIFY 603 over");
        assertThat(ben.isOver()).isTrue();
        if (who.equals("caller")) {
            assertThat(house.agentState("ben")).isEqualTo("wrap-up");
        } else {
            assertThat(house.agentState("anna")).isEqualTo("talking");
            caller.hangsUp();
        }
        over();
    }

    /** Some phones do so as soon as a transfer is accepted. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPhoneThatHangsBothUpAtOnceHasTransferredAllTheSame(boolean agrees) {
        FakeReferral referral = joins();
        anna.hangsUp();
        second.hangsUp();
        soon();
        assertThat(callersSound().music()).isEqualTo("default.wav");
        if (agrees) {
            ben.agreesAgain();
        } else {
            ben.refusesAgain();
        }
        soon();
        assertThat(referral.said()).last().isEqualTo(agrees ? "NOTIFY 200 over" : "NOTIFY 603 over");
        assertThat(house.end(0)).startsWith("served");
        if (agrees) {
            assertThat(callersSound().peer()).contains(house.media.last());
            assertThat(callersSound().music()).isEmpty();
            ben.hangsUp();
        } else {
            assertThat(house.end(1)).startsWith("served");
        }
        over();
    }

    @Test
    void aStrangersCallCannotBeJoined() {
        FakeCaller other = house.callsElsewhere("300", "+49301");
        soon();
        assertThat(anna.refersTo(other).said()).containsExactly("603 No Such Second Call");
        other.hangsUp();
        caller.hangsUp();
        second.hangsUp();
        over();
    }

    /** Calls of one loop may have their sound on two threads. */
    @ParameterizedTest
    @CsvSource({"true, true, 1", "false, true, 1", "true, false, 0", "false, false, 0"})
    void onlySoundThatIsOnAnotherThreadNeedsAReInvite(boolean elsewhere, boolean spread, int reInvites) {
        HouseOnOneThread near = HouseOnOneThread.straight("anna", "ben");
        near.edge.registerHere("anna");
        if (spread) {
            near.media.spreadOut();
        }
        FakeCaller consult = elsewhere
                ? near.callsElsewhere("ben", "anna")
                : near.calls("ben", "anna", Optional.of(Sdp.audio(31_000)));
        FakePhone colleague = near.answers();
        consult.ack();
        near.run();
        near.calls("300");
        FakeReferral referral = near.answers().refersTo(consult);
        near.run();
        assertThat(colleague.said()).hasSize(reInvites);
        if (reInvites > 0) {
            colleague.agreesAgain();
            near.run();
        }
        assertThat(referral.said()).containsExactly("202", "NOTIFY 200 over");
        assertThat(near.media.legs().get(2).peer()).contains(near.media.legs().get(reInvites > 0 ? 4 : 0));
        colleague.hangsUp();
        near.passes(60);
        near.assertNothingIsLeft("after the colleague");
    }
}
