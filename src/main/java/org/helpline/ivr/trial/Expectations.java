package org.helpline.ivr.trial;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;

/**
 * The acts that expect something of the script. They let the time pass as long as something is said, never longer: silence must be
 * written.
 */
record Expectations(VirtualCall call, Standing standing) {

    Optional<Refusal> hears(TrialAct.Hears h) {
        String where = h.language().map(l -> " in " + l).orElse("");
        return hears(hearing -> hearing.find(h.sound(), h.language()), h.sound() + where);
    }

    Optional<Refusal> hears(TrialAct.HearsWords h) {
        return hears(hearing -> hearing.find(h.words()), "\"" + h.words() + "\"");
    }

    /** Listens until it has been heard to its end; no further than the script says something. */
    private Optional<Refusal> hears(Function<Hearing, Optional<Hearing.Heard>> sought, String what) {
        do {
            Optional<Hearing.Heard> found = sought.apply(call.hearing());
            if (found.isPresent()) {
                call.hearing().passed(found.get());
                call.passTo(found.get().end());
                return Optional.empty();
            }
        } while (call.listenOn());
        String since = call.hearing().since();
        String instead = since.isEmpty() ? "nothing is said" : "heard " + since;
        return Refusal.of("the caller hears " + what, instead + "; " + standing.situation());
    }

    Optional<Refusal> goesTo(TrialAct.GoesTo act) {
        call.listen();
        List<String> sections = call.sinceActBegan().stream()
                .flatMap(Expectations::sectionBegun)
                .distinct()
                .toList();
        if (sections.contains(act.section())) {
            return Optional.empty();
        }
        String happened = sections.isEmpty() ? "it goes nowhere" : "it goes to " + String.join(", ", sections);
        return Refusal.of("the call goes to " + act.section(), happened + "; " + standing.situation());
    }

    private static Stream<String> sectionBegun(Moment moment) {
        return moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Entered e))
                        && e.place().endsWith("/1")
                        && e.place().indexOf('.') < 0
                ? Stream.of(e.place().substring(0, e.place().length() - 2))
                : Stream.empty();
    }

    Optional<Refusal> rings(TrialAct.Rings act) {
        if (call.state().calling().isEmpty()) {
            call.listen();
        }
        return call.state().calling().filter(c -> c.who().equals(act.who())).isPresent()
                ? Optional.empty()
                : Refusal.of("the script rings " + act.who(), standing.situation());
    }
}
