package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.util.Set;

/** The addresses of names that stand among the sources of trunks, as they were found last. Never waits. */
@FunctionalInterface
public interface SourceNames {

    /** Nothing is known of any. */
    SourceNames NONE = _ -> Set.of();

    /** The addresses of a name; empty: none is known. */
    Set<InetAddress> of(String name);
}
