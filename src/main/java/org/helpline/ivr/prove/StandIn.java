package org.helpline.ivr.prove;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Head;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;

/**
 * Stands in for a script that cannot be read, of which it is told itself: it comes back at once. What it gives back may be anything,
 * so whatever asks for that is taken as true and as false.
 */
record StandIn(Script outer) {

    /** The script of this name. */
    Script of(String name) {
        Place at = new Place("(" + name + ")", 0, 0);
        Assigned nothing = new Assigned.Fixed(Value.NOTHING);
        Action back = new Action(at, List.of(new ScriptStep.Return(at, Optional.of(nothing))));
        return new Script(
                name,
                outer.version(),
                outer.folder(),
                new Head(Optional.empty(), Map.of(), Map.of(), Optional.empty(), OptionalInt.empty()),
                outer.languages(),
                Optional.empty(),
                Map.of(Script.START, back),
                Map.of(),
                new Prompts(Map.of(), Map.of(), Map.of()));
    }
}
