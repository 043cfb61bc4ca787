package org.helpline.ivr.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;

/** The kinds of expressions: what does not go together is told at its place. One expression each. */
final class Typing {

    private static final Set<Kind> ORDERED =
            Set.of(Kind.TEXT, Kind.OPEN_TEXT, Kind.NUMBER, Kind.DATE, Kind.DURATION, Kind.MONEY, Kind.ANY);

    /** Told of what is wrong with an expression. */
    interface Complaint {
        void of(Term.Spot at, String what, String fix);
    }

    /** Knows the kinds of variables. */
    interface Variables {
        /** The kind of a variable or dotted name; complains of an unknown one and says {@link Kind#ANY}. */
        Kind kind(Term.Name name);
    }

    private final Variables variables;
    private final Complaint complaint;
    private final Map<String, Kind> bound = new HashMap<>();

    Typing(Variables variables, Complaint complaint) {
        this.variables = variables;
        this.complaint = complaint;
    }

    /** A condition must be true or false. */
    void condition(Term term) {
        Kind kind = of(term);
        if (!kind.fits(Kind.BOOLEAN)) {
            complaint.of(
                    term.at(),
                    "This is " + kind.said() + ", not true or false.",
                    "Compare it, for example with == or >.");
        }
    }

    Kind of(Term term) {
        return switch (term) {
            case Term.Constant c -> Kind.of(c.value().type());
            case Term.Name n -> name(n);
            case Term.Field f -> {
                wants(f.of(), Kind.MAP, "." + f.field());
                yield Kind.ANY;
            }
            case Term.Has h -> {
                of(h.what());
                yield Kind.BOOLEAN;
            }
            case Term.Listing l -> {
                l.parts().forEach(this::of);
                yield Kind.LIST;
            }
            case Term.Table t -> {
                t.parts().forEach(this::of);
                yield Kind.MAP;
            }
            case Term.Each e -> each(e);
            case Term.Apply a -> applied(a);
        };
    }

    private Kind name(Term.Name name) {
        Kind own = bound.get(name.root());
        if (own == null) {
            return variables.kind(name);
        }
        return name.name().equals(name.root()) ? own : Kind.ANY;
    }

    private Kind each(Term.Each each) {
        wants(each.list(), Kind.LIST, each.how().word());
        Kind entry = each.list() instanceof Term.Listing l ? common(l.parts()) : Kind.ANY;
        Kind outer = bound.getOrDefault(each.variable(), Kind.ANY);
        boolean had = bound.containsKey(each.variable());
        bound.put(each.variable(), entry);
        if (each.how() == Term.How.MAP) {
            of(each.body());
        } else {
            wants(each.body(), Kind.BOOLEAN, each.how().word());
        }
        bound.remove(each.variable());
        if (had) {
            bound.put(each.variable(), outer);
        }
        return each.how() == Term.How.MAP || each.how() == Term.How.FILTER ? Kind.LIST : Kind.BOOLEAN;
    }

    private Kind common(List<Term> parts) {
        return parts.stream().map(this::of).reduce(Kind::with).orElse(Kind.ANY);
    }

    private void wants(Term term, Kind wanted, String by) {
        Kind kind = of(term);
        if (!kind.fits(wanted) && !canBeRead(term, wanted)) {
            complaint.of(
                    term.at(),
                    "'" + by + "' wants " + wanted.said() + ", and this is " + kind.said() + ".",
                    fix(wanted));
        }
    }

    private static String fix(Kind wanted) {
        return switch (wanted) {
            case BOOLEAN -> "Compare it, for example with == or >.";
            case TEXT -> "Make it a text: string(…).";
            case NUMBER -> "Make it a number: double(…).";
            case MONEY -> "Write a sum: money(\"12.50 TRY\").";
            case DURATION -> "Write a length of time: duration(\"5m\").";
            case DATE -> "Write a day: date(\"2026-12-24\").";
            case LIST -> "Write a list: [\"a\", \"b\"].";
            case MAP, OPEN_TEXT, ANY -> "Only a map has fields.";
        };
    }

