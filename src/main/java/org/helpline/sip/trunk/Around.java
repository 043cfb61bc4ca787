package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.helpline.sip.transaction.Transactions;

/**
 * What trunks work with.
 *
 * @param transactions of the edge loop
 * @param random for tags, cnonces, weights and jitter: unpredictable, usable by any thread
 * @param names how they are looked up
 * @param reachable whether there is a way to an address at all (IPv6 without a route is none)
 */
public record Around(Transactions transactions, RandomGenerator random, Names names, Predicate<InetAddress> reachable) {

    String tag() {
        return Long.toHexString(random.nextLong());
    }
}
