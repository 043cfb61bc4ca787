package org.helpline.sip;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Secret;
import org.helpline.config.SipSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;

/**
 * A server that answers sip:1000@… and 1001 with a canned session and refuses all else, so that the checks from outside can be run against
 * the edge alone: {@code AnsweringEdge [PORT]}; ends with its standard input.
 */
final class AnsweringEdge {

    static final String SDP = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 RTP/AVP 0 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            """.replace("\n", "\r\n");

    private AnsweringEdge() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
        Problems problems = new Problems();
        Optional<SipEdge> edge = SipEdge.start(
                SipEdge.Equipment.of(settings(port, Map.of(), 0)),
                Clock.system(),
                new SecureRandom(),
                AnsweringEdge::answer,
                (invite, status, why) -> System.out.println("refused " + status + " " + why),
                (agent, contact, registered, why) -> System.out.println(agent + " " + contact + " " + why),
                problems);
        problems.all().forEach(System.out::println);
        if (edge.isPresent()) {
            System.out.println("ready " + edge.get().listening());
            while (System.in.read() >= 0) {
                System.out.println(edge.get().counts());
            }
            edge.get().close();
        }
    }

    static SipSettings settings(int port, Map<String, String> staticContacts, int maxCalls) {
        return settings("127.0.0.1:" + port, staticContacts, maxCalls);
    }

    static SipSettings settings(String listen, Map<String, String> staticContacts, int maxCalls) {
        return new SipSettings(
                List.of(listen),
                true,
                "",
                2,
                "helpline",
                List.of("SHA-256", "MD5"),
                8192,
                maxCalls,
                0,
                0,
                new SipSettings.Connections(8192, 512, Duration.ofMinutes(10), Duration.ofSeconds(32)),
                Map.of("anna", new Secret("letmein"), "ben", new Secret("other")),
                staticContacts);
    }

    /** Answers 1000 and 1001 at once, and re-INVITEs too; hangs up on 1001 after a second. */
    static void answer(IncomingCall call) {
        call.listen(event -> {
            if (event instanceof SipLegEvent.ReInvited) {
                call.acceptReInvite(SDP);
            }
        });
        boolean secure = call.invite().offer().orElse("").contains("RTP/SAVP");
        boolean hangsUp = call.invite().dialled().equals("1001");
        if (hangsUp) {
            call.loop().timers().after(Duration.ofSeconds(1), () -> call.end(480, "goodbye"));
        }
        if (!hangsUp && !call.invite().dialled().equals("1000")) {
            call.refuse(404, "Not Found", 0);
        } else if (secure) {
            call.notAcceptable(new Warning(399, "no"));
        } else {
            call.ring(180, Optional.empty());
            call.answer(SDP);
        }
    }
}