    /** A text in quotes stands for a day, a sum, a length of time wherever it is one. */
    private static boolean canBeRead(Term term, Kind wanted) {
        return term instanceof Term.Constant(var _, Value.Text(String text))
                && ValueType.of(wanted.name().toLowerCase(Locale.ROOT))
                        .flatMap(type -> type.read(text))
                        .isPresent();
    }

    private Kind applied(Term.Apply a) {
        List<Term> parts = a.parts();
        return switch (a.operation()) {
            case AND, OR, NOT -> all(a, Kind.BOOLEAN, Kind.BOOLEAN);
            case CHOOSE -> {
                wants(parts.getFirst(), Kind.BOOLEAN, "?");
                yield of(parts.get(1)).with(of(parts.get(2)));
            }
            case EQUAL, NOT_EQUAL -> compared(a, parts.get(0), parts.get(1));
            case LESS, AT_MOST, MORE, AT_LEAST -> ordered(a);
            case IN -> in(a);
            case PLUS, MINUS, TIMES, DIVIDE, REMAINDER -> new Sums(this, complaint).of(a);
            case NEGATE, ABSOLUTE, ROUND -> signed(a);
            case INDEX -> {
                of(parts.get(0));
                of(parts.get(1));
                yield Kind.ANY;
            }
            case SIZE -> {
                sized(parts.getFirst());
                yield Kind.NUMBER;
            }
            case STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES -> all(a, Kind.TEXT, Kind.BOOLEAN);
            case LOWER, UPPER -> all(a, Kind.TEXT, Kind.TEXT);
            case SUBSTRING -> {
                wants(parts.getFirst(), Kind.TEXT, "substring");
                parts.stream().skip(1).forEach(p -> wants(p, Kind.NUMBER, "substring"));
                yield Kind.OPEN_TEXT;
            }
            case TEXT -> any(a, Kind.OPEN_TEXT);
            case NUMBER, WHOLE -> read(a, Kind.NUMBER);
            case DATE -> read(a, Kind.DATE);
            case DURATION -> read(a, Kind.DURATION);
            case MONEY -> money(a);
            case AMOUNT -> all(a, Kind.MONEY, Kind.NUMBER);
            case CURRENCY -> all(a, Kind.MONEY, Kind.TEXT);
            case LEAST, MOST -> {
                Kind first = of(parts.getFirst());
                parts.stream().skip(1).forEach(p -> pair(a, parts.getFirst(), p));
                yield first;
            }
            case YEAR, MONTH, DAY -> all(a, Kind.DATE, Kind.NUMBER);
            case WEEKDAY -> all(a, Kind.DATE, Kind.TEXT);
            case DAYS, HOURS, MINUTES, SECONDS -> all(a, Kind.DURATION, Kind.NUMBER);
            case OPEN, CLOSED, HOLIDAY, EMERGENCY -> all(a, Kind.TEXT, Kind.BOOLEAN);
        };
    }

    private Kind all(Term.Apply a, Kind wanted, Kind result) {
        a.parts().forEach(p -> wants(p, wanted, a.operation().written()));
        return result;
    }

    private Kind any(Term.Apply a, Kind result) {
        a.parts().forEach(this::of);
        return result;
    }

    /** {@code date("2026-02-30")} is known to be none before any call. */
    private Kind read(Term.Apply a, Kind wanted) {
        Term part = a.parts().getFirst();
        Kind kind = of(part);
        boolean literal = part instanceof Term.Constant(var _, Value.Text _);
        if ((literal && !canBeRead(part, wanted)) || (!kind.fits(wanted) && !kind.isText())) {
            complaint.of(part.at(), "This is no " + a.operation().written() + ".", example(a.operation()));
        }
        return wanted;
    }

