package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.sip.doctor.Captures;
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
}
