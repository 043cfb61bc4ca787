package org.helpline.sdp;

/** Reads decimal digits, ASCII only, from text of the peer. */
final class Digits {

    private Digits() {}

    /** How many digits {@code text} begins with; {@code most} if there are more. */
    static int leading(String text, int most) {
        int end = Math.min(most, text.length());
        int i = 0;
        while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** Whether {@code text} is 1 to {@code most} digits and nothing else. */
    static boolean isNumber(String text, int most) {
        return !text.isEmpty() && leading(text, most) == text.length();
    }
}
