package org.helpline.sip.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helpline.config.TrunkSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.sip.AgentPhones;

/**
 * The phones with a contact in the settings, told apart by the way to them.
 *
 * @param byTrunk those that are reached by a trunk
 * @param byAddress agent to contact of the others
 */
public record FixedPhones(List<AgentPhones.Phone> byTrunk, Map<String, String> byAddress) {

    /** Tells them apart; a contact that names a trunk that is not there is a problem. */
    public static FixedPhones read(Map<String, String> contacts, List<TrunkSettings> trunks, Problems problems) {
        List<AgentPhones.Phone> byTrunk = new ArrayList<>();
        Map<String, String> byAddress = new TreeMap<>();
        new TreeMap<>(contacts).forEach((agent, contact) -> {
            Optional<TrunkRoute> route = TrunkRoute.read(contact, trunks);
            if (route.isEmpty()) {
                byAddress.put(agent, contact);
                return;
            }
            byTrunk.add(new AgentPhones.Phone(new AgentId(agent), contact.strip(), route.get()));
            String name = route.get().trunks().getFirst();
            if (trunks.stream().noneMatch(t -> t.name().equals(name))) {
                problems.add(Problem.of(
                        "settings",
                        "The contact of " + agent + " is " + contact + ", but there is no trunk named " + name + ".",
                        trunks.isEmpty()
                                ? "Add it to trunks.ini."
                                : "There are: "
                                        + trunks.stream()
                                                .map(TrunkSettings::name)
                                                .collect(Collectors.joining(", ")) + " (trunks.ini)."));
            }
        });
        return new FixedPhones(List.copyOf(byTrunk), byAddress);
    }
}
