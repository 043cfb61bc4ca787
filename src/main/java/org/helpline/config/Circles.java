package org.helpline.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the circles of a small graph of names. */
final class Circles {

    private final Map<String, List<String>> onward;
    private final Set<String> done = new HashSet<>();
    private final List<List<String>> found = new ArrayList<>();

    private Circles(Map<String, List<String>> onward) {
        this.onward = onward;
    }

    /** One circle for each knot, from the name at which the walk enters it; names that lead nowhere are passed over. */
    static List<List<String>> in(Map<String, List<String>> onward) {
        Circles circles = new Circles(onward);
        onward.keySet().forEach(name -> circles.walk(name, new ArrayList<>()));
        return circles.found;
    }

    private void walk(String name, List<String> path) {
        int before = path.indexOf(name);
        if (before >= 0) {
            found.add(List.copyOf(path.subList(before, path.size())));
            return;
        }
        if (!done.add(name)) {
            return;
        }
        path.add(name);
        onward.getOrDefault(name, List.of()).forEach(next -> walk(next, path));
        path.removeLast();
    }
}
