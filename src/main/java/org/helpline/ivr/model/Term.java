package org.helpline.ivr.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A piece of an expression: a tree of values, names and what is done to them. */
public sealed interface Term {

    /** Where it stands. */
    Spot at();

    /** The pieces that it is made of. */
    List<Term> parts();

    /** A place in {@code script.yaml}, 1-based; for an operator that of its sign. */
    record Spot(int line, int column) {}

    /** A value as written. */
    record Constant(Spot at, Value value) implements Term {
        @Override
        public List<Term> parts() {
            return List.of();
        }
    }

    /** A variable, or a field of one: {@code order.eta}. */
    record Name(Spot at, String name) implements Term {
        @Override
        public List<Term> parts() {
            return List.of();
        }

        /** The variable alone. */
        public String root() {
            int dot = name.indexOf('.');
            return dot < 0 || BuiltIn.isGiven(name) ? name : name.substring(0, dot);
        }
    }

    /** A field of a computed value: {@code items[0].price}. */
    record Field(Spot at, Term of, String field) implements Term {
        @Override
        public List<Term> parts() {
            return List.of(of);
        }
    }

    /** {@code has(order.eta)}: whether there is such a value. */
    record Has(Spot at, Term what) implements Term {
        @Override
        public List<Term> parts() {
            return List.of(what);
        }
    }

    /** An operator or function and its values. */
    record Apply(Spot at, Operation operation, List<Term> parts) implements Term {}

    /** {@code [a, b]}. */
    record Listing(Spot at, List<Term> parts) implements Term {}

    /** {@code {'a': b}}. */
    record Table(Spot at, Map<String, Term> entries) implements Term {
        @Override
        public List<Term> parts() {
            return List.copyOf(entries.values());
        }
    }

    /** {@code list.exists(x, x > 1)}: something asked of, or done to, each entry of a list. */
    record Each(Spot at, How how, Term list, String variable, Term body) implements Term {
        @Override
        public List<Term> parts() {
            return List.of(list, body);
        }
    }

    /** What {@link Each} does. */
    enum How {
        EXISTS("exists"),
        EXISTS_ONE("exists_one"),
        ALL("all"),
        FILTER("filter"),
        MAP("map");

        private final String word;

        How(String word) {
            this.word = word;
        }

        /** As CEL writes it. */
        public String word() {
            return word;
        }
    }

    /** The variables that it reads, without those of its own lists; built-in ones by their whole name. */
    default Set<String> names() {
        Set<String> names = new TreeSet<>();
        collect(this, List.of(), names);
        return names;
    }

    private static void collect(Term term, List<String> bound, Set<String> names) {
        switch (term) {
            case Name n -> {
                if (!bound.contains(n.root())) {
                    names.add(n.root());
                }
            }
            case Each e -> {
                collect(e.list(), bound, names);
                List<String> inner = new ArrayList<>(bound);
                inner.add(e.variable());
                collect(e.body(), inner, names);
            }
            case Constant _, Field _, Has _, Apply _, Listing _, Table _ ->
                term.parts().forEach(p -> collect(p, bound, names));
        }
    }

    /** What it asks of the world, one by one: the leaves under {@code &&}, {@code ||}, {@code !} and {@code ? :}. */
    default List<Atom> atoms() {
        List<Atom> atoms = new ArrayList<>();
        Atom.collect(this, atoms);
        return List.copyOf(atoms);
    }
}
