package org.helpline.sip.transport;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.HeaderParser;
import gov.nist.javax.sip.parser.ParserFactory;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.ListIterator;
import javax.sip.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request whose further headers are parsed when somebody asks for them: of the ten or more that a phone sends we read a few. A header that
 * does not parse is absent then, as {@link JainCodec} leaves it out. Confined to a loop.
 */
final class LazyRequest extends SIPRequest {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(LazyRequest.class);
    private static final byte[] NOTHING = {};
    private static final int[] NO_LINES = {};

    private transient byte[] bytes = NOTHING;

    /** Where the name of each unparsed line begins and ends and where the line ends: three numbers a line; -1 once it is parsed. */
    private transient int[] lines = NO_LINES;

    private transient int unparsed;
    private transient boolean compact;
    private transient boolean parsing;

    /** From now on the lines of {@code head} that are {@link HeaderKind#isReadLate} are its headers, too. */
    void further(Head head) {
        bytes = head.bytes();
        lines = new int[3 * head.lines];
        for (int i = 0; i < head.lines; i++) {
            if (head.kind[i].isReadLate()) {
                int nameEnd = head.lineStart[i];
                while (Octets.isToken(bytes[nameEnd])) {
                    nameEnd++;
                }
                compact |= nameEnd - head.lineStart[i] <= 2;
                lines[3 * unparsed] = head.lineStart[i];
                lines[3 * unparsed + 1] = nameEnd;
                lines[3 * unparsed + 2] = head.lineEnd[i];
                unparsed++;
            }
        }
    }

    private void parse(@Nullable String name) {
        if (unparsed == 0 || parsing) {
            return;
        }
        parsing = true; // what attaches a header asks for its like first
        int left = 0;
        for (int i = 0; i < lines.length && lines[i + 1] > 0; i += 3) {
            if (lines[i] < 0) {
                continue;
            }
            if (name == null || isNamed(i, name)) {
                parse(lines[i], lines[i + 2]);
                lines[i] = -1;
            } else {
                left++;
            }
        }
        parsing = false;
        unparsed = left;
        if (left == 0) {
            bytes = NOTHING; // a call that waits keeps its request, not the datagram
            lines = NO_LINES;
        }
    }

    /** A compact name may be that of any header, so all are parsed where there is one. */
    private boolean isNamed(int line, String name) {
        if (compact) {
            return true;
        }
        int start = lines[line];
        if (lines[line + 1] - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((bytes[start + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private void parse(int start, int end) {
        String line = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1) + '\n';
        try {
            HeaderParser parser = ParserFactory.createParser(line);
            super.attachHeader(parser.parse(), false, false);
        } catch (ParseException | RuntimeException e) {
            LOG.debug(
                    "a header that cannot be parsed is left out: {}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public ListIterator<SIPHeader> getHeaders(String name) {
        parse(name);
        return has(name) ? super.getHeaders(name) : Collections.emptyListIterator();
    }

    private boolean has(String name) {
        return super.getHeader(name) != null;
    }

    @Override
    public Header getHeader(String name) {
        parse(name);
        return super.getHeader(name);
    }

    @Override
    protected Header getHeaderLowerCase(String name) {
        parse(name);
        return super.getHeaderLowerCase(name);
    }

    @Override
    public SIPHeader getSIPHeaderListLowerCase(String name) {
        parse(name);
        return super.getSIPHeaderListLowerCase(name);
    }

    @Override
    public boolean hasHeader(String name) {
        parse(name);
        return super.hasHeader(name);
    }

    @Override
    public Iterator<SIPHeader> getHeaders() {
        parse((String) null);
        return super.getHeaders();
    }

    @Override
    public ListIterator<String> getHeaderNames() {
        parse((String) null);
        return super.getHeaderNames();
    }

    @Override
    @SuppressWarnings({"NonApiType", "unchecked"}) // as JAIN-SIP declares it
    public LinkedList<String> getMessageAsEncodedStrings() {
        parse((String) null);
        return super.getMessageAsEncodedStrings();
    }

    @Override
    public void removeHeader(String name) {
        parse(name);
        super.removeHeader(name);
    }

    @Override
    public void removeHeader(String name, boolean top) {
        parse(name);
        super.removeHeader(name, top);
    }

    @Override
    public String encode() {
        parse((String) null);
        return super.encode();
    }

    @Override
    public StringBuilder encodeMessage(StringBuilder into) {
        parse((String) null);
        return super.encodeMessage(into);
    }

    @Override
    public byte[] encodeAsBytes(String transport) {
        parse((String) null);
        return super.encodeAsBytes(transport);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        parse((String) null);
        return other != null && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public Object clone() {
        parse((String) null);
        return super.clone();
    }
}
