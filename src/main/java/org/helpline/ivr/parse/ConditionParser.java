package org.helpline.ivr.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Condition;

/** Reads what stands after {@code when:}. */
final class ConditionParser {

    private static final Pattern COMPARISON = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)\\s*(==|!=|<=|>=|<|>)\\s*(.+)");
    private static final List<String> CALENDAR = List.of("open", "closed", "holiday", "emergency");
    private static final String EXPECTED =
            "Write open, closed, holiday, emergency, or a comparison such as order_no == \"123\".";

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
        hours.ifPresent(h -> source.report(h, "'hours' belongs to open, closed, holiday and emergency.", "Remove it here."));
        Matcher m = COMPARISON.matcher(text.value());
        if (m.matches()) {
            return comparison(text, m.group(1), m.group(2), m.group(3));
        }
        String fix = Words.nearest(text.value(), CALENDAR)
                .map(n -> "Did you mean '" + n + "'?")
                .orElse(EXPECTED);
        source.report(text, "'" + text.value() + "' is no condition.", fix);
        return Optional.empty();
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

    private Optional<Condition> comparison(YamlNode.Text text, String variable, String sign, String right) {
        if (right.matches("-?\\d{1,18}")) {
            return Arrays.stream(Condition.Sign.values())
                    .filter(s -> s.written().equals(sign))
                    .findFirst()
                    .map(s -> new Condition.IsNumber(variable, s, Long.parseLong(right)));
        }
        boolean quoted = right.length() >= 2 && right.startsWith("\"") && right.endsWith("\"");
        if (quoted && (sign.equals("==") || sign.equals("!="))) {
            String literal = right.substring(1, right.length() - 1);
            return Optional.of(new Condition.IsText(variable, sign.equals("!="), literal));
        }
        source.report(
                text,
                quoted ? "Texts are equal or not; '" + sign + "' is for numbers." : "'" + right + "' is no value.",
                quoted ? "Use == or !=." : "Put a text in double quotes: " + variable + " " + sign + " \"…\".");
        return Optional.empty();
    }
}
