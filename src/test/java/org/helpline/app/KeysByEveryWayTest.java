package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P12: keys in whatever way they come fill the same question with the same answer, and none of them leaves it waiting for ever. */
class KeysByEveryWayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            variables: {no: text}
            start:
              - {ask: welcome, digits: 2..4, end: hash, between: 2s, as: no, silence: [hangup], wrong: [hangup]}
              - when: no == "471"
                then: {set: {way: hash}, go: bye}
                else: {when: no == "4711", go: longest, else: shorter}
            longest: [{say: outage}, hangup]
            shorter: [{when: no == "47", then: {set: {way: pause}, go: bye}, else: hangup}]
            bye: [{say: outage}, hangup]
            """;

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        starting.script("line", SCRIPT);
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tones, 471#, bye",
        "tones, 4711, longest",
        "tones, 47, bye",
        "RTP, 471#, bye",
        "RTP, 4711, longest",
        "RTP, 47, bye",
        "application/dtmf-relay, 471#, bye",
        "application/dtmf-relay, 4711, longest",
        "application/dtmf-relay, 47, bye",
        "application/dtmf, 471#, bye",
        "application/dtmf, 4711, longest",
        "application/dtmf, 47, bye",
    })
    void p12AKeyIsAKeyHoweverItComes(String way, String keys, String section) throws Exception {
        Assembly.Running server = starting.mustStart();
        int port = server.server().edge().listening().getFirst().address().getPort();
        try (SpeakingPhone phone = new SpeakingPhone(port, AudioCodec.PCMU)) {
            (way.equals("tones") ? phone.withoutEvents() : phone).call("100").silent(100);
            for (int i = 0; i < keys.length(); i++) {
                press(phone, way, keys.charAt(i));
            }
            phone.untilBye(20);
        }
        await().atMost(PATIENCE).until(() -> story().contains("the call ends"));
        List<String> pressed = story().lines()
                .filter(l -> l.contains(" key ") && l.contains(" from the caller"))
                .map(l -> l.replaceAll(".* key (\\S+) from.*", "$1"))
                .toList();
        assertThat(String.join("", pressed)).as("each key once").isEqualTo(keys);
        assertThat(story()).containsSubsequence("step " + section + "/1", "the script ended the call");
    }

    private static void press(SpeakingPhone phone, String way, char key) throws IOException {
        if (way.equals("RTP")) {
            phone.press(key);
        } else if (way.equals("tones")) {
            phone.pressByTone(key);
        } else {
            phone.pressByInfo(key, way);
        }
    }

    private String story() {
        return starting.command("calls", "show", "last").out();
    }
}
