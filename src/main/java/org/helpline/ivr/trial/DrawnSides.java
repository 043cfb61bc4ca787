package org.helpline.ivr.trial;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.Environment;

/**
 * Draws for one call the sides that its test names: in turn, as splits come that have such a side, the last one for good. Where it
 * names none, that of the caller, or the first. One thread.
 */
final class DrawnSides implements Environment.Chance {

    /** The side of those calls that none of the written sides takes. */
    static final String NONE = "none";

    private final List<String> wanted;
    private final BitSet used = new BitSet();

    DrawnSides(List<String> wanted) {
        this.wanted = wanted;
    }

    @Override
    public int percent(ScriptStep.Split split) {
        return draw(split).orElse(0);
    }

    @Override
    public int percent(ScriptStep.Split split, int byCaller) {
        return draw(split).orElse(byCaller);
    }

    private Optional<Integer> draw(ScriptStep.Split split) {
        Optional<Integer> last = Optional.empty();
        for (int i = 0; i < wanted.size(); i++) {
            Optional<Integer> draw = draw(split, wanted.get(i));
            if (draw.isPresent() && !used.get(i)) {
                used.set(i);
                return draw;
            }
            if (draw.isPresent()) {
                last = draw;
            }
        }
        return last;
    }

    private static Optional<Integer> draw(ScriptStep.Split split, String side) {
        int from = 0;
        for (ScriptStep.Side s : split.sides()) {
            if (names(s).contains(side)) {
                return Optional.of(from);
            }
            from += s.percent();
        }
        return from < 100 && side.equals(NONE) ? Optional.of(from) : Optional.empty();
    }

    /** What a test may call a side: its share, and the section that it leads to. */
    static List<String> names(ScriptStep.Side side) {
        return side.action().steps().getFirst() instanceof ScriptStep.Go go
                ? List.of(side.label(), go.section())
                : List.of(side.label());
    }

    /** What tests may call the sides of a split. */
    static List<String> names(ScriptStep.Split split) {
        boolean all = split.sides().stream().mapToInt(ScriptStep.Side::percent).sum() >= 100;
        List<String> names = new ArrayList<>(all ? List.of() : List.of(NONE));
        split.sides().forEach(s -> names.addAll(names(s)));
        return names;
    }
}
