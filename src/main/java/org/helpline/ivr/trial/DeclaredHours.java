package org.helpline.ivr.trial;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Environment;

/** What calendars say from some moment of a trial's call on, as if somebody had declared it. One thread. */
public final class DeclaredHours {

    private final Map<String, BusinessHours.State> byName = new HashMap<>();
    private Optional<BusinessHours.State> all = Optional.empty();

    /** Nothing is declared. */
    public DeclaredHours() {}

    /** From now on. */
    public void declare(TrialAct.Becomes act) {
        act.calendar().ifPresentOrElse(name -> byName.put(name, act.state()), () -> {
            byName.clear();
            all = Optional.of(act.state());
        });
    }

    /** From now on, by the script itself. */
    public void declare(Effect.DeclareHours effect) {
        if (effect.to().equals(ScriptStep.Declare.AS_WRITTEN)) {
            byName.remove(effect.calendar());
        } else {
            byName.put(
                    effect.calendar(), BusinessHours.State.valueOf(effect.to().toUpperCase(Locale.ROOT)));
        }
    }

    /** What the world's calendars say, with what was declared. */
    public Environment over(Environment world) {
        return world.withHours(name -> Optional.ofNullable(byName.get(name))
                .or(() -> all)
                .orElseGet(() -> world.hours().apply(name)));
    }
}
