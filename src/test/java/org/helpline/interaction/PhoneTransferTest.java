package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.call.FakeReferral;
import org.helpline.call.Sdp;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents who transfer callers by the buttons of their phones: REFER. */
class PhoneTransferTest {

    private static HouseOnOneThread talking(String... agents) {
        HouseOnOneThread house = HouseOnOneThread.straight(agents);
        house.edge.register("204", "sip:204@192.0.2.70");
        house.calls("300");
        house.answers();
        return house;
    }

    private static FakePhone anna(HouseOnOneThread house) {
        return house.edge.called().getFirst();
    }

    private static FakeMediaLeg caller(HouseOnOneThread house) {
        return house.media.legs().getFirst();
    }

    private static FakeReferral refers(HouseOnOneThread house, String target) {
        FakeReferral referral = anna(house).refers(target);
        house.run();
        return referral;
    }

    // ---- blind

    @ParameterizedTest
    @ValueSource(strings = {"ben", "202"})
    void aColleagueIsRungWhileTheAgentKeepsTheCallerAndHasThemOnAnswering(String dialled) {
        HouseOnOneThread house = talking("anna", "ben");
        anna(house).holds();
        house.run();
        FakeReferral referral = refers(house, dialled);
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(caller(house).music()).isEqualTo("default.wav");
        assertThat(anna(house).isUp()).isTrue();
        FakePhone ben = house.answers();

        assertThat(referral.said()).containsExactly("202", "NOTIFY 180", "NOTIFY 200 over");
        assertThat(anna(house).said()).contains("BYE The caller was transferred");
        assertThat(caller(house).peer()).contains(house.media.last());
        assertThat(caller(house).music()).isEmpty();
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.agentState("ben")).isEqualTo("talking");
        assertThat(house.story(0, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(new AgentId("anna"), "ben"));
        ben.hangsUp();
        house.passes(40);
        assertThat(house.end(0)).startsWith("served");
        house.assertNothingIsLeft("after the transfer");
    }

