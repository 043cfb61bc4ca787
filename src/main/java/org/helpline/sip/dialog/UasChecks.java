package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The inspections of RFC 3261 §8.2.1 to §8.2.3, in the RFC's order. Pure. */
final class UasChecks {

    private static final Set<String> OURS = Set.of(
            "INVITE", "BYE", "OPTIONS", "INFO", "REGISTER", "REFER", "NOTIFY", "ACK", "CANCEL", "PRACK", "UPDATE");
    private static final Set<String> KNOWN = Set.of("MESSAGE", "SUBSCRIBE", "PUBLISH");
    private static final Set<String> DTMF = Set.of("application/dtmf-relay", "application/dtmf");
    /** Methods whose body is a session description. */
    private static final Set<String> SESSION = Set.of("INVITE", "UPDATE", "PRACK");

    private static final Set<String> EXTENSIONS =
            Arrays.stream(Headers.SUPPORTED.split(", ", -1)).collect(Collectors.toUnmodifiableSet());
    private static final String ALLOW = "Allow: " + Headers.ALLOW;

    private UasChecks() {}

    /**
     * Method, Request-URI scheme and Require; empty if none of them forbids the request.
     *
     * @param isSecure whether it came by TLS, which sips asks for on every hop (RFC 3261 §26.4.4)
     */
    static Optional<Refusal> head(SIPRequest request, boolean isSecure) {
        String method = request.getMethod();
        if (!OURS.contains(method)) {
            return Optional.of(
                    KNOWN.contains(method)
                            ? Refusal.of(405, "Method Not Allowed", method + " is not served here.", ALLOW)
                            : Refusal.of(501, "Not Implemented", "The method is not known here.", ALLOW));
        }
        String scheme = Headers.orEmpty(request.getRequestURI().getScheme()).toLowerCase(Locale.ROOT);
        if (scheme.equals("sips") && !isSecure) {
            return Optional.of(
                    Refusal.of(
                            416,
                            "Unsupported URI Scheme",
                            "The Request-URI is a sips: URI, but the request did not come by TLS; let the caller use TLS or dial sip:NUMBER@HOST."));
        }
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            return Optional.of(Refusal.of(
                    416,
                    "Unsupported URI Scheme",
                    "The Request-URI's scheme is " + CleanText.of(scheme, 20)
                            + ", only sip: is served; let the caller dial sip:NUMBER@HOST."));
        }
        List<String> required = new ArrayList<>(Headers.tokens(request, "Require"));
        required.removeIf(tag -> EXTENSIONS.contains(tag.toLowerCase(Locale.ROOT)));
        if (!required.isEmpty()) {
            String list = CleanText.of(String.join(", ", required), 200);
            return Optional.of(Refusal.of(
                    420,
                    "Bad Extension",
                    "The request requires " + list + ", which is not supported; switch it off at the caller's side.",
                    "Unsupported: " + list));
        }
        return Optional.empty();
    }

    /** Content-Encoding, Content-Type and Accept of an INVITE, UPDATE, PRACK or INFO; other bodies are of no interest to us. */
    static Optional<Refusal> content(SIPRequest request) {
        boolean isInvite = request.getMethod().equals("INVITE");
        boolean isSession = SESSION.contains(request.getMethod());
        if (!isSession && !request.getMethod().equals("INFO")) {
            return Optional.empty();
        }
        Optional<Refusal> body =
                Bodies.isEmpty(request) || isOptional(request) ? Optional.empty() : body(request, isSession);
        return body.isEmpty() && isInvite ? accept(request) : body;
    }

    private static Optional<Refusal> body(SIPRequest request, boolean isSession) {
        for (String encoding : Headers.tokens(request, "Content-Encoding")) {
            if (!encoding.equalsIgnoreCase("identity")) {
                return Optional.of(Refusal.of(
                        415,
                        "Unsupported Media Type",
                        "The body is encoded as " + CleanText.of(encoding, 40) + "; send it plain.",
                        "Accept-Encoding: identity"));
            }
        }
        String type = Bodies.type(request);
        boolean fits = isSession ? Bodies.sdp(request).isPresent() : DTMF.contains(type);
        return fits
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        415,
                        "Unsupported Media Type",
                        "The body's type is " + (type.isEmpty() ? "not given" : CleanText.of(type, 60))
                                + "; send application/sdp.",
                        "Accept: "
                                + (isSession
                                        ? "application/sdp"
                                        : String.join(
                                                ", ", DTMF.stream().sorted().toList()))));
    }

    /** Our answer is SDP; who does not accept that cannot be answered: §8.2.6.1, §21.4.7. */
    private static Optional<Refusal> accept(SIPRequest request) {
        List<String> ranges = Headers.tokens(request, "Accept");
        boolean taken = ranges.isEmpty()
                || ranges.stream().map(r -> r.toLowerCase(Locale.ROOT)).anyMatch(UasChecks::takesSdp);
        return taken
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        406,
                        "Not Acceptable",
                        "The caller does not accept application/sdp, so it cannot be answered; add it to its Accept header.",
                        "Accept: application/sdp"));
    }

    private static boolean takesSdp(String range) {
        int parameters = range.indexOf(';');
        String type = (parameters < 0 ? range : range.substring(0, parameters)).strip();
        return type.equals("application/sdp")
                || type.equals("application/*")
                || type.equals("*/*")
                || type.startsWith("multipart/");
    }

    /** A body that may be left aside: RFC 3261 §20.11. */
    private static boolean isOptional(SIPRequest request) {
        String disposition = Headers.first(request, "Content-Disposition").toLowerCase(Locale.ROOT);
        return disposition.contains("handling=optional")
                && !Bodies.type(request).equals("application/sdp");
    }
}
