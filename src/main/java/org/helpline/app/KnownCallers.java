package org.helpline.app;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.customer.Customers;
import org.helpline.interaction.CustomerBook;

/** The customer room as the hallway asks it. Any thread. */
final class KnownCallers implements CustomerBook {

    private final Customers customers;
    /** Nobody is stored, so that nobody need be asked; false until {@link #look} has found out. */
    private final AtomicBoolean empty = new AtomicBoolean();

    KnownCallers(Customers customers) {
        this.customers = customers;
    }

    /** Finds out whether anybody is known. Blocks. */
    void look() {
        empty.set(customers.isEmpty().toCompletableFuture().join());
    }

    @Override
    public boolean isEmpty() {
        return empty.get();
    }

    @Override
    public CompletionStage<Caller> byNumber(String number, int limit) {
        return customers.lookUp(number, limit).thenApply(known -> new Caller(known.matches(), known.language()));
    }

    @Override
    public void rememberLanguage(String number, String language) {
        empty.set(false);
        customers.rememberLanguage(number, language);
    }
}
