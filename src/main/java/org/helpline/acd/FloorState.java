package org.helpline.acd;

import java.util.function.Predicate;

/** All that the {@link Floor} knows, and what it has to say. Confined to the ACD's loop. */
record FloorState(
        Roster roster,
        OpenOffers offers,
        Places places,
        Talks talks,
        Admission admission,
        Unsettled unsettled,
        Patience patience,
        RingAll ringAll,
        Effects out) {

    /** Nobody is there yet. {@code hoursOpen}: whether the hours of that name are open now; {@code lots} are drawn among agents. */
    static FloorState empty(Predicate<String> hoursOpen, Lots lots) {
        Unsettled unsettled = new Unsettled();
        Effects out = new Effects();
        Roster roster = new Roster(lots, unsettled);
        return new FloorState(
                roster,
                new OpenOffers(),
                new Places(),
                new Talks(),
                new Admission(roster, hoursOpen),
                unsettled,
                new Patience(roster, unsettled, out),
                new RingAll(),
                out);
    }
}
