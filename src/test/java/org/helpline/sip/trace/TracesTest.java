package org.helpline.sip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.SoundWay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVITE x SIP/2.0~Call-ID: abc@x~~ | abc@x",
                "INVITE x SIP/2.0~Via: y~call-id :  abc  ~~ | abc",
                "INVITE x SIP/2.0~i:abc~~ | abc",
                "INVITE x SIP/2.0~I: abc~~ | abc",
                "INVITE x SIP/2.0~Contact: <sip:x>~Identity: y~CALL-ID:abc~~ | abc",
                "INVITE x SIP/2.0~Via: y~~Call-ID: abc | ''",
                "nonsense | ''",
            })
    void findsTheCallIdWithoutReadingTheRest(String message, String callId) {
        assertThat(CallIdScan.of(bytes(message.replace("~", "\r\n")))).isEqualTo(callId);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Digest username=\"a\", response=\"0aff\", qop=auth | Authorization: Digest username=\"a\", response=\"****\", qop=auth",
                "Proxy-Authorization: Basic dXNlcg== | Proxy-Authorization: Basic ********",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0!2^31 | a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:********!2^31",
                "PROXY-AUTHORIZATION: bearer abc | PROXY-AUTHORIZATION: bearer ***",
                "authorization: Digest CNONCE=abc, auts = \"x\" | authorization: Digest CNONCE=***, auts = \"*\"",
                "WWW-Authenticate: Digest nonce=\"abc\" | WWW-Authenticate: Digest nonce=\"abc\"",
                "Via: SIP/2.0/UDP x;received=1.2.3.4 | Via: SIP/2.0/UDP x;received=1.2.3.4",
            })
    void masksSecretsAndKeepsEveryLength(String line, String masked) {
        String before = line.replace('!', '|');
        byte[] after = Masking.of(bytes("INVITE x SIP/2.0\r\n" + before + "\r\n\r\n"));
        assertThat(new String(after, StandardCharsets.ISO_8859_1))
                .isEqualTo("INVITE x SIP/2.0\r\n" + masked.replace('!', '|') + "\r\n\r\n")
                .hasSameSizeAs("INVITE x SIP/2.0\r\n" + before + "\r\n\r\n");
    }

    private static TraceEntry entry(long micros, String text) {
        InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.5"), 5060);
        InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 5070);
        return new TraceEntry(micros, micros % 2 == 0, "UDP", local, remote, bytes(text));
    }

    /** The beginning of a call and what decides it stay; ringing goes first. */
    @Test
    void dropsNoiseBeforeAnythingElseAndCountsIt() {
        Strand strand = new Strand();
        String filler = "x".repeat(840);
        strand.add(entry(1, "INVITE first" + filler), 5_000);
        for (int i = 0; i < 40; i++) {
            strand.add(entry(2 + i, "SIP/2.0 180 Ringing" + filler), 5_000);
        }
        strand.add(entry(100, "SIP/2.0 200 OK" + filler), 5_000);
        strand.add(entry(101, "BYE x" + filler), 5_000);
        List<String> kept = strand.entries().stream()
                .map(e -> new String(e.bytes(), 0, 11, StandardCharsets.ISO_8859_1))
                .toList();
        assertThat(kept).contains("INVITE firs", "SIP/2.0 200", "BYE xxxxxxx");
        assertThat(strand.weight()).isLessThanOrEqualTo(5_000);
        assertThat(strand.dropped()).isEqualTo(43 - kept.size());
    }

    /** Whether it is packed meanwhile is seen by what it weighs alone. */
    @Test
    void whatIsPackedAndWhatComesAfterwardsAreOneStrand() {
        Strand plain = new Strand();
        Strand packed = new Strand();
        int weight = 0;
        try (Bundle.Press press = new Bundle.Press()) {
            for (int i = 0; i < 60; i++) {
                TraceEntry entry = entry(i, (i % 3 == 1 ? "SIP/2.0 180 Ringing " : "INFO " + i) + "x".repeat(i * 7));
                plain.add(entry, 5_000);
                weight += packed.add(entry, 5_000);
                if (i % 4 == 2 && plain.weight() < 3_000) {
                    weight += packed.pack(press);
                    assertThat(packed.isPacked()).isTrue();
                    assertThat(packed.lastMicros()).isEqualTo(i);
                }
                assertThat(packed.weight()).isEqualTo(weight);
            }
            assertThat(packed.isPacked()).isFalse();
            assertThat(packed.dropped()).isEqualTo(plain.dropped()).isPositive();
            assertThat(packed.entries())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(plain.entries());
            assertThat(packed.pack(press)).isNegative();
        }
    }

    private static SoundWay way(String name, SoundWay.Spread roundTrip) {
        return new SoundWay(name, 2, 3.5, 12.5, new SoundWay.Spread(1, 2.5, 9), roundTrip);
    }

    private static Trace trace(String id, String caller) {
        return new Trace(
                id,
                caller,
                "served",
                "The caller hung up.",
                Map.of("abc@x", "agent:anna #2"),
                List.of(
                        new Trace.Media("caller", 9, 8, 7, 6, 5.5),
                        new Trace.Media(
                                "agent:anna #2",
                                1,
                                2,
                                3,
                                4,
                                5.5,
                                List.of(
                                        way(SoundWay.CAME, SoundWay.Spread.NONE),
                                        way(SoundWay.WENT, new SoundWay.Spread(38.5, 40, 61))))),
                List.of(new Trace.Reports(
                        "agent:anna #2",
                        List.of(
                                new SoundSample(1_000_002, 0, 1.5, -1, -1, -1),
                                new SoundSample(6_000_002, 2.5, 1.5, 12.5, 3, 40.1)))),
                7,
                List.of(
                        entry(1_000_001, "INVITE x SIP/2.0\r\nCall-ID: abc@x\r\n\r\n\n\nmessage 1"),
                        entry(2, "SIP/2.0 200 OK\r\n\r\n")));
    }

    @Test
    void whatIsStoredIsReadBackTheSame() throws Exception {
        TraceFolder traces = new TraceFolder(folder);
        Trace before = trace("20261122-021503-7f3a9c", "c1");
        assertThat(traces.store(before)).isTrue();
        assertThat(traces.find("02150")).isInstanceOf(TraceFolder.Found.None.class);
        for (String name : List.of("last", "20261122-021503-7f3a9c", "20261122", "7f3a9c", "abc@x")) {
            assertThat(traces.find(name)).as(name).isInstanceOfSatisfying(TraceFolder.Found.One.class, one -> {
                Trace after = one.trace();
                assertThat(after).usingRecursiveComparison().isEqualTo(before);
            });
        }
        assertThat(traces.store(trace("../../etc/x", "c1")))
                .as("no name leads out")
                .isFalse();
    }

    /** A long call keeps few of its reports, spread over all of it. */
    @Test
    void ofManyReportsAFewAreKeptFromBeginToEnd() {
        SoundSample.Kept kept = SoundSample.Kept.NONE;
        for (int i = 0; i < 1_000; i++) {
            kept = kept.with(new SoundSample(i, 0, 0, 0, 0, 0));
            assertThat(kept.samples()).hasSizeBetween(1, SoundSample.MOST);
        }
        List<Long> at = kept.samples().stream().map(SoundSample::micros).toList();
        assertThat(at.getFirst()).isZero();
        assertThat(at.getLast()).isGreaterThan(900);
        for (int i = 2; i < at.size(); i++) {
            assertThat(at.get(i) - at.get(i - 1)).as("evenly").isEqualTo(at.get(1) - at.get(0));
        }
    }

    @Test
    void theLadderTellsWhatBothSidesReportedOfTheSound() {
        List<String> lines = Ladder.of(trace("20261122-021503-7f3a9c", "c1"), ZoneOffset.UTC);
        assertThat(String.join("\n", lines.subList(lines.indexOf("  begins 1970-01-01 00:00:00.000"), lines.size())))
                .isEqualTo("""
                          begins 1970-01-01 00:00:00.000

                                     agent:anna #2            Helpline
                           0.000            |<----- 200 OK -------|
                           1.000            |------ INVITE ------>|            to

                        Sound of caller: 9 packets came, 8 went, 7 lost (43.8 %), 6 from strangers, jitter 5.5 ms
                        Sound of agent:anna #2: 1 packets came, 2 went, 3 lost (75.0 %), 4 from strangers, jitter 5.5 ms
                          as Helpline heard it: 3.5 % lost (12.5 % at worst), jitter 3 ms (1 to 9), estimated quality 4.1 of 5
                          as agent:anna #2 heard it: 3.5 % lost (12.5 % at worst), jitter 3 ms (1 to 9), round trip 40 ms (39 to 61), estimated quality 4.0 of 5
                                 at   lost here  jitter  lost there  jitter  there and back
                              1.000       0.0 %    2 ms           -       -               -
                              6.000       2.5 %    2 ms      12.5 %    3 ms           40 ms""");
    }

    @Test
    void oldOnesAndTheOldestBeyondTheRoomGoAndACallersByTheirId() throws Exception {
        TraceFolder traces = new TraceFolder(folder);
        for (int i = 0; i < 10; i++) {
            traces.store(trace("20261122-02150" + i + "-7f3a9c", i < 5 ? "c1" : "c2"));
        }
        assertThat(traces.forget("c1")).isEqualTo(5);
        assertThat(traces.forget("")).isZero();
        traces.expire(Instant.now(), Duration.ofHours(1), 1_000);
        assertThat(traces.find("20261122-021509-7f3a9c")).isInstanceOf(TraceFolder.Found.One.class);
        assertThat(traces.find("20261122-021505-7f3a9c")).isInstanceOf(TraceFolder.Found.None.class);
        traces.expire(Instant.now().plus(Duration.ofHours(2)), Duration.ofHours(1), 1_000_000);
        assertThat(traces.find("last")).isInstanceOf(TraceFolder.Found.None.class);
        assertThat(Optional.of(traces)).isPresent();
    }
}
