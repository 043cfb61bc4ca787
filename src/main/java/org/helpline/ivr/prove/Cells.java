package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.QueueRule;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.Possible;

/**
 * The values that make a difference: those that the script's conditions compare with and their neighbours, and one that is none of
 * them. Two values between the same neighbours are told apart by no condition. Where that is not so, a condition is open: it is taken
 * as true and as false, and told as a doubt.
 */
final class Cells implements Possible.Answers {

    private static final String NUMBER = "\\d{1,18}";
    private static final Map<ValueType, String> USUAL = Map.of(
            ValueType.TEXT, "usual",
            ValueType.NUMBER, "3",
            ValueType.BOOLEAN, "yes",
            ValueType.DATE, "2027-01-04",
            ValueType.DURATION, "1h",
            ValueType.MONEY, "12.50 EUR");

    private final Map<String, LookUpShape> lookUps;
    private final PhoneBook book;
    private final Family family;
    private final Sources sources;
    private final Constants constants = new Constants();
    private final IdentityHashMap<ScriptStep, String> open = new IdentityHashMap<>();
    private final Set<QueueRule> closedRules = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<ScriptStep.Ask, Collection<String>> answers = new IdentityHashMap<>();

    Cells(Family family, Map<String, LookUpShape> lookUps, PhoneBook book) {
        this.lookUps = lookUps;
        this.book = book;
        this.family = family;
        this.sources = new Sources(family);
        family.forEach((script, step) -> {
            if (step instanceof ScriptStep.When w) {
                why(script, w.condition())
                        .ifPresentOrElse(
                                why -> open.put(w, why),
                                () -> constants.add(w.condition(), name -> family.key(script, name)));
            }
        });
        family.forEachRule((script, rule) -> {
            if (why(script, rule.when()).isEmpty()) {
                constants.add(rule.when(), name -> family.key(script, name));
                closedRules.add(rule);
            }
        });
        constants.handBack(sources, family);
    }

    @Override
    public PhoneBook book() {
        return book;
    }

    /** Why trying values does not decide it. */
    private Optional<String> why(Script script, Condition condition) {
        for (String name : Names.decidedBy(condition)) {
            if (sources.isMixed(family.key(script, name))) {
                return Optional.of("'" + name + "' may hold anything, so this is taken as true and as false");
            }
        }
        boolean dark = Names.atoms(condition).stream()
                .anyMatch(a -> a instanceof Atom.Opaque o
                        && !o.term().names().stream().allMatch(n -> sources.isSettled(family.key(script, n))));
        return dark
                ? Optional.of("this is more than a comparison with a fixed value, so it is taken as true and as false")
                : Optional.empty();
    }

    /** Variables of a script that conditions read, at once or by a copy. */
    Set<String> matter(Script script) {
        Set<String> names = new HashSet<>();
        constants.names().forEach(key -> family.name(script, key).ifPresent(names::add));
        return names;
    }

    /** Conditions that are taken as true and as false. */
    boolean isOpen(ScriptStep.When fork) {
        return open.containsKey(fork);
    }

    /** Whether these values decide of whom a rule of a queue is. */
    boolean isDecided(QueueRule rule) {
        return closedRules.contains(rule);
    }

    /** Conditions that these values do not exhaust, and why. */
    List<Doubt> doubts() {
        List<Doubt> doubts = new ArrayList<>();
        family.forEach((script, step) -> {
            String why = open.get(step);
            if (why != null) {
                doubts.add(new Doubt(family.other(script), step.at(), why));
            }
        });
        return doubts;
    }

    /** What a variable that no step sets may hold: the first of {@code usual}, or all of them and what it is compared with. */
    Collection<String> of(String variable, String... usual) {
        boolean withheld = variable.equals(BuiltIn.CALLER) && constants.names().contains(BuiltIn.WITHHELD);
        if (!constants.names().contains(variable) && !withheld) {
            return Set.of(usual[0]);
        }
        Set<String> all = new LinkedHashSet<>(List.of(usual));
        constants.with(variable).stream()
                .filter(c -> c.matches("[+A-Za-z0-9._-]{0,64}"))
                .forEach(all::add);
        return all;
    }

    /** What a queue may say that makes a difference, as written; first what an ordinary day would say, empty for unknown. */
    List<String> asked(String name, QueueFigure figure) {
        boolean isWait = figure.isWait();
        Set<String> all = new LinkedHashSet<>();
        all.add(isWait ? "0s" : figure == QueueFigure.WAITING ? "0" : "1");
        if (!isWait && constants.names().contains(name)) {
            all.add("0");
        }
        constants.with(name).stream()
                .filter(c -> figure.type().read(c).isPresent() && !c.startsWith("-"))
                .forEach(all::add);
        if (isWait) {
            all.add("");
        }
        return List.copyOf(all);
    }

    @Override
    public Collection<String> keyed(ScriptStep.Ask ask) {
        return answers.computeIfAbsent(ask, this::digits);
    }

    private Collection<String> digits(ScriptStep.Ask ask) {
        String key = family.key(family.of(ask), ask.variable());
        Collection<String> compared = constants.with(key);
        Set<String> all = new LinkedHashSet<>();
        all.add(usual(ask, compared));
        for (String constant : compared) {
            if (constant.matches(NUMBER)) {
                String before = "0".repeat(Math.max(0, ask.min() - constant.length())) + constant;
                String after = constant + "0".repeat(Math.max(0, ask.min() - constant.length()));
                all.addAll(before.length() <= ask.max() ? List.of(before, after) : List.of());
            }
        }
        if (constants.names().contains(key)) {
            all.add("0".repeat(ask.min()));
            all.add("9".repeat(Math.min(ask.max(), 18)));
        }
        all.removeIf(digits -> ask.answer().read(digits).isEmpty());
        if (all.isEmpty()) {
            ask.answer().example(ask.min(), ask.max()).ifPresent(all::add);
        }
        return all;
    }

    /** Digits that nothing is compared with. */
    private static String usual(ScriptStep.Ask ask, Collection<String> others) {
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

    /** Every mixture of what its fields are compared with, and of what they are not. */
    @Override
    public Collection<Value.Fields> found(ScriptStep.LookUp step) {
        LookUpShape shape = lookUps.get(step.name());
        String variable = family.key(family.of(step), step.variable());
        List<Map<String, Value>> all = List.of(Map.of());
        Map<String, LookUpShape.Field> fields = shape == null ? Map.of() : shape.fields();
        for (Map.Entry<String, LookUpShape.Field> field : fields.entrySet()) {
            List<Map<String, Value>> more = new ArrayList<>();
            for (Map<String, Value> before : all) {
                for (Optional<Value> value : values(variable + "." + field.getKey(), field.getValue())) {
                    Map<String, Value> longer = new LinkedHashMap<>(before);
                    value.ifPresent(v -> longer.put(field.getKey(), v));
                    more.add(longer);
                }
            }
            all = more;
        }
        return all.stream().map(Value.Fields::new).toList();
    }

    private Set<Optional<Value>> values(String name, LookUpShape.Field field) {
        Set<Optional<Value>> values = new LinkedHashSet<>();
        if (field.type() == ValueType.LIST || field.type() == ValueType.MAP) {
            return Set.of(Optional.empty());
        }
        values.add(field.type().read(USUAL.getOrDefault(field.type(), "usual")));
        constants.with(name).forEach(c -> field.type().read(c).map(Optional::of).ifPresent(values::add));
        if (field.optional() && constants.isAskedWhetherThere(name)) {
            values.add(Optional.empty());
        }
        return values;
    }
}
