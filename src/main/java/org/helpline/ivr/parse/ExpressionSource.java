package org.helpline.ivr.parse;

import java.util.List;
import java.util.Optional;
import org.helpline.ivr.model.Term;

/**
 * An expression in a file.
 *
 * @param node the text that holds it
 * @param skipped characters of that text before it: the {@code =} of a computed value
 */
record ExpressionSource(SourceText source, YamlNode.Text node, int skipped) {

    /** The expression. */
    String text() {
        return node.value().substring(skipped);
    }

    /** The tree; empty after what is wrong has been reported. {@code hours} is what {@code open} and {@code closed} mean. */
    Optional<Term> read(Optional<String> hours) {
        if (text().length() > CelReader.LONGEST) {
            source.report(node, "This expression is too long.", "Set variables on the way.");
            return Optional.empty();
        }
        return CelReader.read(this, hours);
    }

    /** The place of a character of the expression; that of the whole where it stands in several lines, or with escapes. */
    Term.Spot spot(int offset) {
        int begin = node.column() + (node.quoted() ? 1 : 0);
        boolean asItStands = source.has(node.line(), begin, node.value());
        return asItStands
                ? new Term.Spot(node.line(), begin + skipped + offset)
                : new Term.Spot(node.line(), node.column());
    }

    /** The offset of a line and column of the expression, both from 0. */
    int offset(int line, int column) {
        List<String> lines = text().lines().limit(line).toList();
        int before = lines.stream().mapToInt(l -> l.length() + 1).sum();
        return Math.min(before + column, text().length());
    }

    void report(int offset, String what, String fix) {
        Term.Spot at = spot(offset);
        source.report(at.line(), at.column(), what, fix);
    }
}
