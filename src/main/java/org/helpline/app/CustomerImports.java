package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.Problems;
import org.helpline.customer.Customers;
import org.helpline.customer.Imported;
import org.helpline.desk.Clientele;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in the customers' file: after each start, and when somebody asks for it. Blocks. One at a time: SQLite has one writer. */
final class CustomerImports implements Callable<Boolean> {

    private static final Logger LOG = LoggerFactory.getLogger(CustomerImports.class);

    private final Customers customers;
    private final KnownCallers known;
    private final AtomicBoolean busy = new AtomicBoolean();

    CustomerImports(Customers customers, KnownCallers known) {
        this.customers = customers;
        this.known = known;
    }

    /** After a start: what is wrong with the file goes to the log, and calls are served all the same. */
    @Override
    public Boolean call() {
        return run(new Output() {
                    @Override
                    public void line(String text) {
                        LOG.info("customers: {}", text);
                    }

                    @Override
                    public void problem(String text) {
                        LOG.warn("customers: {}", text);
                    }
                })
                == ExitCode.FINE;
    }

    /** At the desk: what came of it, in lines. */
    Clientele.Report report() {
        List<String> lines = new ArrayList<>();
        ExitCode code = run(new Output() {
            @Override
            public void line(String text) {
                lines.add(text);
            }

            @Override
            public void problem(String text) {
                lines.add(text);
            }
        });
        return new Clientele.Report(code == ExitCode.FINE, List.copyOf(lines));
    }

    /** Imports if the file has changed, and says what came of it. */
    ExitCode run(Output out) {
        if (!busy.compareAndSet(false, true)) {
            out.problem("The file is being taken in already; wait until that is done.");
            return ExitCode.FAILED;
        }
        try {
            return take(out);
        } finally {
            busy.set(false);
        }
    }

    private ExitCode take(Output out) {
        Problems problems = new Problems();
        known.change();
        Imported imported = customers.importIfChanged(problems, out::line);
        problems.all().forEach(p -> out.problem(p.toString()));
        known.look();
        return switch (imported) {
            case Imported.Missing() -> {
                out.line("There is no customers' file (store.customers); nobody was imported.");
                yield ExitCode.FINE;
            }
            case Imported.Unchanged(long lines) -> {
                out.line("The file is unchanged: " + lines + " customers are known.");
                yield ExitCode.FINE;
            }
            case Imported.Done(long lines, long numbers) -> {
                out.line(lines + " customers with " + numbers + " numbers were imported.");
                yield ExitCode.FINE;
            }
            case Imported.Refused() -> {
                out.problem(
                        "Nobody was imported; whoever was known before still is. Mend the file, then: bin/helpline customers import.");
                yield ExitCode.FAILED;
            }
            case Imported.NotStored(var trouble) -> {
                out.problem("Nobody was imported: " + trouble.what() + ".");
                yield ExitCode.FAILED;
            }
        };
    }
}
