package org.helpline.media.rtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many sockets may be kept open that nobody uses at the moment. */
final class OpenFiles {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern LIMIT = Pattern.compile("(?m)^Max open files\\s+(\\d{1,9}|unlimited)\\s");
    private static final int USUAL = 1_024;
    private static final int MOST_PAIRS = 4_096;
    private static final int SHARE = 8; // a pair is two files: a quarter of all

    private OpenFiles() {}

    /** Pairs of sockets, a power of two from {@link RestingPairs#SPARE} to 4,096. */
    static int pairs() {
        return pairs(limits());
    }

    static int pairs(String limits) {
        Matcher found = LIMIT.matcher(limits);
        int files = !found.find() ? USUAL : found.group(1).equals("unlimited") ? Integer.MAX_VALUE : limit(found);
        return Integer.highestOneBit(Math.clamp(files / SHARE, RestingPairs.SPARE, MOST_PAIRS));
    }

    private static int limit(Matcher found) {
        return Integer.parseInt(found.group(1));
    }

    private static String limits() {
        try {
            return Files.readString(LIMITS);
        } catch (IOException e) {
            return ""; // no Linux
        }
    }
}
