package org.helpline.ivr.run;

import java.util.function.Function;
import org.helpline.ivr.model.Template;

/** A line of the screen pop: values as they are written, since an agent reads them. */
final class PopText {

    private static final int LONGEST = 200;

    private PopText() {}

    /** One line without control characters, at most {@value #LONGEST} characters. */
    static String of(Template text, Function<String, String> values) {
        String line =
                text.fill(values).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }
}
