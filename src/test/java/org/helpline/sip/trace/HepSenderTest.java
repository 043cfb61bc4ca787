package org.helpline.sip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Secret;
import org.helpline.config.TraceSettings;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.SoundReport;
import org.helpline.sip.transport.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a collector gets, taken apart by the book of HEP3 and not by our own code. */
class HepSenderTest {

    private DatagramSocket collector;
    private HepSender sender;

    @BeforeEach
    void open() throws IOException {
        collector = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        collector.setSoTimeout(5_000);
        sender = HepSender.open(
                        new TraceSettings.Hep("127.0.0.1", collector.getLocalPort(), 2001, new Secret("sesame")),
                        Clock.system())
                .orElseThrow();
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
        sender.close();
    }

    /** Chunk type to value, all of the generic vendor. */
    private Map<Integer, byte[]> packet() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        collector.receive(packet);
        ByteBuffer b = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        byte[] mark = new byte[4];
        b.get(mark);
        assertThat(new String(mark, StandardCharsets.US_ASCII)).isEqualTo("HEP3");
        assertThat(b.getShort() & 0xffff).isEqualTo(packet.getLength());
        Map<Integer, byte[]> chunks = new HashMap<>();
        while (b.hasRemaining()) {
            assertThat(b.getShort()).as("vendor").isZero();
            int type = b.getShort();
            byte[] value = new byte[(b.getShort() & 0xffff) - 6];
            b.get(value);
            chunks.put(type, value);
        }
        return chunks;
    }

    private static String text(byte @Nullable [] value) {
        assertThat(value).isNotNull();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private static int number(byte @Nullable [] value) {
        assertThat(value).isNotNull();
        int n = 0;
        for (byte b : value == null ? new byte[0] : value) {
            n = (n << 8) | (b & 0xff);
        }
        return n;
    }

    private static byte[] message(String method, String callId) {
        return (method + " sip:100@x SIP/2.0\r\nCall-ID: " + callId
                        + "\r\nAuthorization: Digest username=\"a\", response=\"0123456789abcdef\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Flow flow(String transport, int port) {
        return new Flow() {
            @Override
            public String transport() {
                return transport;
            }

            @Override
            public boolean isReliable() {
                return !transport.equals("UDP");
            }

            @Override
            public InetSocketAddress remote() {
                return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), port);
            }

            @Override
            public InetSocketAddress local() {
                return new InetSocketAddress(InetAddress.ofLiteral("10.0.0.5"), 5060);
            }

            @Override
            public void write(byte[] message) {}

            @Override
            public boolean isClosed() {
                return false;
            }
        };
    }

    private void tell(CallFact fact) {
        sender.publish(new Published("20261122-021503-7f3a9c", 1, Instant.now(), 0, fact));
    }

    @Test
    void bothLegsOfACallAreOneByTheirCorrelation() throws Exception {
        sender.message(false, flow("UDP", 5070), message("INVITE", "a-leg@x"));
        tell(new CallFact.Arrived(new Personal("1"), Personal.NONE, "100", "a-leg@x", "udp", ""));
        tell(new CallFact.Invited("agent:anna", "b-leg@y"));
        sender.message(true, flow("TCP", 5080), message("INVITE", "b-leg@y"));
        sender.drain(50);
        Map<Integer, byte[]> a = packet();
        assertThat(a.get(1)).containsExactly(2);
        assertThat(a.get(2)).containsExactly(17);
        assertThat(a.get(3)).containsExactly(192, 0, 2, 7);
        assertThat(a.get(4)).containsExactly(10, 0, 0, 5);
        assertThat(number(a.get(7))).isEqualTo(5070);
        assertThat(number(a.get(8))).isEqualTo(5060);
        assertThat(Instant.ofEpochSecond(number(a.get(9))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(number(a.get(10))).isBetween(0, 999_999);
        assertThat(a.get(11)).containsExactly(1);
        assertThat(number(a.get(12))).isEqualTo(2001);
        assertThat(text(a.get(14))).isEqualTo("sesame");
        assertThat(text(a.get(15)))
                .startsWith("INVITE sip:100@x SIP/2.0\r\n")
                .contains("response=\"****************\"");
        assertThat(text(a.get(17))).isEqualTo("20261122-021503-7f3a9c");
        Map<Integer, byte[]> b = packet();
        assertThat(b.get(2)).containsExactly(6);
        assertThat(b.get(3)).containsExactly(10, 0, 0, 5);
        assertThat(b.get(17)).isEqualTo(a.get(17));
    }

    @Test
    void theSoundOfALegIsAReportOfRtcp() throws Exception {
        tell(new CallFact.Arrived(new Personal("1"), Personal.NONE, "100", "a-leg@x", "udp", ""));
        sender.message(false, flow("UDP", 5070), message("INVITE", "a-leg@x"));
        sender.drain(20);
        packet();
        tell(new CallFact.MediaClosed("caller", 900, 1_000, 100, 0, 2.5));
        sender.drain(20);
        Map<Integer, byte[]> report = packet();
        assertThat(report.get(11)).containsExactly(5);
        assertThat(text(report.get(17))).isEqualTo("20261122-021503-7f3a9c");
        JsonNode json = JsonMapper.builder().build().readTree(text(report.get(15)));
        assertThat(json.path("sender_information").path("packets").asInt()).isEqualTo(1_000);
        JsonNode block = json.path("report_blocks").get(0);
        assertThat(block.path("packets_lost").asInt()).isEqualTo(100);
        assertThat(block.path("fraction_lost").asInt()).isEqualTo(26);
        assertThat(block.path("ia_jitter").asInt()).isEqualTo(20);
    }

    @Test
    void reportsOfBothSidesGoWhileTheCallIsUp() throws Exception {
        tell(new CallFact.Arrived(new Personal("1"), Personal.NONE, "100", "a-leg@x", "udp", ""));
        InetSocketAddress here = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.5"), 6001);
        InetSocketAddress there = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 40_001);
        SoundReport.Block ours = new SoundReport.Block(
                -1, 77, 0xe1234567_80000000L, 0xfffffff0, 250, 40_000, 26, 13, 0x1_0005, 24, 0x45678000, 65_536);
        SoundReport.Block theirs = new SoundReport.Block(77, -1, 0, 0, 0, 0, 255, -2, 9, 8, 0, 0);
        SoundReport report = new SoundReport(
                Instant.parse("2026-11-22T10:00:00Z"), here, there, Optional.of(ours), Optional.of(theirs), 40, 8);
        sender.onReport("nobody@x", report);
        sender.onReport("a-leg@x", report);
        sender.drain(20);
        Map<Integer, byte[]> first = packet();
        assertThat(first.get(2)).containsExactly(17);
        assertThat(first.get(11)).containsExactly(5);
        assertThat(text(first.get(17))).isEqualTo("20261122-021503-7f3a9c");
        assertThat(first.get(3)).containsExactly(10, 0, 0, 5);
        assertThat(number(first.get(7))).isEqualTo(6001);
        assertThat(number(first.get(8))).isEqualTo(40_001);
        assertThat(text(first.get(15)))
                .isEqualTo("{\"sender_information\":{\"ntp_timestamp_sec\":3777185127,"
                        + "\"ntp_timestamp_usec\":2147483648,\"rtp_timestamp\":4294967280,\"packets\":250,"
                        + "\"octets\":40000},\"ssrc\":4294967295,\"type\":200,\"report_count\":1,"
                        + "\"report_blocks\":[{\"source_ssrc\":77,\"highest_seq_no\":65541,\"fraction_lost\":26,"
                        + "\"ia_jitter\":24,\"packets_lost\":13,\"lsr\":1164410880,\"dlsr\":65536}]}");
        Map<Integer, byte[]> second = packet();
        assertThat(second.get(3)).as("the phone's own").containsExactly(192, 0, 2, 7);
        JsonNode json = JsonMapper.builder().build().readTree(text(second.get(15)));
        assertThat(json.path("type").asInt()).isEqualTo(201);
        assertThat(json.path("ssrc").asLong()).isEqualTo(77);
        assertThat(json.path("report_blocks").get(0).path("source_ssrc").asLong())
                .isEqualTo(0xffffffffL);
        assertThat(json.path("report_blocks").get(0).path("packets_lost").asInt())
                .isZero();
        assertThat(sender.sent()).isEqualTo(2);
    }

    /** Nobody drains: nothing waits, what does not fit is counted. */
    @Test
    void aLineThatIsFullDropsAndCounts() {
        for (int i = 0; i < 5_000; i++) {
            sender.message(false, flow("UDP", 5070), message("OPTIONS", "o" + i));
        }
        assertThat(sender.sent()).isZero();
        assertThat(sender.dropped()).isEqualTo(5_000 - 4_096);
    }

    @Test
    void whatIsNoCallGoesUnderItsCallId() throws Exception {
        sender.message(false, flow("UDP", 5070), message("REGISTER", "reg@x"));
        sender.drain(20);
        assertThat(text(packet().get(17))).isEqualTo("reg@x");
    }
}
