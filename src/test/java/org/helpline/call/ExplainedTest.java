package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a call is refused or fails has one plain sentence with cause and fix. */
class ExplainedTest {

    private static final Path SIP = Path.of("src/main/java/org/helpline/sip");

    @Test
    void eachRefusalOfAPhoneSaysWhyAndWhatToDo() {
        for (int status = 300; status < 700; status++) {
            assertThat(Explained.refused(status, List.of(AudioCodec.PCMU)))
                    .startsWith("The phone refused with " + status + ": ")
                    .matches(".+: .+; .+\\.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {488, 606})
    void nothingInCommonNamesWhatWasOffered(int status) {
        assertThat(Explained.refused(status, "", List.of(AudioCodec.OPUS, AudioCodec.PCMA)))
                .contains("allow OPUS or PCMA in it", "media.codecs", "SRTP");
        assertThat(Explained.refused(status, "", List.of())).contains("allow one of media.codecs in it");
        assertThat(Explained.refused(status, "the trunk's own words", List.of(AudioCodec.PCMA)))
                .isEqualTo("The call was refused with " + status + ": the trunk's own words.");
    }

    /** As the rooms below word them; a new wording without a remedy must say what to do itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No final response came within 32 seconds.",
                "The connection to the peer failed, or the system refused the packet.",
                "The peer could not be reached: it does not answer.",
                "The phone answered without a session description.",
                "The phone answered with something else: no codec",
                "The answer to our offer cannot be used: no codec",
                "The INVITE had no offer, and its ACK brought no answer to ours.",
                "a re-INVITE was not answered: No final response came within 32 seconds.",
                "the peer answered 481 to a re-INVITE",
            })
    void eachFailureSaysWhatToDo(String why) {
        String sentence = Explained.failed(why);
        assertThat(sentence).endsWith(".").matches("[A-Z].*");
        assertThat(sentence.length()).as(sentence).isGreaterThan(why.length() + 30);
    }

    @Test
    void whatSaysWhatToDoItselfStaysAsItIs() {
        String whole =
                "The phone never acknowledged our answer (no ACK within 32 s); check that its side can reach our Contact address.";
        assertThat(Explained.failed(whole)).isEqualTo(whole);
    }

    static List<String> explanations() throws IOException {
        Pattern refusal =
                Pattern.compile("Refusal\\.of\\(\\s*(\\d{3}),\\s*\"([^\"]+)\",\\s*((?:[^;]|\"[^\"]*\")*?)\\)\\s*[);:]");
        try (Stream<Path> files = Files.walk(SIP)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .flatMap(f -> {
                        try {
                            return refusal
                                    .matcher(Files.readString(f))
                                    .results()
                                    .map(MatchResult::group)
                                    .toList()
                                    .stream();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .filter(r -> r.contains("INVITE") || r.contains("call"))
                    .toList();
        }
    }

    /** The core's own refusals, out of the sources: none is without words. */
    @ParameterizedTest
    @MethodSource("explanations")
    void eachRefusalOfTheEdgeHasWords(String refusal) {
        assertThat(refusal.replaceAll("(?s)^Refusal\\.of\\(\\s*\\d{3},\\s*\"[^\"]+\",\\s*", ""))
                .contains("\"")
                .hasSizeGreaterThan(20);
    }
}
