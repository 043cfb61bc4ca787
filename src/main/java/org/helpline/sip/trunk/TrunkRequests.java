package org.helpline.sip.trunk;

import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.dialog.CleanText;
import org.helpline.sip.dialog.Headers;
import org.helpline.sip.transport.Flow;

/** Writes the requests that belong to no call: REGISTER (RFC 3261 §10.2) and OPTIONS (§11.1). */
final class TrunkRequests {

    private TrunkRequests() {}

    /** The place of one request in its row. */
    record Row(String callId, String tag, long cseq) {}

    /** The Request-URI of a REGISTER, as it is written and as the digest has it. */
    static String registrar(TrunkSettings.Login login) {
        return "sip:" + domain(login.domain());
    }

    /** A REGISTER of {@code contact} for so long; zero: no longer. */
    static SIPRequest register(
            TrunkSettings.Login login, String contact, Row row, Duration expires, List<String> credentials) {
        String us = "<sip:" + CleanText.escapeUser(login.user()) + '@' + domain(login.domain()) + '>';
        SIPRequest request = request("REGISTER", registrar(login), us, us, row);
        request.setHeader(Headers.of("Contact: <" + contact + ">;expires=" + expires.toSeconds()));
        request.setHeader(Headers.of("Expires: " + expires.toSeconds()));
        credentials.forEach(line -> request.addHeader(Headers.of(line)));
        return request;
    }

    /** Where calls to us shall come: RFC 3261 §10.2.1. */
    static String contact(TrunkSettings.Login login, Flow flow) {
        String parameter = flow.transport().equals("UDP")
                ? ""
                : ";transport=" + flow.transport().toLowerCase(Locale.ROOT);
        return "sip:" + CleanText.escapeUser(login.user()) + '@' + flow.sentBy() + parameter;
    }

    /** An OPTIONS that asks whether anybody is there. */
    static SIPRequest options(TrunkSettings trunk, Flow flow, Row row) {
        Optional<TrunkSettings.Login> login = trunk.login();
        String host = domain(login.map(TrunkSettings.Login::domain)
                .orElseGet(() ->
                        HostPort.read(trunk.server()).map(HostPort::written).orElse("invalid")));
        String from = login.map(l -> CleanText.escapeUser(l.user()) + '@' + host)
                .orElseGet(() -> "helpline@" + flow.sentBy());
        SIPRequest request = request("OPTIONS", "sip:" + host, "<sip:" + from + '>', "<sip:" + host + '>', row);
        request.setHeader(Headers.of("Contact: <sip:helpline@" + flow.sentBy() + '>'));
        request.setHeader(Headers.of("Accept: application/sdp"));
        return request;
    }

    private static SIPRequest request(String method, String uri, String from, String to, Row row) {
        GenericURI target =
                Headers.uri(uri).orElseThrow(() -> new IllegalStateException("a trunk's domain makes no URI"));
        SIPRequest request = new SIPRequest();
        request.setRequestLine(new RequestLine(target, method));
        request.setFrom((FromHeader) Headers.of("From: " + from + ";tag=" + row.tag()));
        request.setTo((ToHeader) Headers.of("To: " + to));
        request.setCallId(new CallID(row.callId()));
        request.setCSeq(new CSeq(row.cseq(), method));
        request.setHeader(Headers.of("Max-Forwards: 70"));
        return request;
    }

    /** A domain as URIs have it. */
    private static String domain(String text) {
        return text.indexOf(':') >= 0 && !text.startsWith("[")
                ? HostPort.read(text).map(HostPort::written).orElse(text)
                : text;
    }
}
