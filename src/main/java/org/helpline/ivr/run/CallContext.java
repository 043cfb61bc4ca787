package org.helpline.ivr.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Value;

/**
 * What a call brings to a script.
 *
 * @param caller the caller's number; empty when withheld
 * @param remembered the customer's language of earlier calls
 * @param language the language of this call, when an earlier script of it has set one
 * @param variables what earlier scripts of this call have set
 * @param kept what scripts have kept of the customer in earlier calls ({@code keep: customer})
 * @param choices what the caller has chosen before in this call, oldest first
 * @param pinned scripts that this call has run: it keeps the versions it began with
 * @param stepsTaken in earlier scripts of this call
 */
public record CallContext(
        Personal caller,
        String dialled,
        Optional<String> remembered,
        Optional<String> language,
        Map<String, Value> variables,
        Map<String, Value> kept,
        List<ScreenPop.Choice> choices,
        Map<String, Script> pinned,
        int stepsTaken) {

    /** A call that begins. */
    public static CallContext of(Personal caller, String dialled, Optional<String> remembered) {
        return new CallContext(
                caller, dialled, remembered, Optional.empty(), Map.of(), Map.of(), List.of(), Map.of(), 0);
    }

    /** The same of a customer of whom something has been kept. */
    public CallContext keeping(Map<String, Value> earlier) {
        return new CallContext(
                caller, dialled, remembered, language, variables, Map.copyOf(earlier), choices, pinned, stepsTaken);
    }

    /** The same with what agents have written in this call, which is newer than all that scripts have set. */
    public CallContext written(Map<String, Value> byAgents) {
        if (byAgents.isEmpty()) {
            return this;
        }
        Map<String, Value> all = new HashMap<>(variables);
        all.putAll(byAgents);
        return new CallContext(
                caller, dialled, remembered, language, Map.copyOf(all), kept, choices, pinned, stepsTaken);
    }

    /** Nothing of the caller. */
    @Override
    public String toString() {
        return "CallContext[dialled=" + dialled + ", steps=" + stepsTaken + "]";
    }
}
