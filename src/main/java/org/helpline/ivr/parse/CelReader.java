package org.helpline.ivr.parse;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.lexicon.Phrase;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;

/**
 * Reads an expression with CEL's own parser. Its types and its evaluation are ours: CEL knows no sums, no days and no numbers with
 * exact decimals, and its checker takes seconds to load. The class is loaded by the first script that has an expression, since the
 * parser is slow to load too.
 */
final class CelReader {

    /** Longest expression, in characters. */
    static final int LONGEST = 2_000;

    private static final int DEEPEST = 60;
    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setStandardMacros() // ours know what they were written as
            .build();
    private static final Set<String> CALENDARS = BuiltIn.STATES.stream().collect(Collectors.toUnmodifiableSet());

    private final ExpressionSource source;
    private final Optional<String> hours;
    private final CelAbstractSyntaxTree tree;

    private CelReader(ExpressionSource source, Optional<String> hours, CelAbstractSyntaxTree tree) {
        this.source = source;
        this.hours = hours;
        this.tree = tree;
    }

    /**
     * The tree of an expression; empty after what is wrong has been reported.
     *
     * @param hours the calendar that {@code open} and {@code closed} mean
     */
    static Optional<Term> read(ExpressionSource source, Optional<String> hours) {
        CelValidationResult result = PARSER.parse(source.text());
        if (result.hasError()) {
            CelIssue first = result.getErrors().getFirst();
            int line = Math.max(0, first.getSourceLocation().getLine() - 1);
            int offset =
                    source.offset(line, Math.max(0, first.getSourceLocation().getColumn()));
            source.report(offset, what(source.text(), offset, first.getMessage()), fix(source.text(), offset));
            return Optional.empty();
        }
        try {
            return Optional.of(new CelReader(source, hours, result.getAst()).root());
        } catch (CelValidationException e) {
            throw new IllegalStateException("a tree without errors", e);
        } catch (NotOurs e) {
            source.report(e.offset, e.what, e.fix);
            return Optional.empty();
        }
    }

    private static String what(String text, int offset, String message) {
        if (message.contains("input '<EOF>'")) {
            return "The expression ends too early.";
        }
        if (offset >= text.length()) {
            return "This is no expression.";
        }
        String from = text.substring(offset);
        String word = from.matches("(?s)[A-Za-z0-9_.].*")
                ? from.replaceFirst("(?s)[^A-Za-z0-9_.].*", "")
                : from.substring(0, 1);
        return "'" + word + "' does not fit here.";
    }

    private static String fix(String text, int offset) {
        String from = text.substring(Math.min(offset, text.length()));
        if (from.matches("(?s)[smhd]\\b.*")
                && text.substring(0, Math.min(offset, text.length())).matches("(?s).*\\d")) {
            return "Write a length of time with others as duration(\"5m\").";
        }
        if (from.matches("(?s)=[^=].*")) {
            return "Write == to compare.";
        }
        if (from.matches("(?is)(and|or|not)\\b.*")) {
            return "Write && for and, || for or, ! for not.";
        }
        if (from.matches("(?s)&([^&].*)?")) {
            return "Write && for and.";
        }
        if (from.matches("(?s)\\|([^|].*)?")) {
            return "Write || for or.";
        }
        if (from.startsWith("\"") || from.startsWith("'")) {
            return "Close the text with the quote that opens it.";
        }
        return "Write for example order_no == \"123\" && caller.number.startsWith(\"+90\").";
    }

    private Term root() {
        return term(tree.getExpr(), 0);
    }

    private int offset(CelExpr expression) {
        Integer position = tree.getSource().getPositionsMap().get(expression.id());
        // positions count code points
        return position == null ? 0 : source.text().offsetByCodePoints(0, position);
    }

    private Term term(CelExpr e, int depth) {
        if (depth > DEEPEST) {
            throw new NotOurs(offset(e), "This expression is nested too deeply.", "Set variables on the way.");
        }
        return switch (e.getKind()) {
            case CONSTANT -> new Term.Constant(spot(e), constant(e));
            case IDENT -> name(e, e.ident().name());
            case SELECT -> select(e, depth);
            case CALL -> call(e, depth);
            case LIST -> new Term.Listing(spot(e), all(e.list().elements(), depth));
            case MAP -> table(e, depth);
            case STRUCT, COMPREHENSION, NOT_SET ->
                throw new NotOurs(offset(e), "This is no value that scripts have.", "Write a map: {\"name\": value}.");
        };
    }

    private Term.Spot spot(CelExpr e) {
        return source.spot(offset(e));
    }

    private List<Term> all(List<CelExpr> expressions, int depth) {
        return expressions.stream().map(x -> term(x, depth + 1)).toList();
    }

    private Value constant(CelExpr e) {
        CelConstant c = e.constant();
        return switch (c.getKind()) {
            case STRING_VALUE -> Value.text(c.stringValue());
            case INT64_VALUE -> Value.Number.of(c.int64Value());
            case UINT64_VALUE -> Value.Number.of(c.uint64Value().longValue());
            case DOUBLE_VALUE -> new Value.Number(BigDecimal.valueOf(c.doubleValue()));
            case BOOLEAN_VALUE -> new Value.Truth(c.booleanValue());
            case NULL_VALUE ->
                throw new NotOurs(
                        offset(e), "'null' is no value here.", "Ask whether something is there: has(order.eta).");
            default -> throw new NotOurs(offset(e), "This is no value that scripts have.", "Write a text or a number.");
        };
    }

