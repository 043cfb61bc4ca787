package org.helpline.ivr.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;

/** Reads what stands after {@code when:}. */
final class ConditionParser {

    private static final Pattern COMPARISON =
            Pattern.compile("(queue\\.[a-z0-9_-]+\\.[a-z]+|[A-Za-z_][A-Za-z0-9_.]*)\\s*(==|!=|<=|>=|<|>)\\s*(.+)");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,9}[smhd])+");
    private static final List<String> CALENDAR = BuiltIn.STATES;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private final SourceText source;
    private final Optional<String> defaultHours;

    ConditionParser(SourceText source, Optional<String> defaultHours) {
        this.source = source;
        this.defaultHours = defaultHours;
    }

    Optional<Condition> read(YamlNode.Text text, Optional<YamlNode.Text> hours) {
        if (CALENDAR.contains(text.value())) {
            return calendar(text, hours);
        }
        if (hours.isPresent() && simple(text.value()).or(() -> length(text)).isPresent()) {
            source.report(hours.get(), "'hours' belongs to open, closed, holiday and emergency.", "Remove it here.");
        }
        return simple(text.value()).or(() -> length(text)).or(() -> expression(text, hours));
    }

    /** The forms that need no parser of expressions. */
    private static Optional<Condition> simple(String text) {
        Matcher m = COMPARISON.matcher(text);
        if (m.matches()) {
            return comparison(m.group(1), m.group(2), m.group(3));
        }
        return Optional.empty();
    }

    /** {@code late >= 5m}: CEL would want the length of time in quotes. */
    private Optional<Condition> length(YamlNode.Text text) {
        Matcher m = COMPARISON.matcher(text.value());
        if (!m.matches() || !LENGTH.matcher(m.group(3)).matches()) {
            return Optional.empty();
        }
        Term.Spot at = new ExpressionSource(source, text, 0).spot(0);
        Term right = new Term.Apply(at, Operation.DURATION, List.of(new Term.Constant(at, Value.text(m.group(3)))));
        return Operation.ofCel("_" + m.group(2) + "_")
                .map(o -> new Term.Apply(at, o, List.of(new Term.Name(at, m.group(1)), right)))
                .map(tree -> new Condition.Expression(text.value(), tree));
    }

    private Optional<Condition> expression(YamlNode.Text text, Optional<YamlNode.Text> hours) {
        ExpressionSource expression = new ExpressionSource(source, text, 0);
        Optional<Term> tree = NAME.matcher(text.value()).matches()
                ? Optional.of(new Term.Name(expression.spot(0), text.value()))
                : expression.read(hours.map(YamlNode.Text::value).or(() -> defaultHours));
        if (hours.isPresent() && tree.filter(ConditionParser::asksCalendar).isEmpty()) {
            source.report(hours.get(), "'hours' belongs to open, closed, holiday and emergency.", "Remove it here.");
        }
        return tree.map(t -> new Condition.Expression(text.value(), t));
    }

    private static boolean asksCalendar(Term term) {
        return (term instanceof Term.Apply a && a.operation().asksCalendar())
                || term.parts().stream().anyMatch(ConditionParser::asksCalendar);
    }

    private Optional<Condition> calendar(YamlNode.Text text, Optional<YamlNode.Text> hours) {
        Optional<String> name = hours.map(YamlNode.Text::value).or(() -> defaultHours);
        if (name.isEmpty()) {
            source.report(
                    text,
                    "'" + text.value() + "' needs a calendar, and the script names none.",
                    "Add 'hours: NAME' at the top of the script or in this step.");
        }
        BusinessHours.State state = switch (text.value()) {
            case "open" -> BusinessHours.State.OPEN;
            case "closed" -> BusinessHours.State.CLOSED;
            case "emergency" -> BusinessHours.State.EMERGENCY;
            default -> BusinessHours.State.HOLIDAY;
        };
        return name.map(n -> new Condition.Calendar(n, state));
    }

    private static Optional<Condition> comparison(String variable, String sign, String right) {
        if (right.matches("-?\\d{1,18}")) {
            return Arrays.stream(Condition.Sign.values())
                    .filter(s -> s.written().equals(sign))
                    .findFirst()
                    .map(s -> new Condition.IsNumber(variable, s, Long.parseLong(right)));
        }
        if (right.matches("\"[^\"\\\\]*\"") && (sign.equals("==") || sign.equals("!="))) {
            String literal = right.substring(1, right.length() - 1);
            return Optional.of(new Condition.IsText(variable, sign.equals("!="), literal));
        }
        return Optional.empty();
    }
}
