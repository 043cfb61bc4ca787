package org.helpline.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ACK of a 2xx finds its dialog by what was measured of it just as it would by what the parser reads. */
class AckTest {

    private final Bench bench = new Bench(false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        From: <sip:a@x>;tag=f1             | To: <sip:100@y>;tag=t1            | Call-ID: 1@x
        f: "A;tag=no" <sip:a@x> ; tag = f1 | t: <sip:100@y;tag=no> ;x=y;tag=t1 | i:   a-b.c
        From: sip:a@x;tag=F1               | To: sip:100@y;TAG=t-1.%           | CALL-ID: 1@[::1]
        From: <sip:a@x>                    | To: <sip:100@y>                   | Call-ID: 1
        """)
    void isTheSameMeasuredAndParsed(String from, String to, String callId) {
        String text = Messages.request("ACK", "SIP/2.0/UDP x:5060;branch=z9hG4bKack", "1@x", 7, "")
                .replace("From: <sip:caller@127.0.0.1>;tag=from1", from)
                .replace("To: <sip:100@127.0.0.1>", to)
                .replace("Call-ID: 1@x", callId);
        bench.arrives(text);
        SIPRequest parsed = Messages.parsed(text);
        Ack expected = Ack.of(parsed);
        assertThat(bench.acks)
                .containsExactly(new Ack(
                        expected.callId(), expected.fromTag(), expected.toTag(), expected.cseq(), Optional.empty()));
        assertThat(expected.cseq()).isEqualTo(7);
    }

    @Test
    void bringsTheWholeMessageOnlyWhereItHasABody() {
        String head = Messages.request("ACK", "SIP/2.0/UDP x:5060;branch=z9hG4bKack", "1@x", 1, "t")
                .replace("Content-Length: 0\r\n\r\n", "");
        bench.arrives(head + "Content-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n");
        bench.arrives(head + "\r\nv=0\r\n"); // up to the end of the datagram: RFC 3261 §18.3
        bench.arrives(head + "Content-Length: 0\r\n\r\n");
        assertThat(bench.acks).extracting(ack -> ack.carrying().isPresent()).containsExactly(true, true, false);
    }
}
