package org.helpline.ivr.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.Words;

/** Reads the fields of a made-up answer by the kinds that the settings declare; each mistake is told to a complaint. */
record MockedFields(String lookUp, LookUpShape shape, ActReader.Complaint complaint) {

    /** One field of several texts; only a list has not just one. Empty after a complaint. */
    Optional<Value> read(String field, List<String> texts) {
        LookUpShape.Field declared = shape.fields().get(field);
        if (declared == null) {
            complaint.of(
                    "The look-up '" + lookUp + "' answers no '" + field + "'.",
                    Words.suggestion(field, shape.fields().keySet(), "field of it"));
            return Optional.empty();
        }
        if (declared.optional() && texts.equals(List.of(""))) {
            return Optional.of(Value.NOTHING); // the answer came without it
        }
        if (declared.type() == ValueType.LIST) {
            List<Value> values = new ArrayList<>();
            texts.forEach(t -> values.add(Value.text(t)));
            return Optional.of(new Value.Many(values));
        }
        Optional<Value> value = texts.size() == 1 ? declared.type().read(texts.getFirst()) : Optional.empty();
        if (value.isEmpty()) {
            complaint.of(
                    "'" + String.join(", ", texts) + "' is no "
                            + declared.type().word() + ", as '" + field + "' of the look-up '" + lookUp + "' is.",
                    "Write for example " + field + ": " + example(declared.type()) + ".");
        }
        return value;
    }

    private static String example(ValueType type) {
        return switch (type) {
            case TEXT -> "on its way";
            case NUMBER -> "3";
            case BOOLEAN -> "yes";
            case DATE -> "2026-12-01";
            case DURATION -> "1h30m";
            case MONEY -> "12.50 EUR";
            case LIST, MAP -> "[one, two]";
        };
    }
}