    @Test
    @DisplayName("P54: the colleague's desk and phone show the caller, not who transferred them")
    void theRightCallerIsShown() {
        HouseOnOneThread house = talking("anna", "ben");
        refers(house, "ben");
        assertThat(house.edge.last().shown().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
        DeskPort.DeskCall offered = house.onDesk("ben").orElseThrow();
        assertThat(offered.phase()).isEqualTo("offered");
        assertThat(offered.pop().number().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
        assertThat(offered.pop().handovers()).extracting(h -> h.name()).containsExactly("The anna");
        house.answers();
        assertThat(house.onDesk("ben").orElseThrow().phase()).isEqualTo("talking");
        assertThat(house.onDesk("anna").orElseThrow().phase()).isEqualTo("wrap-up");
    }

    @ParameterizedTest
    @CsvSource({"486, 486, busy", "603, 486, busy", "404, 480, not there", "0, 480, no answer"})
    void whoeverIsNotReachedLeavesTheCallerWithTheAgent(int status, int told, String why) {
        HouseOnOneThread house = talking("anna", "ben");
        anna(house).holds();
        FakeReferral referral = refers(house, "ben");
        if (status == 0) {
            house.edge.last().rings();
            house.passes(21);
        } else {
            house.edge.last().refuses(status);
            house.run();
        }
        assertThat(referral.said()).endsWith("NOTIFY " + told + " over");
        assertThat(house.story(0, CallFact.NotTransferred.class))
                .containsExactly(new CallFact.NotTransferred(new AgentId("anna"), new Personal("ben"), why));
        assertThat(house.agentState("anna")).isEqualTo("talking");
        assertThat(house.onDesk("ben")).isEmpty();
        anna(house).resumes();
        house.run();
        assertThat(caller(house).peer()).contains(house.media.legs().get(1));
        anna(house).hangsUp();
        house.passes(40);
        house.assertNothingIsLeft("after " + status);
    }

    @Test
    void aColleagueWhoTalksIsNotRungAndTheCallerStays() {
        HouseOnOneThread house = talking("anna", "ben");
        house.calls("300");
        house.answers();
        FakeReferral referral = refers(house, "ben");
        assertThat(referral.said()).containsExactly("202", "NOTIFY 486 over");
        assertThat(house.rung()).containsExactly("anna", "ben");
        assertThat(caller(house).peer()).contains(house.media.legs().get(1));
    }

    @Test
    void aPhoneThatIsNobodysTakesTheCallerToo() {
        HouseOnOneThread house = talking("anna");
        FakeReferral referral = refers(house, "204");
        FakePhone desk = house.answers();
        assertThat(referral.said()).endsWith("NOTIFY 200 over");
        assertThat(desk.agent().value()).isEqualTo("204");
        assertThat(caller(house).peer()).contains(house.media.last());
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        desk.hangsUp();
        house.passes(40);
        house.assertNothingIsLeft("after the phone");
    }

    @Test
    void aQueueOrAScriptTakesTheCallerAtOnce() {
        HouseOnOneThread house = talking("anna", "ben");
        FakeReferral referral = refers(house, "billing");
        assertThat(referral.said()).containsExactly("202", "NOTIFY 200 over");
        assertThat(house.story(0, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(new AgentId("anna"), "queue billing"));
        FakePhone ben = house.answers();
        FakeReferral second = ben.refers("302");
        house.run();
        assertThat(second.said()).containsExactly("202", "NOTIFY 200 over");
        assertThat(house.story(0, CallFact.Transferred.class))
                .endsWith(new CallFact.Transferred(new AgentId("ben"), "script survey"));
    }

    @ParameterizedTest
    @CsvSource({"+4930123, 404 Not Found", "anna, 403 That Is You", "'', 404 Not Found"})
    void whatLeadsNowhereIsRefusedWithItsReasonInTheRecord(String target, String refusal) {
        HouseOnOneThread house = talking("anna");
        assertThat(refers(house, target).said()).containsExactly(refusal);
        assertThat(house.story(0, CallFact.NotTransferred.class)).hasSize(1);
        assertThat(caller(house).peer()).contains(house.media.last());
    }

    @Test
    void aSecondOneWaitsForTheFirst() {
        HouseOnOneThread house = talking("anna", "ben");
        refers(house, "ben");
        assertThat(refers(house, "204").said()).containsExactly("491 Request Pending");
    }

    @Test
    void anAgentWhoHangsUpBeforeTheAnswerStillHandsTheCallerOver() {
        HouseOnOneThread house = talking("anna", "ben");
        refers(house, "ben");
        anna(house).hangsUp();
        house.passes(2);
        assertThat(house.callers.getFirst().isOver()).isFalse();
        assertThat(caller(house).music()).isEqualTo("default.wav");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        house.answers();
        assertThat(caller(house).peer()).contains(house.media.last());
        assertThat(house.agentState("ben")).isEqualTo("talking");
        house.callers.getFirst().hangsUp();
        house.passes(2);
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
        house.assertNothingIsLeft("after both");
    }

    @Test
    void ifNobodyAnswersThenTheCallGoesOnAsAfterEveryAgent() {
        HouseOnOneThread house = talking("anna", "ben");
        refers(house, "ben");
        anna(house).hangsUp();
        house.edge.last().refuses(486);
        house.passes(20);
        assertThat(house.end(0)).startsWith("served");
        house.assertNothingIsLeft("after nobody");
    }

    @Test
    void aCallerWhoHangsUpMeanwhileStopsTheRinging() {
        HouseOnOneThread house = talking("anna", "ben");
        FakeReferral referral = refers(house, "ben");
        house.edge.last().rings();
        house.callers.getFirst().hangsUp();
        house.passes(2);
        assertThat(referral.said()).endsWith("NOTIFY 487 over");
        assertThat(house.edge.last().said()).last().asString().startsWith("CANCEL");
        assertThat(house.agentState("ben")).isEqualTo("ready");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        house.assertNothingIsLeft("after the caller");
    }

    @Test
    void theDeskOfTheOneWhoIsRungCanDecline() {
        HouseOnOneThread house = talking("anna", "ben");
        FakeReferral referral = refers(house, "ben");
        house.desk("ben", new DeskPort.Command.HangUp());
        assertThat(referral.said()).endsWith("NOTIFY 486 over");
        assertThat(house.agentState("anna")).isEqualTo("talking");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ben", "204", "+19005551234"})
    void aCallerMayTransferNobody(String target) {
        HouseOnOneThread house = talking("anna", "ben");
        assertThat(house.callers.getFirst().refers(target).said()).containsExactly("403 Only Agents Transfer Callers");
        assertThat(house.rung()).containsExactly("anna");
        assertThat(house.log).anyMatch(line -> line.contains("only an agent's may"));
    }

    // ---- calls within the house

    private static FakeCaller annaCalls(HouseOnOneThread house, String dialled) {
        return house.calls(dialled, "anna", Optional.of(Sdp.audio(31_000)));
    }

    @Test
    void anAgentsPhoneReachesAColleagueWithItsPassword() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
        house.edge.registerHere("anna");
        FakeCaller anna = annaCalls(house, "ben");
        assertThat(anna.authenticated()).containsExactly("anna");
        assertThat(anna.said()).containsExactly("180");
        house.answers();
        assertThat(anna.said()).containsExactly("180", "200");
        anna.ack();
        house.run();
        assertThat(house.media.legs().getFirst().peer()).contains(house.media.last());
        anna.hangsUp();
        house.passes(2);
        assertThat(house.end(0)).isEqualTo("served by caller");
        house.assertNothingIsLeft("after the chat");
    }

    @Test
    void whoCallsOutsideHearsTheNetworkBeforeTheAnswer() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.edge.registerHere("anna");
        FakeCaller anna = annaCalls(house, "+49305550");
        FakePhone outside = house.edge.last().rings().announces(41_000);
        house.run();
        assertThat(anna.said()).as("nothing is heard yet").containsExactly("180");
        house.media.last().latches();
        house.run();
        assertThat(anna.said()).containsExactly("180", "183");
        String early = anna.lastSdp();
        assertThat(early).contains("m=audio");
        assertThat(house.media.legs().getLast().hears())
                .contains(house.media.legs().getFirst());
        outside.answers();
        house.run();
        assertThat(anna.said()).containsExactly("180", "183", "200");
        assertThat(anna.lastSdp()).isEqualTo(early);
        anna.ack();
        house.run();
        assertThat(house.media.legs()).hasSize(2);
        assertThat(house.media.legs().getLast().peer())
                .contains(house.media.legs().getFirst());
        anna.hangsUp();
        house.passes(5);
        house.assertNothingIsLeft("after the call outside");
    }

    @Test
    void anAnnouncementThatEndsInARefusalEndsTheCallOutside() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.edge.registerHere("anna");
        FakeCaller anna = annaCalls(house, "+49305550");
        house.edge.last().announces(41_000);
        house.media.last().latches();
        house.run();
        house.edge.last().refuses(404);
        house.passes(1);
        assertThat(anna.said()).containsExactly("180", "183", "480 Temporarily Unavailable");
        house.passes(5);
        house.assertNothingIsLeft("after the announcement");
    }

    /** Else the two could not be joined: calls do not move between threads. */
    @Test
    void whatAPhoneWithACallerCallsComesToTheLoopOfTheCallerAlsoIfItIsNoAgents() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
        house.edge.register("204", "sip:204@192.0.2.70");
        house.edge.registerHere("204");
        house.calls("305");
        house.media.legs().getFirst().hears('2');
        house.run();
        house.answers();
        FakeCaller second = house.calls("ben", "204", Optional.of(Sdp.audio(31_000)));
        assertThat(second.askedBeside()).contains(house.callers.getFirst().loop());
        second.hangsUp();
        house.callers.getFirst().hangsUp();
        house.passes(5);
        FakeCaller later = house.calls("ben", "204", Optional.of(Sdp.audio(31_000)));
        assertThat(later.askedBeside()).as("without a caller").isEmpty();
    }

