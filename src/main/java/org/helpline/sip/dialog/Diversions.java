package org.helpline.sip.dialog;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who passed a call on to us, as its INVITE tells: Diversion (RFC 5806), else History-Info (RFC 7044). Neither is proof of anything: whoever writes the
 * INVITE may write these.
 */
final class Diversions {

    /** A long chain is no telephone call. */
    private static final int MOST = 20;

    private static final Pattern URI = Pattern.compile("<([^<>]{1,500})>");
    private static final Pattern INDEX = Pattern.compile(";\\s*index\\s*=\\s*([\\d.]+)");

    /** What says that the entry was reached from another: its number (RFC 7044 §10.1), or the cause in its URI (RFC 4458 §2). */
    private static final Pattern MAPPED = Pattern.compile(";\\s*mp\\s*=\\s*([\\d.]+)");

    private static final Pattern CAUSE = Pattern.compile(";\\s*cause\\s*=\\s*\\d{3}\\b");

    private Diversions() {}

    /** The number or user of whoever passed it on last, cleaned; empty if nobody did. */
    static Optional<String> last(SIPRequest invite) {
        List<String> diversions = values(invite, "Diversion");
        Optional<String> uri = diversions.isEmpty()
                ? mapped(values(invite, "History-Info"))
                : uri(diversions.getFirst()); // the newest stands first: RFC 5806 §4
        return uri.flatMap(Headers::uri).map(Invites::user).filter(user -> !user.isEmpty());
    }

    private static Optional<String> mapped(List<String> history) {
        for (int i = history.size() - 1; i > 0; i--) {
            Matcher from = MAPPED.matcher(history.get(i));
            if (from.find()) {
                String index = from.group(1);
                return history.stream()
                        .filter(entry -> index(entry).equals(index))
                        .findFirst()
                        .flatMap(Diversions::uri);
            }
            if (CAUSE.matcher(history.get(i)).find()) {
                return uri(history.get(i - 1));
            }
        }
        return Optional.empty();
    }

    private static String index(String entry) {
        Matcher index = INDEX.matcher(entry);
        return index.find() ? index.group(1) : "";
    }

    private static Optional<String> uri(String entry) {
        Matcher uri = URI.matcher(entry);
        return uri.find() ? Optional.of(uri.group(1)) : Optional.empty();
    }

    /** The values of all headers of that name, split at the commas outside of quotes and brackets. */
    private static List<String> values(SIPRequest invite, String name) {
        if (invite.getHeader(name) == null) {
            return List.of(); // as in most calls
        }
        List<String> values = new ArrayList<>();
        for (ListIterator<SIPHeader> all = invite.getHeaders(name); all.hasNext() && values.size() < MOST; ) {
            split(Headers.orEmpty(all.next().getHeaderValue()), values);
        }
        return values.stream().limit(MOST).toList();
    }

    private static void split(String text, List<String> values) {
        boolean quoted = false;
        boolean bracketed = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            } else if (c == ',' && !quoted && !bracketed) {
                values.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        values.add(text.substring(from).strip());
    }
}
