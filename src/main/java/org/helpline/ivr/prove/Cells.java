package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.Possible;

/**
 * The values that make a difference: those that the script's conditions compare with and their neighbours, and one that is none of
 * them. Two values between the same neighbours are told apart by no condition.
 */
final class Cells implements Possible.Answers {

    private static final String NUMBER = "\\d{1,18}";
    private static final Map<ValueType, String> USUAL = Map.of(
            ValueType.NUMBER, "3",
            ValueType.BOOLEAN, "yes",
            ValueType.DATE, "2027-01-04",
            ValueType.DURATION, "1h",
            ValueType.MONEY, "12.50 EUR");

    private final Map<String, Set<String>> compared = new TreeMap<>();
    private final Map<String, Set<String>> copies = new HashMap<>();
    private final Map<Place, String> doubts = new HashMap<>();
    private final Map<String, Place> mixed = new HashMap<>();
    private final IdentityHashMap<ScriptStep.Ask, Collection<String>> answers = new IdentityHashMap<>();
    private final Map<String, LookUpShape> lookUps;

    Cells(Script script, Map<String, LookUpShape> lookUps) {
        this.lookUps = lookUps;
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.When w) {
                compare(w.condition());
            } else if (step instanceof ScriptStep.SetVariables s) {
                s.values().forEach((name, text) -> copied(name, text, s.at()));
            }
        });
        while (handedBack()) {
            // until what is compared with a copy is compared with its original too
        }
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.When w) {
                doubt(w);
            }
        });
    }

    /** Variables that conditions read, at once or by a copy. */
    Set<String> matter() {
        return compared.keySet();
    }

    /** Conditions that these values do not exhaust, and why. */
    Map<Place, String> doubts() {
        return doubts;
    }

    @Override
    public Collection<String> keyed(ScriptStep.Ask ask) {
        return answers.computeIfAbsent(ask, this::digits);
    }

    /** Every mixture of what its fields are compared with, and of what they are not. */
    @Override
    public Collection<Value.Fields> found(ScriptStep.LookUp step) {
        LookUpShape shape = lookUps.get(step.name());
        List<Map<String, Value>> all = List.of(Map.of());
        for (Map.Entry<String, LookUpShape.Field> field :
                shape == null ? Map.<String, LookUpShape.Field>of().entrySet() : shape.fields().entrySet()) {
            List<Map<String, Value>> more = new ArrayList<>();
            for (Map<String, Value> fields : all) {
                for (Value value : values(step.variable() + "." + field.getKey(), field.getValue())) {
                    Map<String, Value> longer = new LinkedHashMap<>(fields);
                    longer.put(field.getKey(), value);
                    more.add(longer);
                }
            }
            all = more;
        }
        return all.stream().map(Value.Fields::new).toList();
    }

    private Set<Value> values(String name, LookUpShape.Field field) {
        Set<Value> values = new LinkedHashSet<>();
        field.type().read(USUAL.getOrDefault(field.type(), "usual")).ifPresent(values::add);
        compared.getOrDefault(name, Set.of()).forEach(c -> field.type().read(c).ifPresent(values::add));
        if (values.isEmpty()) {
            values.add(new Value.Many(List.of()));
        }
        return values;
    }

    /** What a variable that no step sets may hold: {@code usual}, and what it is compared with. */
    Collection<String> of(String variable, String... usual) {
        Set<String> all = new LinkedHashSet<>(Set.of(usual));
        if (!compared.containsKey(variable)) {
            return Set.of(usual[0]);
        }
        all.addAll(compared.getOrDefault(variable, Set.of()));
        return all;
    }

    private void compare(Condition condition) {
        switch (condition) {
            case Condition.Calendar _ -> {}
            case Condition.IsText t -> constants(t.variable()).add(t.text());
            case Condition.IsNumber n -> {
                constants(n.variable()).add(Long.toString(n.number() - 1));
                constants(n.variable()).add(Long.toString(n.number()));
                constants(n.variable()).add(Long.toString(n.number() + 1));
            }
        }
    }

    private Set<String> constants(String variable) {
        return compared.computeIfAbsent(variable, _ -> new TreeSet<>());
    }

    private void copied(String name, Template text, Place at) {
        boolean alone = text.pieces().size() == 1;
        for (Slot slot : text.slots()) {
            copies.computeIfAbsent(name, _ -> new TreeSet<>()).add(slot.name());
            if (!alone) {
                mixed.put(name, at);
            }
        }
    }

    private boolean handedBack() {
        boolean[] more = {false};
        for (String name : Set.copyOf(compared.keySet())) {
            copies.getOrDefault(name, Set.of()).forEach(original -> {
                boolean known = compared.containsKey(original);
                more[0] |= constants(original).addAll(constants(name)) || !known;
            });
        }
        return more[0];
    }

    private void doubt(ScriptStep.When when) {
        for (String name : Names.readBy(when.condition())) {
            if (name.equals(BuiltIn.POSITION)) {
                doubts.put(when.at(), "the place in the queue may be any");
            } else if (mixed.containsKey(name)) {
                doubts.put(when.at(), "'" + name + "' is put together from other values");
            }
        }
    }

    private Collection<String> digits(ScriptStep.Ask ask) {
        Set<String> all = new LinkedHashSet<>();
        all.add(usual(ask, compared.getOrDefault(ask.variable(), Set.of())));
        for (String constant : compared.getOrDefault(ask.variable(), Set.of())) {
            if (constant.matches(NUMBER)) {
                String padded = "0".repeat(Math.max(0, ask.min() - constant.length())) + constant;
                if (padded.length() <= ask.max()) {
                    all.add(padded);
                }
            }
        }
        if (compared.containsKey(ask.variable())) {
            all.add("0".repeat(ask.min()));
            all.add("9".repeat(Math.min(ask.max(), 18)));
        }
        return all;
    }

    /** Digits that nothing is compared with. */
    private static String usual(ScriptStep.Ask ask, Set<String> others) {
        int length = Math.min(ask.max(), Math.max(ask.min(), 4));
        for (int shift = 0; shift < 9; shift++) {
            StringBuilder digits = new StringBuilder();
            for (int i = 0; i < length; i++) {
                digits.append((char) ('1' + (shift + i * 3) % 9));
            }
            if (!others.contains(digits.toString())) {
                return digits.toString();
            }
        }
        return "1".repeat(length);
    }
}
