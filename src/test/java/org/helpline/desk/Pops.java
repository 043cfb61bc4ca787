package org.helpline.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScreenPop.Choice;
import org.helpline.core.ScreenPop.Match;

/** Callers for tests and screenshots. */
final class Pops {

    private static final Match ELIF = new Match(
            "c-17",
            new Personal("Elif Demir"),
            "Demir Lojistik A.Ş.",
            "€ 184,200",
            "4.6 of 5",
            Optional.of("tr"),
            List.of(
                    "20 Nov, phone: invoice 7741 sent again",
                    "3 Nov, phone: new delivery address",
                    "18 Oct, phone: router replaced"),
            new Personal("elif@demir.example"),
            new Personal("Handle with care: invoice 4711 is disputed"));

    private Pops() {}

    /** One customer has the number. */
    static ScreenPop one() {
        return pop("+90 212 555 01 34", List.of(ELIF));
    }

    /** One who called before: interaction p-1. */
    static ScreenPop oneWhoCalledBefore() {
        ScreenPop.Past past = new ScreenPop.Past(
                "p-1",
                Instant.parse("2026-11-20T14:03:00Z"),
                "in",
                "served",
                "support",
                "anna",
                Duration.ZERO,
                Duration.ofMinutes(3),
                "resolved",
                "");
        ScreenPop.More more =
                new ScreenPop.More(ScreenPop.Sure.LIKELY, "", List.of(), List.of(), List.of(), List.of(past));
        Match known = new Match(
                ELIF.id(),
                ELIF.name(),
                ELIF.company(),
                ELIF.revenue(),
                ELIF.satisfaction(),
                ELIF.language(),
                List.of("2026-11-20 14:03 served"),
                ELIF.email(),
                ELIF.notes(),
                more);
        return pop("+90 212 555 01 34", List.of(known));
    }

    /** Several have it. */
    static ScreenPop several() {
        Match mert = new Match(
                "c-18",
                new Personal("Mert Demir"),
                "Demir Lojistik A.Ş., warehouse",
                "€ 12,050",
                "3.9 of 5",
                Optional.empty(),
                List.of("9 Nov, phone: password reset"),
                Personal.NONE,
                Personal.NONE);
        Match office = new Match(
                "c-40",
                new Personal("Front desk"),
                "Demir Lojistik A.Ş.",
                "",
                "",
                Optional.empty(),
                List.of(),
                Personal.NONE,
                Personal.NONE);
        return pop("+90 212 555 01 00", List.of(ELIF, mert, office));
    }

    /** Nobody has it. */
    static ScreenPop none() {
        return pop("+49 30 901820", List.of());
    }

    /** One customer has the number, and an agent of this name had the caller and noted this. */
    static ScreenPop transferred(String name, String note) {
        return one().handedOver(List.of(new ScreenPop.Handover(FakeHouse.ANNA, name, new Personal(note))));
    }

    /** A customer of whom every text is this one, transferred by somebody of that name with that note. */
    static ScreenPop named(String name) {
        return pop(
                        "+49 30 901821",
                        List.of(new Match(
                                "c-1",
                                new Personal(name),
                                name,
                                name,
                                name,
                                Optional.empty(),
                                List.of(name),
                                new Personal(name),
                                new Personal(name))))
                .handedOver(transferred(name, name).handovers());
    }

    private static ScreenPop pop(String number, List<Match> matches) {
        return new ScreenPop(
                new Personal(number),
                matches,
                List.of(
                        new Choice("Billing", Personal.NONE),
                        new Choice("Question about an invoice", Personal.NONE),
                        new Choice("Customer number", new Personal("48215"))),
                FakeHouse.SUPPORT,
                "tr");
    }
}
