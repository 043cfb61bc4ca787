package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.sip.LoopbackPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole server with four SIP loops and two media loops: a phone that talks with another one takes a caller and joins both. The caller's sound reaches whom
 * they are joined with, on whichever loops the two calls began.
 */
class JoinedAcrossLoopsOverSipTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - {transfer: {extension: 204}, ring: 10s, busy: [hangup], then: [hangup]}
            """;

    private static final byte TONE = 0x2a;

    @TempDir
    private Path folder;

    private Starting starting;
    private int port;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("office"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        port = starting.mustStart(
                        "sip.loops=4",
                        "media.loops=2",
                        "numbers.100=office",
                        "extensions.204.to=phone",
                        "extensions.204.phone-secret=front-desk-secret",
                        "extensions.205.to=phone",
                        "extensions.205.phone-secret=back-office-secret")
                .server()
                .edge()
                .listening()
                .getFirst()
                .address()
                .getPort();
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private LoopbackPhone phone() throws IOException {
        return new LoopbackPhone("UDP", InetAddress.getLoopbackAddress(), port);
    }

    private static String found(String message, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(message);
        assertThat(matcher.find()).as(pattern + " in\n" + message).isTrue();
        return matcher.group(1);
    }

    private static DatagramSocket sound() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(20);
        return socket;
    }

    private static String sdp(DatagramSocket sound) {
        return LoopbackPhone.SDP
                .replace("127.0.0.2", "127.0.0.1")
                .replace("40000", String.valueOf(sound.getLocalPort()));
    }

    private static void answers(LoopbackPhone phone, String invite, DatagramSocket sound) throws IOException {
        phone.send(phone.response(invite, "200 OK", sdp(sound)));
    }

    /** The phone at 204 calls 205, with its password; what it was answered. */
    private static String consults(LoopbackPhone desk, LoopbackPhone colleague, DatagramSocket[] sounds)
            throws IOException {
        String uri = "sip:205@127.0.0.1";
        desk.send(asked(desk.request("INVITE", uri, 1, "", sdp(sounds[0]))));
        String challenge = desk.awaitFinal("INVITE");
        assertThat(challenge).startsWith("SIP/2.0 401");
        String login = desk.login(challenge, "INVITE", uri, "204", "front-desk-secret");
        desk.send(asked(desk.request("INVITE", uri, 2, login, sdp(sounds[0]))));
        answers(colleague, colleague.awaitRequest("INVITE"), sounds[1]);
        String answer = desk.awaitFinal("INVITE");
        while (answer.contains("CSeq: 1 INVITE")) { // the challenge once more: it has no ACK
            answer = desk.awaitFinal("INVITE");
        }
        assertThat(answer).startsWith("SIP/2.0 200");
        desk.send(asked(desk.request("ACK", "sip:helpline@127.0.0.1", 2, "", "")));
        return answer;
    }

    private static String asked(String request) {
        return request.replace("From: <sip:phone@", "From: <sip:204@");
    }

    /** Plays to {@code to} until {@code heard} receives it. */
    private static void isHeard(DatagramSocket from, int to, DatagramSocket heard) {
        byte[] packet = new byte[172];
        java.util.Arrays.fill(packet, 12, packet.length, TONE);
        packet[0] = (byte) 0x80;
        packet[11] = 7; // the SSRC
        int[] number = {0};
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    number[0]++;
                    packet[2] = (byte) (number[0] >> 8);
                    packet[3] = (byte) number[0];
                    int time = number[0] * 160;
                    packet[5] = (byte) (time >> 16);
                    packet[6] = (byte) (time >> 8);
                    packet[7] = (byte) time;
                    from.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), to));
                    DatagramPacket read = new DatagramPacket(new byte[400], 400);
                    try {
                        heard.receive(read);
                    } catch (SocketTimeoutException e) {
                        return false;
                    }
                    return read.getLength() == 172 && read.getData()[100] == TONE;
                });
    }

    private static int soundOf(String message) {
        return Integer.parseInt(found(message, "m=audio (\\d+) "));
    }

    @RepeatedTest(4)
    void theCallerHearsTheColleagueWhoWasAskedBeforeTheyCalled() throws Exception {
        try (LoopbackPhone desk = phone();
                LoopbackPhone colleague = phone();
                LoopbackPhone caller = phone();
                DatagramSocket deskSound = sound();
                DatagramSocket colleagueSound = sound();
                DatagramSocket callerSound = sound()) {
            desk.register("204", "front-desk-secret", "MD5");
            colleague.register("205", "back-office-secret", "MD5");
            String consult = consults(desk, colleague, new DatagramSocket[] {deskSound, colleagueSound});

            caller.send(caller.request("INVITE", "sip:100@127.0.0.1", 1, "", sdp(callerSound)));
            String answer = caller.awaitFinal("INVITE");
            caller.send(caller.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
            String second = desk.awaitRequest("INVITE");
            answers(desk, second, deskSound);
            isHeard(callerSound, soundOf(answer), deskSound);

            String replaces =
                    desk.callId() + "%3Bto-tag%3D" + found(consult, "To: [^\r]*tag=([^;\\s]+)") + "%3Bfrom-tag%3Dphone";
            desk.send(desk.byeWithin(second)
                    .replaceFirst("^BYE", "REFER")
                    .replace(
                            "CSeq: 1 BYE\r\n",
                            "CSeq: 1 REFER\r\nContact: <sip:phone@127.0.0.1:" + desk.port()
                                    + ">\r\nRefer-To: <sip:205@127.0.0.1?Replaces=" + replaces + ">\r\n"));
            assertThat(desk.awaitFinal("REFER")).startsWith("SIP/2.0 202");
            String reInvite = colleague.awaitRequest("INVITE");
            answers(colleague, reInvite, colleagueSound);
            isHeard(callerSound, soundOf(answer), colleagueSound);
            isHeard(colleagueSound, soundOf(reInvite), callerSound);

            String bye = desk.awaitRequest("BYE");
            desk.send(desk.response(bye, "200 OK", ""));
            colleague.send(colleague.byeWithin(reInvite.replaceFirst("(?m)^To:([^\r]*);tag=[^\r;]*", "To:$1")));
            assertThat(colleague.awaitFinal("BYE")).startsWith("SIP/2.0 200");
            caller.send(caller.response(caller.awaitRequest("BYE"), "200 OK", ""));
        }
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                starting.command("calls", "show", "last").out().replaceAll("\\s+", " "))
                        .contains("caller and extension 205 hear each other", "the call ends, served"));
    }
}