    @Test
    void withoutThePasswordNobodyIsRungAndNothingIsRecorded() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
        house.edge.registerHere("anna");
        FakeCaller thief = house.invited("ben", "anna").withoutPassword();
        house.calls.onInvite(thief);
        house.run();
        assertThat(thief.said()).containsExactly("401 Unauthorized");
        assertThat(house.rung()).isEmpty();
        assertThat(house.streams()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ben, stranger", "202, +4930123", "ben, anna"})
    void whoIsNoRegisteredPhoneReachesNobodyInside(String dialled, String from) {
        HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben"); // anna's phone is registered from elsewhere
        FakeCaller stranger = house.calls(dialled, from, Optional.of(Sdp.audio(31_000)));
        assertThat(stranger.said()).containsExactly("404 Not Found");
        assertThat(stranger.authenticated()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"486, 486 Busy Here", "404, 480 Temporarily Unavailable"})
    void whoIsNotReachedIsToldByTheStatus(int status, String told) {
        HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
        house.edge.registerHere("anna");
        FakeCaller anna = annaCalls(house, "202");
        house.edge.last().refuses(status);
        house.passes(1);
        assertThat(anna.said()).containsExactly("180", told);
        assertThat(house.end(0)).isEqualTo("not-reached by server");
        house.assertNothingIsLeft("after no");
    }

    @Test
    void aScriptsNumberNeedsNoPassword() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");
        house.edge.registerHere("anna");
        assertThat(annaCalls(house, "300").authenticated()).isEmpty();
        assertThat(annaCalls(house, "billing").said()).containsExactly("403 Forbidden");
    }

