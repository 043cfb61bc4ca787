package org.helpline.app;

import java.time.ZoneId;
import java.util.function.Predicate;
import org.helpline.config.Settings;
import org.helpline.customer.Customers;
import org.helpline.customer.Flags;
import org.helpline.customer.KeptVariables;
import org.helpline.customer.KnownNumbers;
import org.helpline.customer.Outside;
import org.helpline.customer.People;
import org.helpline.interaction.lookup.LookUps;

/**
 * All that the house knows of those who call, put together at the start.
 *
 * @param customers of the customers' file
 * @param variables what scripts keep of a caller
 * @param people customers as desks change them
 * @param known who is calling, for calls
 * @param imports takes the customers' file in again
 */
record Acquaintance(
        Customers customers, KeptVariables variables, People people, KnownCallers known, CustomerImports imports) {

    /** Blocks until the flags are read, before the first call. {@code asked} answers look-ups, {@code emergency} numbers are never refused. */
    static Acquaintance of(
            Groundwork ground, Settings settings, Tools tools, Late<LookUps> asked, Predicate<String> emergency) {
        Customers customers = new Customers(
                ground.store(), ground.journal().callers(), settings.store(), tools.clock(), ZoneId.systemDefault());
        KeptVariables variables =
                new KeptVariables(ground.store(), ground.journal().callers(), tools.clock());
        KnownNumbers numbers = new KnownNumbers(ground.store(), ground.journal().callers());
        Flags flags = new Flags(ground.store(), ground.journal().callers(), tools.clock());
        People people = new People(
                ground.store(), ground.journal().callers(), tools.clock(), tools.random(), numbers, flags, emergency);
        flags.read().toCompletableFuture().join();
        KnownCallers known = new KnownCallers(
                ground.journal().callers(),
                customers,
                variables,
                numbers,
                flags,
                new OutsideCustomers(
                        settings.store().outside(),
                        new Outside(ground.store(), tools.clock()),
                        asked,
                        ground.journal().callers().numbers(),
                        numbers,
                        tools.clock(),
                        ZoneId.systemDefault()),
                emergency);
        CustomerImports imports = new CustomerImports(
                customers, known, settings.store(), settings.data().resolve("customers.before.csv"));
        return new Acquaintance(customers, variables, people, known, imports);
    }
}
