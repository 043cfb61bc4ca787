package org.helpline.app;

import java.util.List;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.desk.History;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent's last calls, from the journal. Blocks; on the desk's executor. */
final class AgentHistory implements History {

    private static final Logger LOG = LoggerFactory.getLogger(AgentHistory.class);

    private final CallRecords records;

    AgentHistory(CallRecords records) {
        this.records = records;
    }

    @Override
    public List<PastCall> last(AgentId agent, int limit) {
        return switch (records.list(CallQuery.ofAgent(agent.value(), limit))
                .toCompletableFuture()
                .join()) {
            case Reading.Read<List<CallRecord>>(List<CallRecord> calls) ->
                calls.reversed().stream()
                        .filter(c -> c.ended().isPresent())
                        .map(AgentHistory::past)
                        .toList();
            case Reading.NotRead<List<CallRecord>>(String why) -> {
                LOG.warn("agent={} the last calls cannot be read: {}", agent, why);
                yield List.of();
            }
        };
    }

    private static PastCall past(CallRecord c) {
        Personal shown = c.callerName().isEmpty() ? c.caller() : c.callerName();
        return new PastCall(c.id(), c.arrived(), shown, c.queue(), c.talked(), c.wrapUp());
    }
}
