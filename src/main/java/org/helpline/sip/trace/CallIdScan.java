package org.helpline.sip.trace;

import java.nio.charset.StandardCharsets;

/** Finds the Call-ID of a message without reading the rest: {@code Call-ID:} or {@code i:} at the beginning of a line. Pure. */
final class CallIdScan {

    private static final String NAME = "call-id";
    private static final int MOST = 256;

    private CallIdScan() {}

    /** The Call-ID; empty if there is none before the body. */
    static String of(byte[] message) {
        for (int i = 0; i + 4 < message.length; i++) {
            if (message[i] != '\n') {
                continue;
            }
            if (message[i + 1] == '\r' || message[i + 1] == '\n') {
                return ""; // the body begins
            }
            int colon = isName(message, i + 1);
            if (colon > 0) {
                return value(message, colon + 1);
            }
        }
        return "";
    }

    private static int isName(byte[] message, int at) {
        int first = message[at] | 0x20;
        int here = at;
        if (first == 'c') {
            for (int k = 0; k < NAME.length(); k++, here++) {
                if (here >= message.length || (message[here] | 0x20) != (NAME.charAt(k) | 0x20)) {
                    return -1;
                }
            }
        } else if (first == 'i') {
            here++;
        } else {
            return -1;
        }
        while (here < message.length && (message[here] == ' ' || message[here] == '\t')) {
            here++;
        }
        return here < message.length && message[here] == ':' ? here : -1;
    }

    private static String value(byte[] message, int from) {
        int start = from;
        while (start < message.length && (message[start] == ' ' || message[start] == '\t')) {
            start++;
        }
        int end = start;
        while (end < message.length && end - start < MOST && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        while (end > start && (message[end - 1] == ' ' || message[end - 1] == '\t')) {
            end--;
        }
        return new String(message, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
