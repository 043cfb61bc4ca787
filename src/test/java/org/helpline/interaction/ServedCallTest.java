package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.FakePhone;
import org.helpline.call.Sdp;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedCallTest {

    /** If the story is meant to change, put the printed one into the file. */
    @Test
    void aCallerIsServedFromTheInviteToTheBye() throws IOException {
        HouseOnOneThread house = new HouseOnOneThread("anna").ready("anna");
        FakeCaller caller = house.calls("100");
        house.passes(8); // welcome
        house.media.last().hears('1'); // English
        house.passes(2);
        house.media.last().hears('2'); // billing
        house.passes(1);
        FakePhone anna = house.answers();
        house.passes(60);
        anna.hangsUp();
        house.passes(10);
        assertThat(caller.said()).containsExactly("200", "BYE The agent hung up.");
        String story = house.facts.stream()
                .filter(f -> f.stream().equals(house.streams().getFirst()))
                .map(ServedCallTest::line)
                .collect(Collectors.joining("\n"));
        assertThat(story)
                .isEqualToNormalizingNewlines(
                        Files.readString(Path.of("src/test/resources/interaction/served-call.txt"))
                                .strip());
        house.assertNothingIsLeft("after the call");
    }

    private static String line(Published f) {
        return f.fact()
                .toString()
                .replaceAll("(version|heardMillis)=\\w+", "$1=*"); // scripts and recordings may change
    }

    @Test
    void numbersOfFactsCountWithoutAGap() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.calls("300");
        house.answers().hangsUp();
        house.passes(5);
        String stream = house.streams().getFirst();
        long[] numbers = house.facts.stream()
                .filter(f -> f.stream().equals(stream))
                .mapToLong(Published::number)
                .toArray();
        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i]).isEqualTo(i + 1);
        }
    }

    /** P67: the queue is not talk. */
    @Test
    void talkBeginsWithTheBridgeAndNotInTheQueue() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.calls("300");
        house.passes(15);
        house.answers();
        QueueFact.Connected connected =
                house.story(0, QueueFact.Connected.class).getFirst();
        assertThat(connected.waited()).hasSeconds(15);
        DeskPort.DeskCall call = house.onDesk("anna").orElseThrow();
        assertThat(call.phase()).isEqualTo("talking");
        assertThat(call.waited()).isZero(); // until the offer
        assertThat(call.since()).isEqualTo(house.clock.now());
    }

    @Test
    void musicEndsAndBothHearEachOther() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.calls("300");
        FakeMediaLeg caller = house.media.legs().getFirst();
        assertThat(caller.music()).isEqualTo("default.wav");
        house.answers();
        assertThat(caller.music()).isEmpty();
        assertThat(caller.peer()).contains(house.media.last());
        assertThat(house.media.last().isBeside()).isTrue();
    }

    @Test
    void theScriptGoesOnWhenTheAgentHangsUp() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        FakeCaller caller = house.calls("302");
        FakePhone anna = house.answers();
        house.passes(20);
        anna.hangsUp();
        house.passes(1);
        assertThat(caller.isOver()).isFalse();
        house.media.legs().getFirst().hears('1');
        house.passes(1);
        assertThat(caller.said()).last().isEqualTo("BYE the script ended the call");
        assertThat(house.end(0)).isEqualTo("served by script");
        house.assertNothingIsLeft("after the survey");
    }

    /** The script says goodbye when the agent has hung up, but that does not make it the one who ended the call. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theAgentWhoHangsUpEndedTheCallThoughTheScriptSaysGoodbye(boolean onHold) {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.answers();
        if (onHold) {
            anna.holds();
        }
        anna.hangsUp();
        house.passes(10);
        assertThat(caller.said()).last().isEqualTo("BYE The agent hung up.");
        assertThat(house.end(0)).isEqualTo("served by agent");
        house.assertNothingIsLeft("after the goodbye");
    }

    /** After the survey's question the script ended it, however long ago the agent hung up. */
    @Test
    void aScriptThatWentOnEndedTheCallItselfEvenByDoingNothingMore() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.calls("302");
        house.answers().hangsUp();
        house.passes(60); // nobody presses a key
        assertThat(house.end(0)).isEqualTo("served by script");
        house.assertNothingIsLeft("after the survey");
    }

    @Test
    void aNumberMayRingBeforeItIsAnswered() {
        HouseOnOneThread house = HouseOnOneThread.straight();
        FakeCaller caller = house.calls("301");
        assertThat(caller.said()).containsExactly("180");
        house.passes(2);
        assertThat(caller.said()).containsExactly("180", "200");
        caller.ack().hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void keysAreRelayedWhicheverWayEachSideUnderstands() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.answers();
        caller.info('4');
        anna.info('5');
        house.media.last().hears('6'); // by RTP, which the media room relays
        house.run();
        assertThat(house.media.last().digitsSent()).extracting(Enum::name).containsExactly("FOUR");
        assertThat(house.media.legs().getFirst().digitsSent())
                .extracting(Enum::name)
                .containsExactly("FIVE");
        assertThat(caller.said()).noneMatch(s -> s.startsWith("INFO"));
        assertThat(house.story(0, CallFact.DigitPressed.class)).hasSize(3);
    }

    @Test
    void aPhoneWithoutTelephoneEventHearsKeysByInfo() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.calls("300");
        FakePhone anna = house.edge.last();
        anna.answers(Optional.of(Sdp.audio(40_000, "0", "sendrecv")));
        house.run();
        house.media.legs().getFirst().hears('7');
        house.run();
        assertThat(anna.said()).containsExactly("INFO Signal=7");
    }
}
