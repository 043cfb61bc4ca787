package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.config.MediaSettings;
import org.helpline.config.Secret;
import org.helpline.config.SipSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.media.TickedEngine;
import org.helpline.sip.LoopbackPhone;
import org.helpline.sip.SipEdge;
import org.helpline.sip.SipEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller and an agent over IPv6: the real edge, legs and media engine on loopback sockets. */
class Ipv6CallTest implements NewCalls {

    private static final InetAddress SIX = InetAddress.ofLiteral("::1");
    private static final int RTP_BYTES = 12 + 160;

    private final AtomicReference<SipEndpoint> edge = new AtomicReference<>();
    private final TickedEngine media = TickedEngine.start(
            new MediaSettings(0, 0, 1, List.of("PCMU", "PCMA"), Duration.ofSeconds(30), Duration.ofSeconds(5)),
            Clock.system(),
            new SecureRandom());
    private final Calls calls = new Calls(
            media,
            new MediaSettings(0, 0, 1, List.of("PCMU", "PCMA"), Duration.ofSeconds(30), Duration.ofSeconds(5)),
            Optional.empty(),
            new SecureRandom(),
            edge::get,
            () -> this);

    @BeforeEach
    void needsIpv6() throws IOException {
        assumeThat(NetworkInterface.getByInetAddress(SIX))
                .as("this machine has IPv6")
                .isNotNull();
    }

    @AfterEach
    void stop() {
        SipEndpoint open = edge.get();
        if (open != null) {
            open.close();
        }
        media.close();
    }

    /** Answers, and rings anna, who hears the caller once she has answered. */
    @Override
    public void onCall(CallerLeg caller) {
        List<AgentRing> ring = new ArrayList<>();
        caller.listen(event -> {
            if (event instanceof LegEvent.Answered) {
                ring.add(calls.ring(new AgentId("anna"), caller, bridging(caller, ring)));
            } else if (event instanceof LegEvent.HungUp) {
                ring.forEach(r -> r.hangUp("The caller hung up"));
            }
        });
        caller.answer();
    }

    private static AgentRing.Listener bridging(CallerLeg caller, List<AgentRing> ring) {
        return new AgentRing.Listener() {
            @Override
            public void answered() {
                ring.forEach(r -> r.leg().ifPresent(caller::bridge));
            }

            @Override
            public void failed(AgentRing.Failure why) {
                caller.hangUp(480, "nobody");
            }

            @Override
            public void gone() {
                caller.hangUp(480, "The agent hung up");
            }

            @Override
            public void event(LegEvent event) {}
        };
    }

    @Override
    public void onRefused(Arrival arrival, int status, String sentence) {
        throw new AssertionError(status + " " + sentence);
    }

    @ParameterizedTest
    @CsvSource({"[::1]:0, UDP", "[::1]:0, TCP", "[::]:0, UDP", "[::]:0, TCP", "*:0, UDP", "*:0, TCP"})
    void aCallIsServedOverIpv6FromTheInviteToTheBye(String listen, String transport) throws Exception {
        serves(listen, transport, SIX, SIX);
    }