    // ---- attended

    private static HouseOnOneThread consulted() {
        HouseOnOneThread house = talking("anna", "ben");
        house.edge.registerHere("anna");
        anna(house).holds();
        FakeCaller second = annaCalls(house, "ben");
        house.answers();
        second.ack();
        house.run();
        return house;
    }

    @Test
    @DisplayName("P54: after an attended transfer caller and colleague hear each other, and the desk shows the caller")
    void theCallerIsJoinedWithTheColleagueWhoWasAsked() {
        HouseOnOneThread house = consulted();
        FakeCaller second = house.callers.getLast();
        FakePhone ben = house.edge.last();
        assertThat(caller(house).music()).isEqualTo("default.wav");
        FakeReferral referral = anna(house).refersTo(second);
        house.run();

        assertThat(referral.said()).containsExactly("202", "NOTIFY 200 over");
        assertThat(ben.isUp()).isTrue();
        assertThat(anna(house).isOver()).isTrue();
        assertThat(second.isOver()).isTrue();
        assertThat(caller(house).music()).isEmpty();
        assertThat(caller(house).peer()).contains(house.media.legs().get(2));
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.agentState("ben")).isEqualTo("talking");
        DeskPort.DeskCall shown = house.onDesk("ben").orElseThrow();
        assertThat(shown.interaction().value()).isEqualTo(house.streams().getFirst());
        assertThat(shown.pop().number().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
        assertThat(house.story(0, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(new AgentId("anna"), "ben"));
        assertThat(house.story(0, CallFact.Bridged.class))
                .extracting(CallFact.Bridged::agentLeg)
                .isEqualTo(List.of("agent:anna", "agent:ben"));

        ben.hangsUp();
        house.passes(40);
        assertThat(house.agentState("ben")).isNotEqualTo("talking");
        assertThat(house.end(0)).startsWith("served");
        house.assertNothingIsLeft("after the joined call");
    }

    @Test
    void theCallerWhoHangsUpAfterwardsReleasesTheColleague() {
        HouseOnOneThread house = consulted();
        anna(house).refersTo(house.callers.getLast());
        house.run();
        house.callers.getFirst().hangsUp();
        house.passes(2);
        assertThat(house.edge.last().isOver()).isTrue();
        assertThat(house.agentState("ben")).isEqualTo("wrap-up");
        house.assertNothingIsLeft("after the caller");
    }

    @Test
    void aPhoneOfTheHouseMayBeAskedToo() {
        HouseOnOneThread house = talking("anna");
        house.edge.registerHere("anna");
        FakeCaller second = annaCalls(house, "204");
        FakePhone desk = house.answers();
        second.ack();
        house.run();
        assertThat(anna(house).refersTo(second).said()).containsExactly("202", "NOTIFY 200 over");
        house.run();
        assertThat(caller(house).peer()).contains(house.media.legs().get(2));
        desk.hangsUp();
        house.passes(40);
        house.assertNothingIsLeft("after the phone");
    }

    @Test
    void aCallThatIsNotTheirsOrNotAnsweredCannotBeJoined() {
        HouseOnOneThread house = talking("anna", "ben");
        FakeReferral strangers = anna(house).refersTo(house.callers.getFirst());
        assertThat(strangers.said()).containsExactly("603 No Such Second Call");
        house.edge.registerHere("anna");
        FakeCaller ringing = annaCalls(house, "ben");
        assertThat(anna(house).refersTo(ringing).said()).containsExactly("603 No Such Second Call");
        assertThat(caller(house).peer()).contains(house.media.legs().get(1));
    }

    // ---- INVITE with Replaces

    private static FakeCaller replacing(HouseOnOneThread house, FakeCaller phone) {
        house.callers.add(phone);
        house.calls.onInvite(phone);
        house.run();
        return phone;
    }

    @Test
    void aPhoneOfTheHouseTakesThePlaceOfTheOneThatTalks() {
        HouseOnOneThread house = talking("anna", "ben");
        house.edge.registerHere("ben");
        FakeCaller ben = replacing(house, house.invited("helpline", "ben").replacing(anna(house), false));
        assertThat(ben.authenticated()).containsExactly("ben");
        assertThat(ben.said()).containsExactly("200");
        ben.ack();
        house.run();
        assertThat(anna(house).said()).contains("BYE The caller was transferred");
        assertThat(caller(house).peer()).contains(house.media.last());
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.story(0, CallFact.Transferred.class))
                .containsExactly(new CallFact.Transferred(new AgentId("anna"), "ben"));
        ben.hangsUp();
        house.passes(40);
        assertThat(house.streams()).hasSize(1);
        house.assertNothingIsLeft("after the other phone");
    }

