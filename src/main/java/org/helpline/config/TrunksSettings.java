package org.helpline.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who else may call us and whom we may call: the trunks, and what holds for all of them.
 *
 * @param trunks in the file's order
 * @param emergency numbers that nothing stops: no cap, no limit, no {@code allow}, no ban, no drain
 * @param accept from whom calls are taken; never AUTO here
 */
public record TrunksSettings(List<TrunkSettings> trunks, Set<String> emergency, Accept accept) {

    /** No trunk at all: calls are taken from anyone, and none goes out. */
    public static final TrunksSettings NONE = new TrunksSettings(List.of(), Set.of(), Accept.ANYONE);

    /** From whom calls are taken. */
    public enum Accept {
        /** From anyone who can reach us. */
        ANYONE,
        /** From trunks, and from registered or fixed phones of agents and extensions. */
        TRUNKS
    }

    /** Whether some trunk may call the normalised number. */
    public boolean allow(String number) {
        return enabled().stream().anyMatch(t -> t.out().allows(number) || emergency.contains(number));
    }

    /** The trunk of that name, enabled or not. */
    public Optional<TrunkSettings> of(String name) {
        return trunks.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** Those that are called and answered, in the file's order. */
    public List<TrunkSettings> enabled() {
        return trunks.stream().filter(TrunkSettings::enabled).toList();
    }
}
