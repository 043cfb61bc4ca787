package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Scratch;
import org.helpline.customer.Customers;
import org.helpline.customer.Flags;
import org.helpline.customer.KnownNumbers;
import org.helpline.customer.People;
import org.helpline.store.Callers;
import org.helpline.store.Numbers;
import org.helpline.store.Store;

/** A store with the customers C-1 and C-2. */
record OneCustomer(Store store, People people, Callers callers) implements AutoCloseable {

    static OneCustomer open() throws IOException {
        Path folder = Scratch.folder("customer");
        Path file = folder.resolve("customers.csv");
        Files.writeString(file, """
                id,name,company,phones
                C-1,Ada Okafor,Moonlight,+44 20 7946 0018
                C-2,Ada O.,Moonlight,+44 20 7946 0019
                """);
        StoreSettings settings = new StoreSettings(folder.resolve("s.db"), folder.resolve("spill"), file, "GB");
        Store store = Store.open(settings, new Problems()).orElseThrow();
        Callers callers = store.write(tx -> Callers.of(tx, new Numbers("GB"), new Random(1)))
                .toCompletableFuture()
                .join()
                .orThrow();
        new Customers(store, callers, settings, Clock.system(), ZoneOffset.UTC)
                .importIfChanged(new Problems(), _ -> {});
        Flags flags = new Flags(store, callers, Clock.system());
        return new OneCustomer(
                store,
                new People(
                        store,
                        callers,
                        Clock.system(),
                        new Random(2),
                        new KnownNumbers(store, callers),
                        flags,
                        _ -> false),
                callers);
    }

    /** A call from this number, as the journal keeps it. */
    void called(String number, String call) {
        String caller = callers.idOf(new Personal(number)).orElseThrow();
        store.write(tx -> tx.execute(
                        "insert into call_record (id, call_id, arrived, ended, dialled, caller_id, caller, caller_name,"
                                + " script, language, queue, agent, waited_ms, talked_ms, outcome, ended_by, reason,"
                                + " sip_status) values (?, ?, 1, 2, '', ?, '', '', '', '', 'support', 'anna', 0, 0,"
                                + " 'served', '', '', 200)",
                        call,
                        call,
                        caller))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    Clientele clientele() {
        return new Clientele(
                people,
                _ -> CompletableFuture.completedFuture(Map.of()),
                new TestImports(new Clientele.Report(true, List.of())));
    }

    @Override
    public void close() {
        store.close();
    }
}
