package org.helpline.app;

import java.util.function.Consumer;
import org.helpline.access.AuditLine.Act;
import org.helpline.core.CallFact;
import org.helpline.core.FactSink;
import org.helpline.core.Published;

/**
 * Tells the audit log when a supervisor begins to listen, whispers, joins in and is gone again, however that came: the order at the board is told by the
 * desk, and a phone that hangs up is none. Any thread.
 */
record SupervisionSeen(Consumer<Act> audit) implements FactSink {

    private static final String SOURCE = "call";

    @Override
    public void publish(Published published) {
        switch (published.fact()) {
            case CallFact.Supervises f ->
                audit.accept(new Act(f.by(), SOURCE, f.as(), what(f.agent().value(), published), "done"));
            case CallFact.SuperviseEnded f ->
                audit.accept(new Act(
                        f.by(),
                        SOURCE,
                        "listening over",
                        what(f.agent().value(), published),
                        f.length().isZero()
                                ? "never there: " + f.why()
                                : f.length().toSeconds() + " s: " + f.why()));
            default -> {} // no matter of supervisors at the phone
        }
    }

    private static String what(String agent, Published published) {
        return "agent=" + agent + " call=" + published.stream();
    }
}
