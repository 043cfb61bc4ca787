package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where trunks can be reached now: snapshots, from any thread; nothing here waits, least of all for a name server. */
public interface Targets {

    /**
     * The machines of a trunk in the order in which they are to be tried: those that answer first, by priority, within one at random by
     * weight (RFC 2782); those that do not answer at the end.
     *
     * @return empty: there is none ({@link #unusable} says why), or no such trunk
     */
    List<Target> of(String trunk);

    /** Why the trunk cannot be called now, in one sentence with what to do about it; empty: it can. */
    Optional<String> unusable(String trunk);

    /**
     * A call could not reach the machine (no answer at all, connection refused, 503): others are tried first until it answers again.
     *
     * @param why one plain phrase, such as {@code no answer within 3 s}
     */
    void failed(Target target, String why);

    /** The machine has answered a call: it is well. */
    void answered(Target target);

    /** The addresses of all machines of the trunk, and of those that it was at shortly before: its calls may come from there. */
    Set<InetAddress> addressesOf(String trunk);

    /** How each trunk stands, in the file's order. */
    List<TrunkStatus> status();

    /** No trunks at all. */
    static Targets none() {
        return new Targets() {
            @Override
            public List<Target> of(String trunk) {
                return List.of();
            }

            @Override
            public Optional<String> unusable(String trunk) {
                return Optional.of("There is no trunk " + trunk + ".");
            }

            @Override
            public void failed(Target target, String why) {}

            @Override
            public void answered(Target target) {}

            @Override
            public Set<InetAddress> addressesOf(String trunk) {
                return Set.of();
            }

            @Override
            public List<TrunkStatus> status() {
                return List.of();
            }
        };
    }
}
