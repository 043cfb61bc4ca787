package org.helpline.sip.guard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Knows the programs that look for servers to break into, by what they call themselves. Stateless; any thread. */
public final class Scanners {

    private static final byte[] HEADER = "user-agent".getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> names;

    /** Those whose User-Agent contains one of {@code names}, in whatever case. */
    public Scanners(List<String> names) {
        this.names = names.stream()
                .map(n -> n.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /**
     * Whether a header line is a scanner's User-Agent.
     *
     * @param start of the line; {@code value} where its value begins, {@code end} where the line ends
     */
    public boolean isScanner(byte[] bytes, int start, int value, int end) {
        return !names.isEmpty()
                && value - start > HEADER.length
                && (bytes[start] | 0x20) == 'u'
                && matches(bytes, start, HEADER)
                && names.stream().anyMatch(name -> contains(bytes, value, end, name));
    }

    private static boolean contains(byte[] bytes, int from, int to, byte[] name) {
        for (int i = from; i + name.length <= to; i++) {
            if (matches(bytes, i, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] bytes, int at, byte[] lower) {
        for (int i = 0; i < lower.length; i++) {
            byte b = bytes[at + i];
            if (b != lower[i] && ((b < 'A' || b > 'Z') || (b | 0x20) != lower[i])) {
                return false;
            }
        }
        return true;
    }
}
