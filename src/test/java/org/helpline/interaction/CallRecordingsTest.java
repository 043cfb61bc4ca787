package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.ScriptFact;
import org.junit.jupiter.api.Test;

/** Recordings on whole calls: the tone, the recording, the box, hang-ups at every moment. */
class CallRecordingsTest {

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna");

    private FakeCaller recorded(char key) {
        FakeCaller caller = house.calls("303");
        house.passes(Duration.ofMillis(100));
        press(key);
        house.passes(Duration.ofMillis(600));
        assertThat(leg().isRecording()).isTrue();
        return caller;
    }

    private void press(char key) {
        leg().hears(key);
        house.run();
    }

    private FakeMediaLeg leg() {
        return house.media.legs().getFirst();
    }

    @Test
    void aMessageIsRecordedAfterTheToneAndGoesToTheBox() {
        recorded('1');
        assertThat(leg().played()).contains("beep");
        leg().speaks(Duration.ofSeconds(6));
        house.passes(10);
        MessageBoxes.Said said = house.boxes.kept.getFirst();
        assertThat(house.boxes.kept).hasSize(1);
        assertThat(said.box()).contains(HouseOnOneThread.SUPPORT);
        assertThat(said.length()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
        assertThat(said.caller().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
        assertThat(said.language()).isEqualTo("en");
        assertThat(Files.exists(said.draft())).isTrue();
        assertThat(house.story(0, ScriptFact.Kept.class)).singleElement().satisfies(k -> {
            assertThat(k.box()).isEqualTo("support");
            assertThat(k.length()).isEqualTo(said.length());
        });
        assertThat(house.end(0)).isEqualTo("self-served by script");
        assertThat(house.boxes.discarded).isEmpty();
        house.assertNothingIsLeft("after the message");
    }

    @Test
    void hangingUpEndsTheMessageAndKeepsIt() {
        FakeCaller caller = recorded('1');
        leg().speaks(Duration.ofSeconds(2));
        house.passes(3);
        caller.hangsUp();
        house.passes(1);
        assertThat(house.boxes.kept).hasSize(1);
        assertThat(house.story(0, ScriptFact.Kept.class)).hasSize(1);
        assertThat(house.story(0)).last().isInstanceOf(CallFact.Ended.class);
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void hangingUpBeforeASecondKeepsNothing() {
        FakeCaller caller = recorded('1');
        leg().speaks(Duration.ofMillis(300));
        house.passes(1);
        caller.hangsUp();
        house.passes(1);
        assertThat(house.boxes.kept).isEmpty();
        assertThat(house.boxes.discarded).hasSize(1);
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void hangingUpDuringTheToneLeavesNothingBehind() {
        FakeCaller caller = house.calls("303");
        house.passes(Duration.ofMillis(100));
        press('1');
        caller.hangsUp();
        house.passes(1);
        assertThat(leg().isRecording()).isFalse();
        assertThat(house.boxes.kept).isEmpty();
        assertThat(house.boxes.discarded).isEmpty();
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void theServersOwnEndKeepsAMessageToo() {
        recorded('1');
        leg().speaks(Duration.ofSeconds(5));
        house.passes(2);
        house.hallway.endAll("The server stops.");
        house.passes(1);
        assertThat(house.boxes.kept).hasSize(1);
        house.assertNothingIsLeft("after the end");
    }

    @Test
    void aRecordingThatIsNotKeptIsForgottenAfterTheCall() {
        FakeCaller caller = recorded('2');
        leg().speaks(Duration.ofSeconds(2));
        house.passes(Duration.ofMillis(2_100));
        press('#');
        house.passes(1);
        press('3'); // again
        house.passes(Duration.ofMillis(600));
        leg().speaks(Duration.ofSeconds(3));
        house.passes(Duration.ofMillis(3_100));
        press('#');
        house.passes(1);
        press('1');
        house.passes(1);
        assertThat(caller.isOver()).isTrue();
        assertThat(house.boxes.kept).hasSize(1);
        assertThat(house.boxes.discarded)
                .hasSize(1)
                .doesNotContain(house.boxes.kept.getFirst().draft());
        house.assertNothingIsLeft("after the call");
    }

    /** The box, whose it is and what was chosen are safe before the first word. */
    @Test
    void aCrashWouldKeepWhatIsBeingSaid() {
        FakeCaller caller = recorded('1');
        leg().speaks(Duration.ofSeconds(2));
        house.passes(1);
        assertThat(house.boxes.ofACrash.values()).singleElement().satisfies(said -> {
            assertThat(said.box()).contains(HouseOnOneThread.SUPPORT);
            assertThat(said.caller().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
            assertThat(said.length()).isZero();
        });
        caller.hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void aCrashKeepsNoRecordingThatTheCallerSpeaksAnew() {
        recorded('2');
        leg().speaks(Duration.ofSeconds(2));
        house.passes(Duration.ofMillis(2_100));
        press('#');
        house.passes(1);
        assertThat(house.boxes.ofACrash).as("asked about it").hasSize(1);
        var first = house.boxes.ofACrash.keySet().iterator().next();
        press('3'); // again
        house.passes(Duration.ofMillis(600));
        assertThat(house.boxes.ofACrash).hasSize(1).doesNotContainKey(first);
    }

    @Test
    void aCrashKeepsNothingOfWhoSaidNothing() {
        recorded('2');
        house.passes(Duration.ofMillis(1_500));
        press('#');
        house.passes(Duration.ofMillis(100));
        assertThat(house.boxes.ofACrash).isEmpty();
    }

    @Test
    void aFullBoxIsToldBeforeAnybodySpeaks() {
        house.boxes.full.add(HouseOnOneThread.SUPPORT);
        house.calls("303");
        house.passes(Duration.ofMillis(100));
        press('1');
        house.passes(1);
        assertThat(leg().played()).isEmpty();
        assertThat(house.story(0, ScriptFact.NotRecorded.class)).hasSize(1);
        assertThat(house.story(0, ScriptFact.Prompted.class))
                .extracting(ScriptFact.Prompted::prompt)
                .contains("box_full", "goodbye");
        house.assertNothingIsLeft("after the refusal");
    }

    @Test
    void aDiskThatTakesNothingCostsNoCallAndIsToldInTheStory() {
        house.boxes.breakDisk();
        recorded('3');
        leg().speaks(Duration.ofSeconds(2));
        house.passes(10);
        List<ScriptFact.NotRecorded> told = house.story(0, ScriptFact.NotRecorded.class);
        assertThat(told).singleElement().satisfies(n -> assertThat(n.why()).contains("NoSuchFileException"));
        assertThat(house.onDesk("anna")).as("the call went on to the queue").isPresent();
    }

    @Test
    void aSecretKeyIsInNoFact() {
        house.calls("303");
        house.passes(Duration.ofMillis(100));
        press('4');
        for (char key : "9517".toCharArray()) {
            press(key);
        }
        house.passes(1);
        for (Fact fact : house.story(0)) {
            String told = fact.toString().replaceAll("Personal\\[.*?]", "") + personal(fact);
            assertThat(told).as(told).doesNotContain("9517").doesNotMatch(".*pressed [9517].*");
        }
        assertThat(house.story(0, CallFact.DigitPressed.class))
                .hasSize(5)
                .allMatch(d -> d.digit().value().equals("•"));
        assertThat(String.join("\n", house.log)).doesNotContain("9517");
    }

    private static String personal(Fact fact) {
        return switch (fact) {
            case CallFact.DigitPressed d -> " pressed " + d.digit().value();
            case ScriptFact.Asked a -> " " + a.value().value();
            case ScriptFact.VariableSet v -> " " + v.value().value();
            default -> "";
        };
    }
}