    private static String example(Operation operation) {
        return switch (operation) {
            case DATE -> "Write for example date(\"2026-12-24\").";
            case DURATION -> "Write for example duration(\"5m\").";
            case MONEY -> "Write for example money(\"12.50 TRY\").";
            default -> "Write for example " + operation.written() + "(\"12\").";
        };
    }

    private Kind money(Term.Apply a) {
        if (a.parts().size() == 1) {
            return read(a, Kind.MONEY);
        }
        wants(a.parts().get(0), Kind.NUMBER, "money");
        wants(a.parts().get(1), Kind.TEXT, "money");
        if (a.parts().get(1) instanceof Term.Constant(var _, Value.Text(String code)) && !ValueType.isCurrency(code)) {
            complaint.of(
                    a.parts().get(1).at(), "'" + code + "' is no currency.", "Write for example \"TRY\" or \"EUR\".");
        }
        return Kind.MONEY;
    }

    private Kind signed(Term.Apply a) {
        Kind kind = of(a.parts().getFirst());
        a.parts().stream()
                .skip(1)
                .forEach(p -> wants(p, Kind.NUMBER, a.operation().written()));
        if (kind != Kind.MONEY && kind != Kind.DURATION) {
            wants(a.parts().getFirst(), Kind.NUMBER, a.operation().written());
            return Kind.NUMBER;
        }
        return kind;
    }

    private void sized(Term part) {
        Kind kind = of(part);
        if (!kind.isText() && kind != Kind.LIST && kind != Kind.MAP && kind != Kind.ANY) {
            complaint.of(
                    part.at(), "'size' counts a text, a list or a map, and this is " + kind.said() + ".", "Remove it.");
        }
    }

    private Kind in(Term.Apply a) {
        Term right = a.parts().get(1);
        Kind kind = of(right);
        if (kind != Kind.LIST && kind != Kind.MAP && kind != Kind.ANY) {
            complaint.of(right.at(), "'in' wants a list, and this is " + kind.said() + ".", fix(Kind.LIST));
        }
        if (right instanceof Term.Listing listing) {
            listing.parts().forEach(p -> pair(a, a.parts().getFirst(), p));
        } else {
            of(a.parts().getFirst());
        }
        return Kind.BOOLEAN;
    }

    private Kind ordered(Term.Apply a) {
        for (Term part : a.parts()) {
            Kind kind = of(part);
            if (!ORDERED.contains(kind)) {
                complaint.of(
                        a.at(),
                        "'" + a.operation().written() + "' does not compare " + kind.said() + ".",
                        "Numbers, texts, days, lengths of time and sums are more or less; the rest is == or !=.");
                return Kind.BOOLEAN;
            }
        }
        return compared(a, a.parts().get(0), a.parts().get(1));
    }

    private Kind compared(Term.Apply a, Term left, Term right) {
        of(right);
        of(left);
        pair(a, left, right);
        return Kind.BOOLEAN;
    }

    /** Two that are compared must be of one kind, or one a text in quotes that can be read as the other. */
    private void pair(Term.Apply a, Term left, Term right) {
        Kind l = quiet(left);
        Kind r = quiet(right);
        if (l.meets(r) || canBeRead(left, r) || canBeRead(right, l)) {
            return;
        }
        complaint.of(
                a.at(),
                "'" + a.operation().written() + "' compares " + l.said() + " with " + r.said() + ".",
                together(l, r));
    }

    private Kind quiet(Term term) {
        Typing silent = new Typing(variables, (_, _, _) -> {});
        silent.bound.putAll(bound);
        return silent.of(term);
    }

    private static String together(Kind l, Kind r) {
        if ((l == Kind.NUMBER && r.isText()) || (r == Kind.NUMBER && l.isText())) {
            return "Write the number without quotes, or make the text a number: double(…).";
        }
        Kind special = l.isText() || l == Kind.NUMBER ? r : l;
        return fix(special);
    }
}
