package org.helpline;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the fuzzer starts from and what it once found, without the fuzzer: each file under {@code src/test/resources/fuzz/CLASS} through its target, and some
 * hundred seeded changes of each. {@code bin/fuzz} looks for more.
 */
class FuzzSeedsTest {

    private static final Path SEEDS = Path.of("src/test/resources/fuzz");
    private static final int CHANGES = 150;
    private static final long SEED = 4475;

    static List<String> targets() throws IOException {
        try (Stream<Path> folders = Files.list(SEEDS)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void noSeedAndNoFormerFindingBreaksItsTarget(String target) throws Exception {
        MethodHandle run = MethodHandles.publicLookup()
                .findStatic(
                        Class.forName(target), "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        List<byte[]> seeds = seeds(target);
        Random random = new Random(SEED);
        for (byte[] seed : seeds) {
            passes(run, seed);
            for (int i = 0; i < CHANGES; i++) {
                passes(run, changed(seed, seeds, random));
            }
        }
    }

    private static List<byte[]> seeds(String target) throws IOException {
        try (Stream<Path> files = Files.list(SEEDS.resolve(target))) {
            List<Path> sorted = files.sorted().toList();
            List<byte[]> seeds = new java.util.ArrayList<>();
            for (Path file : sorted) {
                seeds.add(Files.readAllBytes(file));
            }
            return seeds;
        }
    }

    private static void passes(MethodHandle run, byte[] input) {
        assertThatCode(() -> run.invoke(input))
                .as("seed %s, input in Base64 %s", SEED, Base64.getEncoder().encodeToString(input))
                .doesNotThrowAnyException();
    }

    private static byte[] changed(byte[] seed, List<byte[]> others, Random random) {
        byte[] input = seed;
        for (int i = random.nextInt(3); i >= 0; i--) {
            input = once(input, others.get(random.nextInt(others.size())), random);
        }
        return input;
    }

    private static byte[] once(byte[] input, byte[] other, Random random) {
        int at = random.nextInt(input.length + 1);
        int to = Math.min(input.length, at + 1 + random.nextInt(20));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(input, at, new byte[] {(byte) random.nextInt(256)}, Math.min(input.length, at + 1));
            case 1 -> spliced(input, at, new byte[0], to);
            case 2 -> spliced(input, at, java.util.Arrays.copyOfRange(input, Math.min(at, to), to), at);
            case 3 -> spliced(input, at, PIECES[random.nextInt(PIECES.length)], to);
            case 4 ->
                spliced(
                        input,
                        at,
                        java.util.Arrays.copyOfRange(other, Math.min(at, other.length), other.length),
                        input.length);
            default -> spliced(input, at, PIECES[random.nextInt(PIECES.length)], at);
        };
    }

    private static final byte[][] PIECES = Stream.of(
                    "\r\n",
                    "\r\n\r\n",
                    "\0",
                    "\"",
                    "<",
                    ">",
                    ";",
                    ",",
                    "=",
                    ":",
                    "@",
                    "%",
                    "[",
                    "]",
                    "\t",
                    "\r\n ",
                    "0",
                    "-1",
                    "4294967296",
                    "99999999999999999999",
                    "é",
                    "sip:",
                    "tag=",
                    "lr",
                    "|2^31|1:4",
                    "inline:")
            .map(s -> s.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    private static byte[] spliced(byte[] input, int from, byte[] with, int to) {
        byte[] out = new byte[from + with.length + input.length - to];
        System.arraycopy(input, 0, out, 0, from);
        System.arraycopy(with, 0, out, from, with.length);
        System.arraycopy(input, to, out, from + with.length, input.length - to);
        return out;
    }
}