    @Test
    void onlyPhonesOfTheHouseMayAndOnlyWithTheirPassword() {
        HouseOnOneThread house = talking("anna", "ben");
        FakeCaller stranger = replacing(house, house.invited("helpline", "ben").replacing(anna(house), false));
        assertThat(stranger.said()).containsExactly("403 Forbidden");
        house.edge.registerHere("ben");
        FakeCaller thief = replacing(
                house, house.invited("helpline", "ben").withoutPassword().replacing(anna(house), false));
        assertThat(thief.said()).containsExactly("401 Unauthorized");
        assertThat(caller(house).peer()).contains(house.media.last());
        assertThat(anna(house).isUp()).isTrue();
    }

    @Test
    void aCallThatIsAnsweredOverOrUnknownIsNotReplaced() {
        HouseOnOneThread house = talking("anna", "ben");
        house.edge.registerHere("ben");
        FakeCaller early = replacing(house, house.invited("helpline", "ben").replacing(anna(house), true));
        assertThat(early.said()).containsExactly("486 Answered Already");
        house.callers.getFirst().hangsUp();
        house.passes(5);
        FakeCaller late = replacing(house, house.invited("helpline", "ben").replacing(anna(house), false));
        assertThat(late.said()).containsExactly("481 Call Does Not Exist");
    }
}
