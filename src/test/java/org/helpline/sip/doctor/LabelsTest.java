package org.helpline.sip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The doctor against labels that are not its own: {@code mutations.csv} says what was done to each capture of the corpus and of which family
 * the diagnosis must be, written from the mutation alone; and against calls of real programs with wrong settings.
 */
class LabelsTest {

    /** What a person would look for, to the rules that may say it. The weightiest finding counts. */
    private static final Map<String, List<String>> FAMILIES = Map.ofEntries(
            Map.entry("the called side said no", List.of("refused-")),
            Map.entry("sent elsewhere", List.of("redirected")),
            Map.entry(
                    "password",
                    List.of(
                            "wrong-password",
                            "login-in-wrong-header",
                            "digest-algorithm",
                            "stale-nonce-loop",
                            "challenge-unanswered")),
            Map.entry("registration", List.of("register-refused", "registration-too-short", "register-unanswered")),
            Map.entry("nobody answers", List.of("no-answer", "nat-binding-lost", "ping-unanswered")),
            Map.entry("answers get lost", List.of("answers-lost", "rport-absent")),
            Map.entry("no decision", List.of("only-trying", "rings-for-ever")),
            Map.entry("PRACK", List.of("prack-")),
            Map.entry("ACK", List.of("ack-", "dropped-after-32s")),
            Map.entry("forking", List.of("answered-twice")),
            Map.entry("CANCEL", List.of("cancel-")),
            Map.entry("storm", List.of("storm")),
            Map.entry("BYE", List.of("bye-")),
            Map.entry("session timer", List.of("session-expired", "ends-on-the-quarter")),
            Map.entry("change in the call", List.of("change-", "hold-drops")),
            Map.entry("keys", List.of("info-refused", "keys-")),
            Map.entry("transfer", List.of("transfer-")),
            Map.entry("private address", List.of("private-")),
            Map.entry("router", List.of("rewritten")),
            Map.entry("length", List.of("wrong-length")),
            Map.entry("codec", List.of("no-common-codec", "codec-")),
            Map.entry("no description", List.of("no-answer-sdp", "delayed-offer-unanswered")),
            Map.entry("encryption", List.of("encryption-", "webrtc-offer", "crypto-suite")),
            Map.entry("sound", List.of("one-way-sound", "sound-")),
            Map.entry("quality", List.of("packets-lost", "jitter", "clock-rate", "ptime")),
            Map.entry("port", List.of("nobody-listens", "connection-")),
            Map.entry("size", List.of("too-big", "fragments-lost")),
            Map.entry("TLS", List.of("tls-")),
            Map.entry("name", List.of("name-")));

    /** The weightiest finding is of another family than what was done: both are right, and the cause comes second. */
    private static final List<String> SECOND = List.of("bye-to-a-private-contact");

    private record Label(String capture, String family) {}

    @Test
    void theFirstFindingIsOfTheFamilyOfWhatWasDone() throws IOException {
        List<String> missed = new ArrayList<>();
        List<Label> labels = labels();
        for (Label label : labels) {
            List<Finding> found =
                    Doctor.examine(CaptureReader.read(new ByteArrayInputStream(Captures.file(label.capture))));
            if (!isOf(label.family, found.stream().findFirst())) {
                missed.add(label.capture);
                assertThat(found).as(label.capture).anyMatch(f -> isOf(label.family, Optional.of(f)));
            }
        }
        assertThat(labels).hasSizeGreaterThanOrEqualTo(60);
        assertThat(missed).isEqualTo(SECOND);
    }

    @Test
    void everyFamilyIsUsedAndEveryLabelIsOfACaptureThatThereIs() throws IOException {
        assertThat(labels().stream().map(Label::family).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(FAMILIES.keySet());
        assertThat(Corpus.all().keySet())
                .containsAll(labels().stream().map(Label::capture).toList());
    }

    /** Of 14 broken calls of real programs 12 are found; the two others end before anything shows that time went by. */
    @ParameterizedTest
    @CsvSource({
        "ack-missing, ACK",
        "answer-without-description, no description",
        "bye-unanswered, BYE",
        "codec-not-offered, codec",
        "no-answer, nobody answers",
        "no-common-codec, codec",
        "only-trying, ''",
        "port-closed, port",
        "redirected, sent elsewhere",
        "refused-404, the called side said no",
        "refused-486, the called side said no",
        "refused-503, the called side said no",
        "refused-603, the called side said no",
        "rings-for-ever, ''",
        "well-ipv6, ''",
        "well-options, ''",
        "well-tcp, ''",
        "well-three-calls, ''",
        "well-udp, ''",
    })
    void callsOfRealProgramsAreCalledByTheirNames(String capture, String family) throws IOException {
        List<Finding> faults;
        try (InputStream in = LabelsTest.class.getResourceAsStream("/doctor/real/" + capture + ".pcap.gz")) {
            assertThat(in).as(capture).isNotNull();
            faults = Doctor.examine(CaptureReader.read(in)).stream()
                    .filter(Finding::isFault)
                    .toList();
        }
        if (family.isEmpty()) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(isOf(family, faults.stream().findFirst()))
                    .as("%s", faults)
                    .isTrue();
        }
    }

    private static boolean isOf(String family, Optional<Finding> found) {
        List<String> rules = Optional.ofNullable(FAMILIES.get(family)).orElseThrow();
        return found.filter(f -> rules.stream().anyMatch(f.rule()::startsWith)).isPresent();
    }

    private static List<Label> labels() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/doctor/mutations.csv"))) {
            return lines.skip(1)
                    .map(line ->
                            new Label(line.substring(0, line.indexOf(';')), line.substring(line.lastIndexOf(';') + 1)))
                    .toList();
        }
    }
}
