package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandReaderTest {

    private final CommandReader reader = new CommandReader(
            DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)),
            new FakeHouse(new ManualClock(Instant.EPOCH))::targets);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'command':'log-in'} | LogIn[]",
                "{'command':'ready'} | Ready[]",
                "{'command':'not-ready','reason':'lunch'} | NotReady[reason=lunch]",
                "{'command':'not-ready','reason':'skiing'} | Pick one of the reasons: lunch, break, training, back"
                        + " office.",
                "{'command':'not-ready'} | Pick one of the reasons: lunch, break, training, back office.",
                "{'command':'hang-up'} | HangUp[]",
                "{'command':'record'} | RecordCall[on=true]",
                "{'command':'stop-recording'} | RecordCall[on=false]",
                "{'command':'pause-recording'} | PauseRecording[on=true]",
                "{'command':'resume-recording'} | PauseRecording[on=false]",
                "{'command':'hold'} | Hold[]",
                "{'command':'resume'} | Resume[]",
                "{'command':'transfer','to':'queue','name':'billing'} | TransferToQueue[queue=billing]",
                "{'command':'transfer','to':'script','name':'survey'} | TransferToScript[script=survey]",
                "{'command':'transfer','to':'agent','name':'ben'} | TransferToAgent[colleague=ben]",
                "{'command':'transfer','to':'agent','name':'sip:1@evil'} | There is no such place to transfer to any"
                        + " more.",
                "{'command':'transfer','to':'moon','name':'x'} | A call is transferred to a queue, a script or a"
                        + " colleague.",
                "{'command':'note','interaction':'a-1','text':' hello '} | Note[interaction=a-1, text=hello]",
                "{'command':'note','interaction':'../x','text':'hello'} | The note belongs to no call.",
                "{'command':'wrap-up-code','interaction':'a-1','code':'resolved'} | WrapUpCode[interaction=a-1,"
                        + " code=resolved]",
                "{'command':'wrap-up-code','interaction':'','code':'resolved'} | The wrap-up code belongs to no call.",
                "{'command':'extend-wrap-up','seconds':30} | ExtendWrapUp[by=PT30S]",
                "{'command':'extend-wrap-up','seconds':601} | Wrap-up is extended by 1 to 600 seconds.",
                "{'command':'extend-wrap-up','seconds':'x'} | Wrap-up is extended by 1 to 600 seconds.",
                "{'command':'format-disk'} | This desk knows no such command.",
                "{'command':7} | This desk knows no such command.",
                "[] | This desk knows no such command.",
                "not json | This desk knows no such command.",
            })
    void readsCommandsAndSaysWhatIsWrong(String json, String expected) {
        assertThat(read(json.replace('\'', '"'))).isEqualTo(expected);
    }

    @Test
    void aNoteLosesControlCharactersAndIsBounded() {
        assertThat(read("{\"command\":\"note\",\"interaction\":\"a\",\"text\":\"a\\u001b[31mb\\nc\"}"))
                .isEqualTo("Note[interaction=a, text=a [31mb\nc]");
        assertThat(read("{\"command\":\"note\",\"interaction\":\"a\",\"text\":\"" + "x".repeat(4_001) + "\"}"))
                .isEqualTo("A note has at most 4000 characters.");
    }

    private String read(String json) {
        return switch (reader.read(DeskJson.read(json))) {
            case CommandReader.Read.Good(var command) -> command.toString();
            case CommandReader.Read.Bad(String why) -> why;
        };
    }
}
