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
public final class DrawnSides implements Environment.Chance {

    /** The side of those calls that none of the written sides takes. */
    static final String NONE = "none";

    private static final int LONGEST = 20;

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

    /** That a split took a side, {@link #NONE} among them. */
    public record Drawn(ScriptStep.Split split, String side) {}

    /**
     * What a test has to say so that splits take these sides one after another.
     *
     * @return empty if only a long list could
     */
    public static Optional<List<String>> toDraw(List<Drawn> all) {
        List<String> sides = all.stream().map(Drawn::side).toList();
        for (int said = 0; said <= Math.min(LONGEST, all.size()); said++) {
            List<String> first = sides.subList(0, said);
            DrawnSides lots = new DrawnSides(first);
            if (all.stream().allMatch(lots::takes)) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    private boolean takes(Drawn drawn) {
        Optional<Integer> draw = draw(drawn.split());
        boolean first = draw.isEmpty() && !drawn.split().byCaller();
        return (first ? Optional.of(0) : draw)
                .filter(d -> drawn.split()
                        .side(d)
                        .map(ScriptStep.Side::label)
                        .orElse(NONE)
                        .equals(drawn.side()))
                .isPresent();
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
