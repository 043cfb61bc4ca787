package org.helpline.ivr.parse;

import java.util.List;
import java.util.Optional;
import org.helpline.ivr.model.Answer;
import org.helpline.ivr.model.DigitPattern;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.model.Variable;

/** Reads what an {@code ask} takes for an answer: {@code pattern}, {@code type}, {@code written}, {@code currency}. */
final class AnswerParser {

    private final SourceText source;

    AnswerParser(SourceText source) {
        this.source = source;
    }

    /**
     * What answers must be.
     *
     * @param declared the variable that keeps them, if the script declares it
     * @param min fewest digits; {@code max} most
     */
    Answer read(Place at, Options options, Optional<Variable> declared, int min, int max) {
        Optional<YamlNode.Text> type = options.text("type");
        ValueType kind = type.flatMap(this::type)
                .or(() -> declared.map(Variable::type).filter(Answer.TYPES::contains))
                .orElse(ValueType.TEXT);
        String written = options.text("written").map(t -> way(t, kind)).orElseGet(() -> usual(at, kind));
        String currency = options.text("currency").map(this::currency).orElse("");
        if (kind == ValueType.MONEY && currency.isEmpty() && !options.has("currency")) {
            source.report(at.line(), at.column(), "A sum needs a currency.", "Add for example 'currency: TRY'.");
        }
        Optional<DigitPattern> pattern = options.text("pattern").flatMap(t -> pattern(t, min, max));
        Answer answer = new Answer(pattern, kind, written, currency);
        if (answer.digits() > 0 && (answer.digits() < min || answer.digits() > max)) {
            source.report(
                    at.line(),
                    at.column(),
                    "A date that is keyed as " + written + " has " + answer.digits() + " digits.",
                    "Write 'digits: " + answer.digits() + "'.");
        }
        return answer;
    }

    private Optional<ValueType> type(YamlNode.Text text) {
        List<String> words = Answer.TYPES.stream().map(ValueType::word).toList();
        Optional<ValueType> type = ValueType.of(text.value()).filter(Answer.TYPES::contains);
        if (type.isEmpty()) {
            source.report(
                    text, "Digits cannot be '" + text.value() + "'.", Words.suggestion(text.value(), words, "type"));
        }
        return type;
    }

    private String way(YamlNode.Text text, ValueType kind) {
        List<String> ways = Answer.ways(kind);
        if (!ways.contains(text.value())) {
            source.report(
                    text,
                    "A " + kind.word() + " is not keyed as '" + text.value() + "'.",
                    ways.isEmpty() ? "Remove 'written'." : Words.suggestion(text.value(), ways, "way"));
            return ways.isEmpty() ? "" : ways.getFirst();
        }
        return text.value();
    }

    private String usual(Place at, ValueType kind) {
        List<String> ways = Answer.ways(kind);
        if (kind == ValueType.DATE) {
            // one half of the world would be wrong by any rule
            source.report(
                    at.line(),
                    at.column(),
                    "It is not said how the date is keyed.",
                    "Add 'written: ' and one of " + String.join(", ", ways) + ".");
        }
        return ways.isEmpty() ? "" : ways.getFirst();
    }

    private String currency(YamlNode.Text text) {
        if (!ValueType.isCurrency(text.value())) {
            source.report(text, "'" + text.value() + "' is no currency.", "Write for example TRY or EUR.");
        }
        return text.value();
    }

    private Optional<DigitPattern> pattern(YamlNode.Text text, int min, int max) {
        try {
            DigitPattern pattern = DigitPattern.of(text.value());
            if (pattern.lengths(min, max).isEmpty()) {
                source.report(
                        text,
                        "No answer of " + (min == max ? min : min + " to " + max) + " digits is like this.",
                        "Change 'digits', or the pattern: it is of the whole answer.");
            }
            return Optional.of(pattern);
        } catch (DigitPattern.NoPattern e) {
            int column = text.column() + (text.quoted() ? 1 : 0) + e.offset();
            source.report(
                    text.line(),
                    column,
                    String.valueOf(e.getMessage()),
                    "A pattern has digits, ., \\d, [1-4], |, ( ), *, +, ? and {2,5}.");
            return Optional.empty();
        }
    }
}
