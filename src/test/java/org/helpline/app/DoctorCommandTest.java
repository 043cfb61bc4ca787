package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.sip.doctor.Captures;
import org.helpline.sip.doctor.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor FILE}: sentences for people, JSON for programs, and an exit code for both. */
class DoctorCommandTest {

    @TempDir
    private Path folder;

    private Starting.Said doctor(byte[] file, String... more) throws IOException {
        Path capture = Files.write(folder.resolve("call.pcap"), file);
        String[] words = new String[more.length + 2];
        words[0] = "doctor";
        words[1] = capture.toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return new Starting(folder).bare(words);
    }

    @Test
    void aFaultIsToldWithCauseRemedyAndPackets() throws IOException {
        Starting.Said said = doctor(Captures.file("private-sdp-of-docker-one-way"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .startsWith("257 packets, 7 SIP messages, 1 call, 1 RTP stream.")
                .containsSubsequence(
                        " 1. Sound goes one way only",
                        "What to do: Set the public address",
                        "(packets 1, 4, 6; Call-ID",
                        "rule one-way-sound)",
                        " 2. The session description");
        assertThat(doctor(Captures.file("private-sdp-of-docker-one-way"), "--json")
                        .out())
                .contains("\"rule\" : \"one-way-sound\"", "\"packets\" : [ 1, 4, 6 ]");
    }

    @Test
    void aCallThatIsWellGivesNoAlarm() throws IOException {
        Starting.Said said = doctor(Captures.file("well-plain-call"));
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Nothing is wrong by what can be seen here.");
    }

    @Test
    void whatIsNoCaptureIsSaidSo() throws IOException {
        Starting.Said said = doctor("no capture at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("cannot be read as a capture: it is neither pcap nor pcapng.");
        Starting.Said none =
                new Starting(folder).bare("doctor", folder.resolve("none.pcap").toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("There is no file");
    }

    /** 200 MB of sound in a virtual machine of 64 MB: what is read is counted and not kept. */
    @Test
    @Tag("clients")
    void aFileOf200MegabytesIsReadInLittleMemoryAndSaysHowFarItIs() throws Exception {
        Path big = folder.resolve("big.pcap");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(big), 1 << 16)) {
            out.write(ByteBuffer.allocate(24)
                    .putInt(0xa1b2c3d4)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(65_535)
                    .putInt(101)
                    .array());
            ByteBuffer frame = ByteBuffer.allocate(216);
            for (int i = 0; i < 940_000; i++) {
                frame.clear()
                        .putInt(1_700_000_000 + i / 50)
                        .putInt(i % 50 * 20_000)
                        .putInt(200)
                        .putInt(200)
                        .put(new byte[] {0x45, 0, 0, (byte) 200, 0, 0, 0, 0, 64, 17, 0, 0})
                        .put(new byte[] {(byte) 203, 0, 113, 9, (byte) 198, 51, 100, 20})
                        .putShort((short) 40_000)
                        .putShort((short) 50_000)
                        .putShort((short) 180)
                        .putShort((short) 0)
                        .put(new byte[] {(byte) 0x80, 8})
                        .putShort((short) i)
                        .putInt(i * 160)
                        .putInt(4711);
                out.write(frame.array());
            }
        }
        Process doctor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        classPath(),
                        "org.helpline.app.Main",
                        "doctor",
                        big.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(doctor.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(doctor.waitFor()).as(said).isZero();
        assertThat(said).contains("50 of 203 MB read.", "200 of 203 MB read.", "940000 packets,", "1 RTP stream.");
    }

    /** Of the classes that the command needs, wherever the test was started from. */
    private static String classPath() {
        return Stream.of(
                        Main.class,
                        Finding.class,
                        picocli.CommandLine.class,
                        org.slf4j.LoggerFactory.class,
                        ch.qos.logback.classic.Logger.class,
                        ch.qos.logback.core.Appender.class,
                        tools.jackson.databind.json.JsonMapper.class,
                        tools.jackson.core.JsonParser.class,
                        com.fasterxml.jackson.annotation.JsonProperty.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }
}
