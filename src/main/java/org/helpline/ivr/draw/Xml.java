package org.helpline.ivr.draw;

/** Writes XML: every text and every value is escaped, so that nothing in a script can become markup. One thread. */
final class Xml {

    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder(1 << 14);
    private int depth;

    /** Begins an element; attributes are name, value, name, value … */
    Xml open(String name, String... attributes) {
        tag(name, attributes).append(">\n");
        depth++;
        return this;
    }

    Xml close(String name) {
        depth--;
        indent().append("</").append(name).append(">\n");
        return this;
    }

    /** An element without content. */
    Xml empty(String name, String... attributes) {
        tag(name, attributes).append("/>\n");
        return this;
    }

    /** An element with a text. */
    Xml text(String name, String text, String... attributes) {
        tag(name, attributes)
                .append('>')
                .append(escape(text))
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    /** Our own text as it stands: style sheets. */
    Xml ours(String name, String text) {
        indent().append('<')
                .append(name)
                .append('>')
                .append(text)
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    private StringBuilder tag(String name, String... attributes) {
        indent().append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        return out;
    }

    private StringBuilder indent() {
        return out.append(" ".repeat(depth));
    }

    /** Text for an element or a double-quoted value. Characters that XML 1.0 §2.2 forbids, and those that turn the direction of the text around them, become a blank. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : ' ');
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        boolean isControl = (c < FIRST_PRINTABLE && c != '\n') || (c >= 0x7F && c <= 0x9F);
        boolean isHalfPair = c >= 0xD800 && c <= 0xDFFF;
        boolean turnsDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !isControl && !isHalfPair && !turnsDirection && (c & 0xFFFE) != 0xFFFE;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
