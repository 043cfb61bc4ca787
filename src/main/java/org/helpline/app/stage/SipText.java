package org.helpline.app.stage;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP message as text, read only as far as a test's phone needs it: RFC 3261 §7. */
record SipText(String text) {

    String firstLine() {
        int end = text.indexOf('\r');
        return end < 0 ? text : text.substring(0, end);
    }

    boolean isResponse() {
        return text.startsWith("SIP/2.0 ");
    }

    /** The status of a response; 0 for a request. */
    int status() {
        return isResponse() ? Integer.parseInt(text.substring(8, 11)) : 0;
    }

    /** The method of a request, or of the request that a response answers. */
    String method() {
        String line = isResponse() ? header("CSeq") : firstLine();
        String[] words = line.strip().split(" ", -1);
        return isResponse() ? words[words.length - 1] : words[0];
    }

    /** The first header of this name, without the name; empty if there is none. */
    String header(String name) {
        return found("(?im)^" + name + " *: *([^\r\n]*)").orElse("");
    }

    /** All header lines of this name as they stand, each with its end. */
    String lines(String name) {
        StringBuilder lines = new StringBuilder();
        for (String line :
                text.substring(0, Math.max(0, text.indexOf("\r\n\r\n"))).split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                lines.append(line).append("\r\n");
            }
        }
        return lines.toString();
    }

    /** The port of the first audio stream in the body. */
    Optional<Integer> audioPort() {
        return found("(?m)^m=audio (\\d+)").map(Integer::valueOf);
    }

    /** The first group of the first match. */
    Optional<String> found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
