package org.helpline.ivr.model;

import java.util.function.UnaryOperator;
import org.helpline.ivr.spoken.Filter;

/** A value's place in a text: {@code {name}}, {@code {name|digits}}, {@code {name|plural message|messages}}. */
public record Slot(String name, Filter filter) {

    /** What is to be said, of these values; of a wait both its ends. */
    public String of(UnaryOperator<String> values) {
        String value = values.apply(name);
        String least = filter instanceof Filter.Range ? values.apply(name + "_least") : "";
        return least.isEmpty() || value.isEmpty() ? value : least + ".." + value;
    }
}
