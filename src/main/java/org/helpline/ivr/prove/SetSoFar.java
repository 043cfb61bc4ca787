package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names that have been set, of the script that runs and of each that waits for it to come back. Immutable.
 *
 * @param levels nearest first, one or more
 */
record SetSoFar(List<Set<String>> levels) {

    /** In the script that runs. */
    boolean has(String name) {
        int dot = name.indexOf('.');
        Set<String> here = levels.getFirst();
        return here.contains(name) || (dot > 0 && here.contains(name.substring(0, dot)));
    }

    SetSoFar with(String name) {
        if (levels.getFirst().contains(name)) {
            return this;
        }
        Set<String> here = new HashSet<>(levels.getFirst());
        here.add(name);
        return new SetSoFar(replaced(here));
    }

    SetSoFar without(String name) {
        Set<String> here = new HashSet<>(levels.getFirst());
        here.remove(name);
        return new SetSoFar(replaced(here));
    }

    private List<Set<String>> replaced(Set<String> here) {
        List<Set<String>> all = new ArrayList<>(levels);
        all.set(0, here);
        return List.copyOf(all);
    }

    /** Another script begins, in which these are set. */
    SetSoFar into(Set<String> given) {
        List<Set<String>> all = new ArrayList<>(levels);
        all.addFirst(given);
        return new SetSoFar(List.copyOf(all));
    }

    /** It comes back. */
    SetSoFar back() {
        return levels.size() == 1 ? this : new SetSoFar(levels.subList(1, levels.size()));
    }

    /** What is set in both; what only one of two ways can come back to is never come back to. */
    SetSoFar and(SetSoFar other) {
        List<Set<String>> both = new ArrayList<>();
        for (int i = 0; i < Math.min(levels.size(), other.levels.size()); i++) {
            Set<String> here = new HashSet<>(levels.get(i));
            here.retainAll(other.levels.get(i));
            both.add(here);
        }
        return new SetSoFar(List.copyOf(both));
    }
}
