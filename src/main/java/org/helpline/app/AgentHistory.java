package org.helpline.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.desk.History;
import org.helpline.interaction.CustomerBook;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Ratings;
import org.helpline.journal.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent's last calls, from the journal, with the customers as they are known now. Blocks; on the desk's executor. */
final class AgentHistory implements History {

    private static final Logger LOG = LoggerFactory.getLogger(AgentHistory.class);

    /** Of those who share a number. */
    private static final int MOST_NAMES = 3;

    private final CallRecords records;
    private final Ratings ratings;
    private final CustomerBook customers;

    AgentHistory(CallRecords records, Ratings ratings, CustomerBook customers) {
        this.records = records;
        this.ratings = ratings;
        this.customers = customers;
    }

    @Override
    public List<PastCall> last(AgentId agent, int limit) {
        return switch (records.ofAgent(agent, limit).toCompletableFuture().join()) {
            case Reading.Read<List<CallRecord>>(List<CallRecord> calls) ->
                past(calls.reversed().stream()
                        .filter(c -> c.ended().isPresent())
                        .toList());
            case Reading.NotRead<List<CallRecord>>(String why) -> {
                LOG.warn("agent={} the last calls cannot be read: {}", agent, why);
                yield List.of();
            }
        };
    }

    private List<PastCall> past(List<CallRecord> calls) {
        Map<Personal, Personal> names = new HashMap<>(); // one look-up for one who called again and again
        Map<String, String> scores = scores(calls);
        return calls.stream()
                .map(c ->
                        past(c, names.computeIfAbsent(c.caller(), this::name), scores.getOrDefault(c.id().value(), "")))
                .toList();
    }

    private Map<String, String> scores(List<CallRecord> calls) {
        return switch (ratings.ofCalls(calls.stream().map(c -> c.id().value()).toList())
                .toCompletableFuture()
                .join()) {
            case Reading.Read<Map<String, String>>(Map<String, String> scores) -> scores;
            case Reading.NotRead<Map<String, String>>(String why) -> {
                LOG.warn("scores cannot be read: {}", why);
                yield Map.of();
            }
        };
    }

    /** The customer's name; else what the phone said, else the number. */
    private static PastCall past(CallRecord c, Personal customer, String score) {
        Personal phone = c.callerName().isEmpty() ? c.caller() : c.callerName();
        Personal shown = customer.isEmpty() ? phone : customer;
        return new PastCall(c.id(), c.arrived(), shown, c.queue(), c.talked(), c.wrapUp(), score);
    }

    private Personal name(Personal number) {
        if (number.isEmpty() || !customers.mayKnow(number.value())) {
            return Personal.NONE;
        }
        List<String> found =
                customers.byNumber(number.value(), MOST_NAMES).toCompletableFuture().join().matches().stream()
                        .map(m -> m.name().value())
                        .toList();
        return new Personal(String.join(" or ", found));
    }
}
