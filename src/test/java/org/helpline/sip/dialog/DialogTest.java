package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetSocketAddress;
import org.helpline.sip.transport.Destination;
import org.junit.jupiter.api.Test;

class DialogTest {

    private static final FakeFlow PROXY = new FakeFlow("UDP", "198.51.100.1", 5060);

    @Test
    void theRouteSetOfACallThatCameKeepsTheOrderOfRecordRoute() {
        Dialog dialog = answering("""
                Record-Route: <sip:198.51.100.1;lr>
                Record-Route: <sip:198.51.100.2;lr>,<sip:198.51.100.3;lr>
                """);
        String bye = Wire.text(dialog.request("BYE"));
        assertThat(bye)
                .startsWith("BYE sip:ada@192.0.2.7:5060 SIP/2.0\r\n")
                .contains("Route: <sip:198.51.100.1;lr>,<sip:198.51.100.2;lr>,<sip:198.51.100.3;lr>\r\n");
        assertThat(dialog.destination()).isEqualTo(new Destination.OverFlow(PROXY));
    }

    @Test
    void theRouteSetOfACallThatWePlacedIsReversed() {
        SIPRequest invite = Wire.request("""
                INVITE sip:anna@192.0.2.50:5070 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKo
                From: <sip:1@192.0.2.1>;tag=ours
                To: <sip:anna@192.0.2.50>
                Call-ID: hl0-abc
                CSeq: 1 INVITE
                Max-Forwards: 70
                """, "");
        String routes = "Record-Route: <sip:198.51.100.2;lr>,<sip:198.51.100.1;lr>\nContact: <sip:anna@10.0.0.5>\n";
        Dialog dialog = Dialog.calling(
                Placed.of(invite),
                Wire.answer(invite, 200, "phone", routes, ""),
                new Destination.OverFlow(PROXY),
                "Contact: <sip:helpline@192.0.2.1>");
        assertThat(Wire.text(dialog.request("BYE")))
                .startsWith("BYE sip:anna@10.0.0.5 SIP/2.0\r\n")
                .contains("Route: <sip:198.51.100.1;lr>,<sip:198.51.100.2;lr>\r\n", "CSeq: 2 BYE\r\n");
    }

    @Test
    void aStrictRouterTakesTheRequestUriAndTheTargetGoesLast() {
        Dialog dialog = answering("Record-Route: <sip:198.51.100.9:5066>\nRecord-Route: <sip:198.51.100.2;lr>\n");
        assertThat(Wire.text(dialog.request("BYE")))
                .startsWith("BYE sip:198.51.100.9:5066 SIP/2.0\r\n")
                .contains("Route: <sip:198.51.100.2;lr>,<sip:ada@192.0.2.7:5060>\r\n");
        assertThat(dialog.destination())
                .isEqualTo(new Destination.ToAddress("UDP", new InetSocketAddress("198.51.100.9", 5066)));
    }

    @Test
    void aRouteThatIsANameIsNotResolvedButReachedWhereItCameFrom() {
        Dialog dialog = answering("Record-Route: <sip:proxy.example.com;lr>\n");
        assertThat(dialog.destination()).isEqualTo(new Destination.OverFlow(PROXY));
    }

    @Test
    void theTargetsHeadersAndMethodAreLeftOutOfTheRequestUri() {
        Dialog dialog = answering("Contact: <sip:ada@192.0.2.7;method=INVITE?Route=%3Csip:198.51.100.9%3E>\n");
        assertThat(Wire.text(dialog.request("BYE"))).startsWith("BYE sip:ada@192.0.2.7 SIP/2.0\r\n");
    }

    @Test
    void anInviteOfRfc2543WithoutContactAndTagIsReachedByItsFrom() {
        SIPRequest invite = Wire.request("""
                INVITE sip:100@192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 198.51.100.1
                From: <sip:+1303@ift.client.example.net;user=phone>
                To: <sip:100@192.0.2.1>
                Call-ID: old
                CSeq: 56 INVITE
                """, "");
        Dialog dialog = Dialog.answering(invite, PROXY, "ours");
        assertThat(dialog.id()).isEqualTo(new DialogId("old", "ours", ""));
        assertThat(Wire.text(dialog.request("BYE")))
                .startsWith("BYE sip:+1303@ift.client.example.net")
                .contains("To: <sip:+1303@ift.client.example.net;user=phone>\r\n");
        assertThat(dialog.destination()).isEqualTo(new Destination.OverFlow(PROXY));
    }

    private static Dialog answering(String more) {
        return Dialog.answering(Wire.invite(more, Wire.SDP), PROXY, "ours");
    }
}
