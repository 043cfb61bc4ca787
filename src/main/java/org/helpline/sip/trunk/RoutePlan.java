package org.helpline.sip.trunk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.OutCall;
import org.helpline.sip.SipLegEvent;

/**
 * By what ways a call may go out now: a snapshot.
 *
 * @param ways in the order in which they are tried
 * @param targets of each trunk that has a way
 * @param skipped trunks that cannot be used, with the reason
 * @param status what the call is refused with if there is no way; {@code why} the sentence
 */
record RoutePlan(
        List<OutMachine.Way> ways,
        Map<String, List<Target>> targets,
        List<SipLegEvent.Tried> skipped,
        int status,
        String why) {

    static RoutePlan of(WaysOut out, OutCall call) {
        List<OutMachine.Way> ways = new ArrayList<>();
        Map<String, List<Target>> targets = new LinkedHashMap<>();
        List<SipLegEvent.Tried> skipped = new ArrayList<>();
        List<String> names = call.trunks().isEmpty() ? allowing(out, call.number()) : call.trunks();
        for (String name : names.stream().distinct().toList()) {
            Optional<String> hindrance = hindrance(out, name);
            if (hindrance.isPresent()) {
                skipped.add(new SipLegEvent.Tried(name, "", 0, "trunk " + name + " was not used: " + hindrance.get()));
                continue;
            }
            List<Target> best =
                    out.targets(name).stream().limit(OutMachine.MOST_OF_ONE).toList();
            targets.put(name, best);
            for (int i = 0; i < best.size() && ways.size() < OutMachine.MOST; i++) {
                ways.add(new OutMachine.Way(name, i, best.get(i).host(), call.number()));
            }
        }
        boolean none = names.isEmpty();
        return new RoutePlan(
                ways,
                targets,
                skipped,
                none ? 403 : 503,
                none
                        ? "no trunk may call " + call.number() + "; add it to allow of one in trunks.ini"
                        : "no trunk can be used now; bin/helpline trunks says why, and what to do");
    }

    private static List<String> allowing(WaysOut out, String number) {
        return out.trunks().stream()
                .filter(t -> out.allows(t, number))
                .map(TrunkSettings::name)
                .toList();
    }

    private static Optional<String> hindrance(WaysOut out, String name) {
        Optional<TrunkSettings> trunk =
                out.trunks().stream().filter(t -> t.name().equals(name)).findFirst();
        if (trunk.isEmpty()) {
            return Optional.of("there is no such trunk; add it to trunks.ini, or correct its name.");
        }
        if (!trunk.get().enabled()) {
            return Optional.of("it is switched off; say enabled = yes in trunks.ini.");
        }
        Optional<String> unusable = out.unusable(name);
        return unusable.isEmpty() && out.targets(name).isEmpty()
                ? Optional.of("no machine of it is known; correct server in trunks.ini.")
                : unusable;
    }
}
