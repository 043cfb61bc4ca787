package org.helpline.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds, in Java source, the sentences that people at desks are told. What is joined in between is {@code {}}. */
final class JavaSentences {

    private static final Pattern CALL = Pattern.compile(
            "\\b(?:Reply\\.error\\(\\s*\\d+\\s*,|refused\\(|bad\\(|Refused\\(|Bad\\(|pages\\.message\\(\\s*\\d+\\s*,|form\\(\\s*\\d+\\s*,\\s*\\w+\\s*,)\\s*(?=\")");

    private JavaSentences() {}

    static List<String> in(String source) {
        List<String> found = new ArrayList<>();
        Matcher calls = CALL.matcher(source);
        while (calls.find()) {
            found.add(sentence(source, calls.end()));
        }
        return found;
    }

    /** From the first quote to the end of the argument. */
    private static String sentence(String source, int from) {
        StringBuilder text = new StringBuilder();
        boolean isPlace = false;
        int depth = 0;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '"' && depth == 0) {
                int end = i + 1;
                while (source.charAt(end) != '"') {
                    end += source.charAt(end) == '\\' ? 2 : 1;
                }
                text.append(source.substring(i + 1, end).replace("\\\"", "\""));
                i = end;
                isPlace = false;
            } else if (depth == 0 && (c == ')' || c == ',')) {
                return text.toString();
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (!isPlace && Character.isJavaIdentifierStart(c)) {
                    text.append("{}");
                    isPlace = true;
                }
            }
        }
        return text.toString();
    }
}
