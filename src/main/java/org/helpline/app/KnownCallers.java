package org.helpline.app;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.customer.Customers;
import org.helpline.interaction.CustomerBook;

/** The customer room as the hallway asks it. Any thread. */
final class KnownCallers implements CustomerBook {

    private final Customers customers;
    private final AtomicBoolean empty;

    /** {@code empty}: no customer and no chosen language is stored yet, so that nobody need be asked. */
    KnownCallers(Customers customers, boolean empty) {
        this.customers = customers;
        this.empty = new AtomicBoolean(empty);
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