    private Term name(CelExpr e, String name) {
        if (!CALENDARS.contains(name)) {
            return new Term.Name(spot(e), name);
        }
        String calendar = hours.orElseThrow(() -> new NotOurs(
                offset(e),
                "'" + name + "' needs a calendar, and the script names none.",
                "Add 'hours: NAME' at the top of the script, or write " + name + "(\"NAME\")."));
        return state(e, name, new Term.Constant(spot(e), Value.text(calendar)));
    }

    private Term state(CelExpr e, String name, Term calendar) {
        return new Term.Apply(spot(e), Operation.ofCel(name).orElseThrow(), List.of(calendar));
    }

    private Term select(CelExpr e, int depth) {
        Term of = term(e.select().operand(), depth + 1);
        String field = e.select().field();
        return of instanceof Term.Name n
                ? new Term.Name(n.at(), n.name() + "." + field)
                : new Term.Field(spot(e), of, field);
    }

    private Term table(CelExpr e, int depth) {
        Map<String, Term> entries = new LinkedHashMap<>();
        for (CelExpr.CelMap.Entry entry : e.map().entries()) {
            if (entry.key().getKind() != CelExpr.ExprKind.Kind.CONSTANT
                    || entry.key().constant().getKind() != CelConstant.Kind.STRING_VALUE) {
                throw new NotOurs(
                        offset(entry.key()), "A key of a map is a text.", "Put it in quotes: {\"name\": value}.");
            }
            entries.put(entry.key().constant().stringValue(), term(entry.value(), depth + 1));
        }
        return new Term.Table(spot(e), entries);
    }

    private Term call(CelExpr e, int depth) {
        CelExpr.CelCall call = e.call();
        String function = call.function();
        if (function.equals("has") && call.target().isEmpty() && call.args().size() == 1) {
            return has(e, call.args().getFirst(), depth);
        }
        Optional<Term.How> how = Arrays.stream(Term.How.values())
                .filter(h -> h.word().equals(function))
                .findFirst();
        if (how.isPresent() && call.target().isPresent() && call.args().size() == 2) {
            return each(e, how.get(), call.target().get(), call.args(), depth);
        }
        List<Term> values = new ArrayList<>();
        call.target().ifPresent(t -> values.add(term(t, depth + 1)));
        values.addAll(all(call.args(), depth));
        Operation operation = Operation.ofCel(function).orElseThrow(() -> unknown(e, function));
        if (!operation.takes(values.size())) {
            throw new NotOurs(
                    offset(e),
                    "'" + function + "' does not take " + values.size() + (values.size() == 1 ? " value." : " values."),
                    "Write for example " + String.join(" or ", examples(function)) + ".");
        }
        return queue(operation, values).orElseGet(() -> new Term.Apply(spot(e), operation, List.copyOf(values)));
    }

    /** {@code queue["second-level"].wait}: the same as {@code queue.support.wait}, for names that CEL would take apart. */
    private static Optional<Term> queue(Operation operation, List<Term> values) {
        return operation == Operation.INDEX
                        && values.getFirst() instanceof Term.Name(Term.Spot at, String root)
                        && root.equals(QueueFigure.ROOT)
                        && values.getLast() instanceof Term.Constant(var _, Value.Text(String name))
                ? Optional.of(new Term.Name(at, root + "." + name))
                : Optional.empty();
    }

    private static List<String> examples(String function) {
        return Lexicon.functions().stream()
                .filter(f -> f.word().equals(function))
                .flatMap(f -> f.examples().stream())
                .toList();
    }

    private NotOurs unknown(CelExpr e, String function) {
        List<String> known = Phrase.words(Lexicon.functions());
        return new NotOurs(
                offset(e), "There is no function '" + function + "'.", Words.suggestion(function, known, "function"));
    }

    private Term has(CelExpr e, CelExpr what, int depth) {
        Term term = term(what, depth + 1);
        if (term instanceof Term.Name || term instanceof Term.Field) {
            return new Term.Has(spot(e), term);
        }
        throw new NotOurs(offset(what), "'has' asks for a variable or a field.", "Write for example has(order.eta).");
    }

    private Term each(CelExpr e, Term.How how, CelExpr list, List<CelExpr> parts, int depth) {
        if (parts.getFirst().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            throw new NotOurs(
                    offset(parts.getFirst()),
                    "The first word names each entry.",
                    "Write for example items." + how.word() + "(x, x.price > 10).");
        }
        return new Term.Each(
                spot(e), how, term(list, depth + 1), parts.getFirst().ident().name(), term(parts.getLast(), depth + 1));
    }

    /** CEL allows it, scripts do not. */
    private static final class NotOurs extends RuntimeException {
        private final int offset;
        private final String what;
        private final String fix;

        NotOurs(int offset, String what, String fix) {
            super(what, null, false, false);
            this.offset = offset;
            this.what = what;
            this.fix = fix;
        }
    }
}
