package org.helpline.ivr.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a script may say of a look-up: what it takes and what it answers.
 *
 * @param needs the parameters that it cannot do without, by name
 * @param takes all that it knows, those included; empty: any
 * @param fields what it answers, by name, in the order of the settings
 */
public record LookUpShape(Set<String> needs, Optional<Set<String>> takes, Map<String, Field> fields) {

    /** The look-up that every server has: the customers of {@code conf/customers.csv}. */
    public static final String CUSTOMER = "customer";

    /** What that one takes instead of the caller's number. */
    public static final String NUMBER = "number";

    /**
     * A field of an answer.
     *
     * @param optional whether an answer may come without it; it is an empty text then
     */
    public record Field(ValueType type, boolean optional) {}

    /** The shape of {@link #CUSTOMER}; {@code fields} by name. */
    public static LookUpShape customer(Map<String, ValueType> fields) {
        Map<String, Field> all = new LinkedHashMap<>();
        fields.forEach((name, type) -> all.put(name, new Field(type, true)));
        return new LookUpShape(Set.of(), Optional.of(Set.of(NUMBER)), all);
    }
}
