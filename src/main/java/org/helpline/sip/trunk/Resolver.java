package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Asks the domain name system. Blocks: for virtual threads, never for a loop. Any thread. */
@FunctionalInterface
public interface Resolver {

    /** Asks one question; aliases (CNAME) are followed. Never throws. */
    Answer ask(Question question);

    /** What is asked. */
    record Question(String name, Kind kind) {}

    /** Kinds of records. */
    enum Kind {
        NAPTR,
        SRV,
        A,
        AAAA
    }

    /** What is answered. */
    sealed interface Answer {

        /** At least one record; {@code ttl} is the least of all of them and of the aliases on the way. */
        record Found(List<Entry> entries, Duration ttl) implements Answer {}

        /** There is no such name, or no record of that kind: RFC 2308; {@code ttl} how long that holds. */
        record Nothing(Duration ttl) implements Answer {}

        /** Nobody answered, or not sensibly; {@code why} in a plain phrase. */
        record Failed(String why) implements Answer {}
    }

    /** One record. */
    sealed interface Entry {

        /** RFC 3403 §4.1. */
        record Naptr(int order, int preference, String flags, String service, String replacement) implements Entry {}

        /** RFC 2782. */
        record Srv(int priority, int weight, int port, String host) implements Entry {}

        /** A or AAAA. */
        record Address(InetAddress address) implements Entry {}
    }
}
