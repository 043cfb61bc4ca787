package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server and a phone over real RTP whose RTCP says that it loses much: the call's story, its trace and Homer tell it. */
class ReportedSoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        starting.script(
                "line",
                "helpline: 1\nlanguages: [en]\nhuman: none\nstart:\n" + "  - say: welcome\n".repeat(12)
                        + "  - hangup\n");
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    @Test
    void whatAPhoneSaysThatItLosesIsTold() throws Exception {
        try (DatagramSocket homer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Assembly.Running server = starting.mustStart("sip.hep=127.0.0.1:" + homer.getLocalPort());
            int port = server.server().edge().listening().getFirst().address().getPort();
            List<String> atHomer = new ArrayList<>();
            try (SpeakingPhone phone = new SpeakingPhone(port, AudioCodec.PCMU)) {
                phone.call("100").silent(200);
                for (int i = 1; i <= 40 && atHomer.isEmpty(); i++) {
                    phone.report(20 * i, 64, 160).silent(400);
                    atHomer.addAll(reports(homer));
                }
                assertThat(starting.command("sip", "trace", phone.callId()).out())
                        .as("while the call is up")
                        .containsPattern(
                                "Sound of caller so far\n +at .*\n(?:.*\n)*? +\\d+\\.\\d{3} .* 25\\.0 % +20 ms");
                phone.hangUp();
            }
            assertThat(atHomer.getFirst())
                    .contains("\"ssrc\":4711,\"type\":201,", "\"fraction_lost\":64,\"ia_jitter\":160,");
            String story = starting.storyWith("the call ends");
            assertThat(story)
                    .containsPattern(
                            "what we sent the caller: [\\d.]+ % lost.* jitter 20 ms, estimated quality [12]\\.\\d of 5")
                    .containsPattern("Poor sound: of what we sent [\\d.]+ % was lost on the way to the caller\\.");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    starting.command("sip", "trace", "last").out())
                            .containsPattern("as caller heard it: [\\d.]+ % lost")
                            .containsPattern(" +at +lost here")
                            .containsPattern("[\\d.]+ % of what we sent was lost on its way to the caller"));
        }
    }

    /** Reports of the phone's that have come to the collector. */
    private static List<String> reports(DatagramSocket homer) throws IOException {
        List<String> reports = new ArrayList<>();
        homer.setSoTimeout(1);
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            try {
                homer.receive(packet);
            } catch (java.net.SocketTimeoutException nothingMore) {
                return reports;
            }
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            if (text.contains("\"ssrc\":4711,")) {
                reports.add(text);
            }
        }
    }
}
