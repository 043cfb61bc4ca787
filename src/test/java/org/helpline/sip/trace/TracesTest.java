package org.helpline.sip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static Trace trace(String id, String caller) {
        return new Trace(
                id,
                caller,
                "served",
                "The caller hung up.",
                Map.of("abc@x", "agent:anna #2"),
                List.of(new Trace.Media("agent:anna #2", 1, 2, 3, 4, 5.5)),
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