    /** Each side is described, and sent to, in its own family; the sound crosses over. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, ::1", "::1, 127.0.0.1", "127.0.0.1, 127.0.0.1"})
    void onADualSocketCallerAndAgentMayBeOfTwoFamilies(String caller, String agent) throws Exception {
        serves("[::]:0", "UDP", InetAddress.ofLiteral(caller), InetAddress.ofLiteral(agent));
    }

    private void serves(String listen, String transport, InetAddress callersHost, InetAddress agentsHost)
            throws Exception {
        int port = start(listen);
        try (LoopbackPhone anna = new LoopbackPhone(transport, agentsHost, port);
                LoopbackPhone caller = new LoopbackPhone(transport, callersHost, port);
                DatagramSocket annasRtp = new DatagramSocket(0, agentsHost);
                DatagramSocket callersRtp = new DatagramSocket(0, callersHost)) {
            assertThat(anna.register("anna", "letmein", "SHA-256"))
                    .startsWith("SIP/2.0 200 OK")
                    .contains("<sip:phone@" + written(agentsHost) + ":" + anna.port() + ">");

            String number = "sip:100@" + written(callersHost) + ":" + port;
            caller.send(caller.request("INVITE", number, 1, "", sdp(callersHost, callersRtp)));
            String ok = caller.awaitFinal("INVITE");
            assertThat(ok).startsWith("SIP/2.0 200 OK").contains("\r\nc=" + family(callersHost));
            assertThat(line(ok, "Via")).contains("received=" + bare(callersHost), "rport=" + caller.port());
            String target = found(line(ok, "Contact"), "<([^>]+)>");
            assertThat(target).startsWith("sip:").contains("@" + ours(callersHost) + ":" + port);
            caller.send(caller.request("ACK", target, 1, "", ""));

            String invite = anna.awaitRequest("INVITE");
            assertThat(invite)
                    .startsWith("INVITE sip:phone@" + written(agentsHost) + ":" + anna.port() + " SIP/2.0\r\n")
                    .contains("\r\nc=" + family(agentsHost));
            assertThat(line(invite, "Via"))
                    .startsWith("Via: SIP/2.0/" + transport + " " + ours(agentsHost) + ":" + port + ";");
            assertThat(line(invite, "Contact")).contains("@" + ours(agentsHost) + ":" + port);
            anna.send(anna.response(invite, "200 OK", sdp(agentsHost, annasRtp)));
            assertThat(anna.awaitRequest("ACK"))
                    .startsWith("ACK sip:phone@" + written(agentsHost) + ":" + anna.port() + " SIP/2.0\r\n");

            assertThat(isHeard(callersRtp, rtpOf(ok, callersHost), annasRtp, rtpOf(invite, agentsHost)))
                    .as("the caller by anna")
                    .isTrue();
            assertThat(isHeard(annasRtp, rtpOf(invite, agentsHost), callersRtp, rtpOf(ok, callersHost)))
                    .as("anna by the caller")
                    .isTrue();

            caller.send(caller.request("BYE", target, 2, "", ""));
            assertThat(caller.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
            String bye = anna.awaitRequest("BYE");
            assertThat(bye).contains("Reason: ");
            anna.send(anna.response(bye, "200 OK", ""));
        }
    }

    private int start(String listen) {
        Problems problems = new Problems();
        SipEdge opened = SipEdge.start(
                        SipEdge.Equipment.of(new SipSettings(
                                List.of(listen),
                                true,
                                "",
                                2,
                                "helpline",
                                List.of("SHA-256"),
                                8192,
                                0,
                                0,
                                0,
                                new SipSettings.Connections(8192, 512, Duration.ofMinutes(10), Duration.ofSeconds(32)),
                                Map.of("anna", new Secret("letmein")),
                                Map.of())),
                        Clock.system(),
                        new SecureRandom(),
                        calls,
                        calls,
                        (_, _, _, _) -> {},
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        edge.set(opened);
        return opened.listening().getFirst().address().getPort();
    }

    /** Speaks until a packet of this very sound comes out at the other side; the other side speaks too, so that both are latched. */
    private static boolean isHeard(
            DatagramSocket from, InetSocketAddress into, DatagramSocket at, InetSocketAddress atInto)
            throws IOException {
        at.setSoTimeout(40);
        byte mark = (byte) (from.getLocalPort() % 100 + 1);
        for (int i = 0; i < 200; i++) {
            from.send(new DatagramPacket(packet(i, mark), RTP_BYTES, into));
            at.send(new DatagramPacket(packet(i, (byte) 0), RTP_BYTES, atInto));
            DatagramPacket got = new DatagramPacket(new byte[500], 500);
            try {
                at.receive(got);
            } catch (SocketTimeoutException e) {
                continue;
            }
            if (got.getLength() == RTP_BYTES && got.getData()[RTP_BYTES - 1] == mark) {
                assertThat(got.getSocketAddress()).isEqualTo(atInto);
                return true;
            }
        }
        return false;
    }

    private static byte[] packet(int sequence, byte mark) {
        byte[] packet = new byte[RTP_BYTES];
        Arrays.fill(packet, 12, RTP_BYTES, mark);
        packet[0] = (byte) 0x80;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        packet[6] = (byte) ((sequence * 160) >> 8);
        packet[7] = (byte) (sequence * 160);
        packet[11] = mark; // each its own SSRC
        return packet;
    }

    private static String sdp(InetAddress host, DatagramSocket rtp) {
        String at = "IN " + (host instanceof Inet6Address ? "IP6 ::1" : "IP4 127.0.0.1") + "\r\n";
        return "v=0\r\no=- 1 1 " + at + "s=-\r\nc=" + at + "t=0 0\r\nm=audio " + rtp.getLocalPort()
                + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
    }

    /** Where a description of ours says that it hears. */
    private static InetSocketAddress rtpOf(String message, InetAddress host) {
        return new InetSocketAddress(host, Integer.parseInt(found(message, "m=audio (\\d+) ")));
    }

    private static String written(InetAddress host) {
        return host instanceof Inet6Address ? "[::1]" : "127.0.0.1";
    }

    /** How we spell an address: RFC 3261 §25.1, IPv6reference. */
    private static String ours(InetAddress host) {
        return host instanceof Inet6Address ? "[" + bare(host) + "]" : bare(host);
    }

    private static String bare(InetAddress host) {
        return host.getHostAddress();
    }

    private static String family(InetAddress host) {
        return "IN " + (host instanceof Inet6Address ? "IP6 " : "IP4 ") + bare(host) + "\r\n";
    }

    private static String line(String message, String name) {
        return found(message, "(?m)^(" + name + ": [^\r\n]*)");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in%n%s", pattern, text).isTrue();
        return matcher.group(1);
    }
}
