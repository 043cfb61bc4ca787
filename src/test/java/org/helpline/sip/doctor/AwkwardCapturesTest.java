package org.helpline.sip.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come from people: cut off, of TCP that came in another order, and of what is no capture. */
class AwkwardCapturesTest {

    private static final InetSocketAddress A = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.9"), 5060);
    private static final InetSocketAddress B = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.20"), 5060);

    @ParameterizedTest
    @EnumSource(CaptureWriter.Kind.class)
    void aFileThatIsCutOffIsReadAsFarAsItGoesAndSaysSo(CaptureWriter.Kind kind) throws IOException {
        Scene scene = new Scene();
        Optional.ofNullable(Corpus.all().get("bye-unanswered")).orElseThrow().accept(scene);
        byte[] whole = scene.file(kind);
        Capture all = CaptureReader.read(new ByteArrayInputStream(whole));
        Capture cut = CaptureReader.read(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length - 7)));
        assertThat(all.trouble()).isEmpty();
        assertThat(cut.trouble()).matches("The file ends in the middle of a (block|packet)\\.");
        assertThat(cut.messages()).hasSize(all.messages().size() - 1);
        assertThat(Doctor.examine(cut)).extracting(Finding::rule).contains("bye-unanswered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "132", "213", "231", "312", "321", "1123", "3213"})
    void segmentsOfTcpInAnyOrderGiveTheMessage(String order) throws IOException {
        byte[] options = """
                OPTIONS sip:100@198.51.100.20 SIP/2.0
                Via: SIP/2.0/TCP 203.0.113.9;branch=z9hG4bKa
                From: <sip:a@203.0.113.9>;tag=1
                To: <sip:100@198.51.100.20>
                Call-ID: order@a
                CSeq: 1 OPTIONS
                Max-Forwards: 70
                Content-Length: 0

                """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        int third = options.length / 3;
        int[] from = {0, third, 2 * third, options.length};
        CaptureWriter writer = new CaptureWriter();
        writer.tcp(1_000, A, B, 999, 2, new byte[0]);
        for (int at = 0; at < order.length(); at++) {
            int i = order.charAt(at) - '1';
            writer.tcp(
                    2_000 + 1_000L * at,
                    A,
                    B,
                    1_000 + from[i],
                    0x18,
                    Arrays.copyOfRange(options, from[i], from[i + 1]));
        }
        Capture read = CaptureReader.read(new ByteArrayInputStream(writer.file(CaptureWriter.Kind.PCAP_ETHERNET)));
        assertThat(read.messages())
                .singleElement()
                .satisfies(m -> assertThat(m.text().callId()).isEqualTo("order@a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "PK\u0003\u0004 a packed folder", "<html>not found</html>", "OPTIONS sip:a SIP/2.0\r\n\r\n"})
    void whatIsNoCaptureIsSaidToBeNone(String content) {
        assertThatThrownBy(() -> CaptureReader.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("it is (empty|neither pcap nor pcapng)");
    }

    @Test
    void aFileOfHeadersAloneHasNothingWrongAndNoCall() throws IOException {
        Capture read = CaptureReader.read(
                new ByteArrayInputStream(new CaptureWriter().file(CaptureWriter.Kind.PCAPNG_ETHERNET)));
        assertThat(read.messages()).isEmpty();
        assertThat(Doctor.examine(read).stream().filter(Finding::isFault)).isEmpty();
    }
}
