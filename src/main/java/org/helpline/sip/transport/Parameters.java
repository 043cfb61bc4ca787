package org.helpline.sip.transport;

/** Walks {@code ;name=value} pairs up to a comma or the end of the range; blanks around every mark are taken, quoted values are skipped whole. */
final class Parameters {

    private final byte[] bytes;
    private final int to;
    private int at;
    int nameStart;
    int nameEnd;
    int valueStart;
    int valueEnd;

    Parameters(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** Goes to the next parameter; false at the end. */
    boolean next() {
        at = Octets.skipBlanks(bytes, at, to);
        if (at >= to || bytes[at] != ';') {
            return false;
        }
        nameStart = Octets.skipBlanks(bytes, at + 1, to);
        nameEnd = nameStart;
        while (nameEnd < to && Octets.isToken(bytes[nameEnd])) {
            nameEnd++;
        }
        at = Octets.skipBlanks(bytes, nameEnd, to);
        valueStart = nameEnd;
        valueEnd = nameEnd;
        if (at < to && bytes[at] == '=') {
            value();
        }
        while (at < to && bytes[at] != ';' && bytes[at] != ',') {
            at = bytes[at] == '"' ? Octets.closingQuote(bytes, at, to) + 1 : at + 1;
        }
        at = Math.min(at, to);
        return true;
    }

    private void value() {
        valueStart = Octets.skipBlanks(bytes, at + 1, to);
        at = valueStart;
        while (at < to && bytes[at] != ';' && bytes[at] != ',') {
            at = bytes[at] == '"' ? Octets.closingQuote(bytes, at, to) + 1 : at + 1;
        }
        at = Math.min(at, to);
        valueEnd = Octets.trimEnd(bytes, valueStart, at);
    }

    boolean is(String lower) {
        return Octets.equalsIgnoreCase(bytes, nameStart, nameEnd, lower);
    }

    /** Where the walk stands: after the last {@link #next}, the comma or the end. */
    int end() {
        return at;
    }
}
