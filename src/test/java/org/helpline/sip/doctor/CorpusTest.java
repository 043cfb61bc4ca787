package org.helpline.sip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The doctor against a corpus of captures: {@code captures.csv} says what each must be called; see {@link Corpus}. */
class CorpusTest {

    private static final Map<String, Consumer<Scene>> CORPUS = Corpus.all();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/doctor/captures.csv", numLinesToSkip = 1)
    void callsEachCaptureByItsName(String capture, String diagnoses) throws IOException {
        List<Finding> findings = examine(capture, kindOf(capture));
        assertThat(faults(findings)).as("%s", findings).isEqualTo(diagnoses == null ? "" : diagnoses);
        assertThat(findings).allSatisfy(f -> {
            assertThat(f.what()).endsWith(".").doesNotContain("null");
            assertThat(f.fix())
                    .satisfiesAnyOf(
                            fix -> assertThat(fix).isEmpty(),
                            fix -> assertThat(fix).endsWith("."));
        });
    }

    /** Faults by weight; of the same rule once. */
    private static String faults(List<Finding> findings) {
        return String.join(
                " ",
                findings.stream()
                        .filter(Finding::isFault)
                        .map(Finding::rule)
                        .distinct()
                        .toList());
    }

    @Test
    void theTableNamesEveryCaptureAndThereAreEnoughOfThem() throws IOException {
        List<String> named;
        try (Stream<String> lines = new String(
                        CorpusTest.class
                                .getResourceAsStream("/doctor/captures.csv")
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8)
                .lines()) {
            named = lines.skip(1)
                    .filter(l -> !l.isBlank())
                    .map(l -> l.substring(0, l.indexOf(',')))
                    .toList();
        }
        assertThat(new TreeSet<>(named)).isEqualTo(new TreeSet<>(CORPUS.keySet()));
        assertThat(named.stream().filter(n -> !n.startsWith("well-"))).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource(CaptureWriter.Kind.class)
    void readsEveryKindOfFileAlike(CaptureWriter.Kind kind) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> usual = new LinkedHashMap<>();
        for (String capture : List.of(
                "well-plain-call",
                "well-over-ipv6",
                "well-over-tcp-in-pieces",
                "too-big-and-lost",
                "one-way-to-the-caller-only")) {
            all.put(capture, examine(capture, kind).toString());
            usual.put(
                    capture, examine(capture, CaptureWriter.Kind.PCAP_ETHERNET).toString());
        }
        assertThat(all).isEqualTo(usual);
    }

    @Test
    void putsFragmentsTogether() throws IOException {
        Scene scene = new Scene();
        scene.mtu = 200;
        play("well-plain-call", scene);
        Capture capture = CaptureReader.read(new ByteArrayInputStream(scene.file(CaptureWriter.Kind.PCAPNG_ETHERNET)));
        assertThat(capture.messages()).hasSize(7);
        assertThat(faults(Doctor.examine(capture))).isEmpty();
    }

    @Test
    void givesTheNumbersOfPacketsAsOtherToolsCountThem() throws IOException {
        List<Finding> findings = examine("no-answer", CaptureWriter.Kind.PCAP_ETHERNET);
        assertThat(findings.getFirst().packets()).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    /** Seeded: bytes turned, cut and doubled at random; nothing may be thrown but the word that it is no capture. */
    @Test
    void survivesBrokenCaptures() throws IOException {
        long seed = 20_261_122;
        Random random = new Random(seed);
        List<String> names = List.copyOf(CORPUS.keySet());
        CaptureWriter.Kind[] kinds = CaptureWriter.Kind.values();
        for (int round = 0; round < 600; round++) {
            byte[] file = file(names.get(random.nextInt(names.size())), kinds[random.nextInt(kinds.length)]);
            int most = Math.min(file.length, 60_000);
            byte[] broken = Arrays.copyOf(file, random.nextInt(4) == 0 ? random.nextInt(most) : most);
            for (int i = random.nextInt(200); i > 0 && broken.length > 24; i--) {
                broken[random.nextInt(broken.length - 24) + 24] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Doctor.examine(CaptureReader.read(new ByteArrayInputStream(broken))))
                        .isNotNull();
            } catch (IOException e) {
                assertThat(e).as("seed %d round %d", seed, round).hasMessageContaining("it is ");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    private static CaptureWriter.Kind kindOf(String capture) {
        CaptureWriter.Kind[] kinds = CaptureWriter.Kind.values();
        return kinds[Math.floorMod(capture.hashCode(), kinds.length)];
    }

    private static byte[] file(String capture, CaptureWriter.Kind kind) {
        Scene scene = new Scene();
        play(capture, scene);
        return scene.file(kind);
    }

    private static void play(String capture, Scene scene) {
        Optional.ofNullable(CORPUS.get(capture)).orElseThrow().accept(scene);
    }

    private static List<Finding> examine(String capture, CaptureWriter.Kind kind) throws IOException {
        assertThat(CORPUS).containsKey(capture);
        return Doctor.examine(CaptureReader.read(new ByteArrayInputStream(file(capture, kind))));
    }
}
