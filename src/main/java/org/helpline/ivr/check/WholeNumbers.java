package org.helpline.ivr.check;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.model.Variable;

/** Which values of a script can have no fraction, whatever a caller does: places in a queue, keyed digits, fixed whole numbers. */
final class WholeNumbers {

    private WholeNumbers() {}

    /** Their names; what is computed, looked up, kept from an earlier call or given by another script may have one. */
    static Set<String> of(Script script) {
        Set<String> whole = new TreeSet<>(BuiltIn.NAMES);
        whole.add(BuiltIn.CHOICE);
        Set<String> other = new TreeSet<>(script.head().takes().keySet());
        script.head().variables().forEach((name, variable) -> (isWhole(variable) ? whole : other).add(name));
        new Steps(script)
                .forEach(step -> Steps.sets(step).forEach(name -> (isWhole(step, name) ? whole : other).add(name)));
        whole.removeAll(other);
        return whole;
    }

    private static boolean isWhole(Variable variable) {
        return !variable.ofCustomer()
                && variable.initial().map(WholeNumbers::isWhole).orElse(true);
    }

    private static boolean isWhole(ScriptStep step, String name) {
        return switch (step) {
            case ScriptStep.Ask a -> a.answer().type() != ValueType.MONEY;
            case ScriptStep.SetVariables s ->
                Optional.ofNullable(s.values().get(name))
                        .flatMap(Assigned::fixed)
                        .map(WholeNumbers::isWhole)
                        .orElse(false);
            default -> false;
        };
    }

    private static boolean isWhole(Value value) {
        return value.written().matches("-?\\d+");
    }
}
