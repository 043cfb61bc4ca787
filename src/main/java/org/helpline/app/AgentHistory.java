package org.helpline.app;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.desk.History;
import org.helpline.interaction.CustomerBook;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallRecords;
import org.helpline.journal.LegVerdict;
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
                past(
                        agent,
                        calls.reversed().stream()
                                .filter(c -> c.ended().isPresent())
                                .toList());
            case Reading.NotRead<List<CallRecord>>(String why) -> {
                LOG.warn("agent={} the last calls cannot be read: {}", agent, why);
                yield List.of();
            }
        };
    }

    private List<PastCall> past(AgentId agent, List<CallRecord> calls) {
        Map<Personal, Personal> names = new HashMap<>(); // one look-up for one who called again and again
        List<String> ids = calls.stream().map(c -> c.id().value()).toList();
        Map<String, String> scores = read("scores", ratings.ofCalls(ids));
        Map<String, List<LegVerdict>> sounds = read("sounds", records.sounds(ids));
        return calls.stream()
                .map(c -> past(
                        c,
                        names.computeIfAbsent(c.caller(), this::name),
                        scores.getOrDefault(c.id().value(), ""),
                        poor(agent, sounds.getOrDefault(c.id().value(), List.of()))))
                .toList();
    }

    /** What was read by call; nothing where it cannot be. */
    private static <T> Map<String, T> read(String what, CompletionStage<Reading<Map<String, T>>> reading) {
        return switch (reading.toCompletableFuture().join()) {
            case Reading.Read<Map<String, T>>(Map<String, T> found) -> found;
            case Reading.NotRead<Map<String, T>>(String why) -> {
                LOG.warn("{} of last calls cannot be read: {}", what, why);
                yield Map.of();
            }
        };
    }

    /** The worse of the caller's phone and the agent's own; how it sounded for others in the call is no matter of theirs. */
    private static Optional<Poor> poor(AgentId agent, List<LegVerdict> legs) {
        String own = "agent:" + agent;
        return legs.stream()
                .filter(l -> l.sound().isPoor())
                .filter(l -> l.leg().equals(own) || l.leg().equals("caller"))
                .min(Comparator.comparingDouble(l -> l.sound().quality()))
                .map(l -> new Poor(l.leg().equals(own), l.sound().cause()));
    }

    /** The customer's name; else what the phone said, else the number. */
    private static PastCall past(CallRecord c, Personal customer, String score, Optional<Poor> poor) {
        Personal phone = c.callerName().isEmpty() ? c.caller() : c.callerName();
        Personal shown = customer.isEmpty() ? phone : customer;
        return new PastCall(c.id(), c.arrived(), shown, c.queue(), c.talked(), c.wrapUp(), score, poor);
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
