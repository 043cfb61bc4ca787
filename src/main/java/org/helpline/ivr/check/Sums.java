package org.helpline.ivr.check;

import java.util.Optional;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Term;

/** The kinds of {@code + - * / %}. */
record Sums(Typing typing, Typing.Complaint complaint) {

    Kind of(Term.Apply a) {
        Kind left = typing.of(a.parts().get(0));
        Kind right = typing.of(a.parts().get(1));
        Optional<Kind> result = result(a.operation(), left, right);
        if (result.isEmpty()) {
            complaint.of(
                    a.at(),
                    "'" + a.operation().written() + "' takes no " + noun(left) + " with a " + noun(right) + ".",
                    "Numbers go with numbers, sums with sums of one currency, days with lengths of time.");
        }
        return result.orElse(Kind.ANY);
    }

    private static String noun(Kind kind) {
        return kind == Kind.BOOLEAN ? "truth" : kind.said().replaceFirst("^a ", "");
    }

    private static Optional<Kind> result(Operation operation, Kind left, Kind right) {
        if (left == Kind.ANY || right == Kind.ANY) {
            return Optional.of(Kind.ANY);
        }
        return switch (operation) {
            case PLUS -> plus(left, right);
            case MINUS -> minus(left, right);
            case TIMES -> times(left, right).or(() -> times(right, left));
            case DIVIDE -> left == right && isMeasure(left) ? Optional.of(Kind.NUMBER) : times(left, right);
            default -> left.fits(Kind.NUMBER) && right.fits(Kind.NUMBER) ? Optional.of(Kind.NUMBER) : Optional.empty();
        };
    }

    private static boolean isMeasure(Kind kind) {
        return kind == Kind.MONEY || kind == Kind.DURATION;
    }

    private static Optional<Kind> plus(Kind left, Kind right) {
        if (left.isText() && right.isText()) {
            return Optional.of(Kind.OPEN_TEXT);
        }
        if (left == Kind.LIST && right == Kind.LIST) {
            return Optional.of(Kind.LIST);
        }
        if (left == Kind.DURATION && right == Kind.DATE) {
            return Optional.of(Kind.DATE);
        }
        return left == Kind.DATE && right == Kind.DATE ? Optional.empty() : minus(left, right);
    }

    private static Optional<Kind> minus(Kind left, Kind right) {
        if (left == Kind.DATE) {
            return right == Kind.DATE
                    ? Optional.of(Kind.DURATION)
                    : right == Kind.DURATION ? Optional.of(Kind.DATE) : Optional.empty();
        }
        if (isMeasure(left)) {
            return left == right ? Optional.of(left) : Optional.empty();
        }
        return left.fits(Kind.NUMBER) && right.fits(Kind.NUMBER) ? Optional.of(Kind.NUMBER) : Optional.empty();
    }

    private static Optional<Kind> times(Kind left, Kind right) {
        if (!right.fits(Kind.NUMBER)) {
            return Optional.empty();
        }
        return isMeasure(left)
                ? Optional.of(left)
                : left.fits(Kind.NUMBER) ? Optional.of(Kind.NUMBER) : Optional.empty();
    }
}
