package org.helpline.app.past;

import java.util.ArrayList;
import java.util.List;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.journal.PastCall;

/** A past call as a scenario of stock sipp: its keys by SIP INFO, with the pauses between them, and its end. */
public final class RecordedScenario {

    private static final String SAME = """
            Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=[branch]
            From: "SIPp" <sip:recorded@[local_ip]:[local_port]>;tag=[pid]-[call_number]
            To: <sip:[service]@[remote_ip]:[remote_port]>%s
            Call-ID: [call_id]
            CSeq: %d %s
            Max-Forwards: 70
            """;

    private RecordedScenario() {}

    /** The file's lines. */
    public static List<String> of(PastCall call, boolean personal) {
        List<Published> facts = personal ? call.facts() : new StandIns().apply(call.facts());
        StringBuilder xml = new StringBuilder();
        String id = call.id();
        xml.append(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!DOCTYPE scenario SYSTEM \"sipp.dtd\">\n<!--\n  The call ")
                .append(id)
                .append(": its keys and pauses.\n\n    sipp HOST:PORT -sf FILE -s ")
                .append(call.dialled().replaceAll("[^A-Za-z0-9._+]", "?"))
                .append(" -m 1\n-->\n<scenario name=\"the call ")
                .append(id)
                .append("\">\n")
                .append(invite(SAME.formatted("", 1, "INVITE")))
                .append(request("ACK", 1, "", false));
        long since = answered(facts);
        int cseq = 1;
        boolean over = false;
        for (Published p : facts) {
            switch (p.fact()) {
                case CallFact.DigitPressed d
                when d.leg().equals("caller") -> {
                    pause(p.offsetMillis() - since, xml);
                    since = p.offsetMillis();
                    xml.append(request("INFO", ++cseq, body(d.digit().value()), true));
                }
                case CallFact.Ended e -> {
                    over = true;
                    if (e.by().equals("caller")) {
                        pause(p.offsetMillis() - since, xml);
                        xml.append(request("BYE", ++cseq, "", true));
                    } else {
                        xml.append("  <recv request=\"BYE\"></recv>\n").append(OK);
                    }
                }
                default -> {} // not the caller's doing
            }
        }
        if (!over) {
            xml.append(request("BYE", ++cseq, "", true));
        }
        return new ArrayList<>(xml.append("</scenario>").toString().lines().toList());
    }

    private static String invite(String same) {
        return """
              <send retrans="500">
                <![CDATA[
            INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
            %sContact: <sip:recorded@[local_ip]:[local_port];transport=[transport]>
            Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, INFO
            Content-Type: application/sdp
            Content-Length: [len]

            v=0
            o=sipp [call_number] 1 IN IP[local_ip_type] [media_ip]
            s=-
            c=IN IP[media_ip_type] [media_ip]
            t=0 0
            m=audio [media_port] RTP/AVP 0 8
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=ptime:20
            ]]>
              </send>
              <recv response="100" optional="true"></recv>
              <recv response="180" optional="true"></recv>
              <recv response="183" optional="true"></recv>
              <recv response="200" rrs="true"></recv>
            """.formatted(same);
    }

    private static String body(String signal) {
        return """
            Content-Type: application/dtmf-relay
            Content-Length: [len]

            Signal=%s
            Duration=160
            """.formatted(signal);
    }

    private static final String OK = """
              <send>
                <![CDATA[
            SIP/2.0 200 OK
            [last_Via:]
            [last_From:]
            [last_To:]
            [last_Call-ID:]
            [last_CSeq:]
            Content-Length: 0

            ]]>
              </send>
            """;

    private static long answered(List<Published> facts) {
        return facts.stream()
                .filter(f -> f.fact() instanceof CallFact.Answered a && a.leg().equals("caller"))
                .mapToLong(Published::offsetMillis)
                .findFirst()
                .orElse(0);
    }

    private static void pause(long millis, StringBuilder xml) {
        if (millis > 0) {
            xml.append("  <pause milliseconds=\"").append(millis).append("\"/>\n");
        }
    }

    private static String request(String method, int cseq, String body, boolean answered) {
        return "  <send" + (answered ? " retrans=\"500\"" : "") + ">\n    <![CDATA[\n" + method
                + " [next_url] SIP/2.0\n"
                + SAME.formatted("[peer_tag_param]", cseq, method) + "[routes]\n"
                + (body.isEmpty() ? "Content-Length: 0\n" : body) + "\n]]>\n  </send>\n"
                + (answered ? "  <recv response=\"200\"></recv>\n" : "");
    }
}
