package org.helpline.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.helpline.config.StoreSettings;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.ScreenPop;
import org.helpline.core.SoundVerdict;
import org.helpline.store.Row;
import org.helpline.store.Store;
import org.helpline.store.Tx;

/** Reads call records and stories. Any thread; answers come on the store's reading threads. */
public final class CallRecords implements AutoCloseable {

    private static final String RECORDS = "select c.*, k.secret, k.caller as key_caller from call_record c"
            + " left join caller_key k on k.id = c.key_id";
    private static final String FACTS =
            "select f.*, k.secret, k.caller as key_caller from fact f" + " left join caller_key k on k.id = f.key_id";
    private static final String LAST_OF_AGENT = RECORDS + " where agent = ? order by arrived desc, c.id desc limit ?";
    private static final String TALKED =
            "select interaction from fact where stream = ? and kind = 'agent.state-changed'"
                    + " and interaction is not null and json like ? order by run desc, number desc limit ?";
    private static final String TALKING = "%\"state\":\"talking\"%";
    private static final String MEDIA = FACTS + " where stream = ? and kind = 'call.media-closed' order by run, number";
    private static final Comparator<CallRecord> ARRIVED =
            Comparator.comparing(CallRecord::arrived).thenComparing(c -> c.id().value());
    private static final int MOST_SHOWN = 10;

    private final Store store;
    private final boolean ours;
    private final FactCodec codec = new FactCodec();

    /** Reads from {@code store}, which stays open on {@link #close}. */
    public CallRecords(Store store) {
        this(store, false);
    }

    private CallRecords(Store store, boolean ours) {
        this.store = store;
        this.ours = ours;
    }

    /** Reads the file of a server that does not run; empty if it cannot, and then {@code problems} says why. */
    public static Optional<CallRecords> openToRead(StoreSettings settings, Problems problems) {
        return Store.openToRead(settings, problems).map(store -> new CallRecords(store, true));
    }

    /** Lists calls, the latest last, as one reads a log. */
    public CompletionStage<Reading<List<CallRecord>>> list(CallQuery query) {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        List<Object> args = new ArrayList<>();
        query.outcome().ifPresent(outcome -> {
            where.append(" and outcome = ?");
            args.add(outcome.equals("live") ? "" : outcome);
        });
        query.queue().ifPresent(queue -> {
            where.append(" and queue = ?");
            args.add(queue);
        });
        query.agent().ifPresent(agent -> {
            where.append(" and agent = ?");
            args.add(agent);
        });
        query.since().ifPresent(since -> {
            where.append(" and arrived >= ?");
            args.add(Entry.nanos(since));
        });
        args.add(query.last());
        String sql = RECORDS + where + " order by arrived desc, c.id desc limit ?";
        return Reading.of(store.read(
                tx -> tx.query(sql, CallRecords::record, args.toArray()).reversed()));
    }

    /**
     * Lists the calls of an agent, the latest last: those in which the agent talked, also where somebody else had the caller after that.
     *
     * @param last at most this many, the latest; 1 or more
     */
    public CompletionStage<Reading<List<CallRecord>>> ofAgent(AgentId agent, int last) {
        return Reading.of(store.read(tx -> {
            Map<String, CallRecord> found = new HashMap<>();
            Stream.concat(
                            tx.query(LAST_OF_AGENT, CallRecords::record, agent.value(), last).stream(),
                            talked(tx, agent, last).stream().flatMap(call -> byId(tx, call).stream()))
                    .forEach(c -> found.put(c.id().value(), c));
            return found.values().stream()
                    .sorted(ARRIVED.reversed())
                    .limit(last)
                    .toList()
                    .reversed();
        }));
    }

    /** How many calls of a caller, by the id in the store, say still who it was. */
    public CompletionStage<Integer> readableOf(String caller) {
        return store.read(tx -> tx.query(
                                "select r.id from call_record r join caller_key k on k.id = r.key_id"
                                        + " where r.caller_id = ? and k.secret is not null",
                                row -> row.text("id"),
                                caller)
                        .size())
                .thenApply(stored -> stored.ifDone().orElse(0));
    }

    /** The calls in which an agent talked last; each once, but for one that came back. */
    private static List<String> talked(Tx tx, AgentId agent, int last) {
        return tx.query(TALKED, row -> row.text("interaction"), "agent:" + agent.value(), TALKING, 2 * last);
    }

    /**
     * Finds a call by its id, its Call-ID, or a prefix of either.
     *
     * @return the call if the whole of either matches or the prefix is unique; else the candidates, the latest first, at
     *     most {@value #MOST_SHOWN}
     */
    public CompletionStage<Reading<Found>> find(String name) {
        return Reading.of(store.read(tx -> {
            List<CallRecord> exact = tx.query(
                    RECORDS + " where c.id = ? or call_id = ? order by arrived desc", CallRecords::record, name, name);
            List<CallRecord> found = exact.isEmpty() ? byPrefix(tx, name) : exact;
            return switch (found.size()) {
                case 0 -> new Found.None();
                case 1 -> told(tx, found.getFirst());
                default -> new Found.Several(found);
            };
        }));
    }

    /** The facts of calls in whose course a script ran, the latest last; each call that is over, at most {@code last} of them. */
    public CompletionStage<Reading<List<PastCall>>> withScript(String script, int last, Optional<Instant> since) {
        String sql = RECORDS + " where c.ended is not null and c.arrived >= ? and exists (select 1 from fact s where"
                + " s.stream = c.id and s.kind = 'script.started' and s.json like ?)"
                + " order by arrived desc, c.id desc limit ?";
        String started = "%\"script\":\"" + script + "\"%";
        return Reading.of(store.read(tx ->
                tx
                        .query(sql, CallRecords::record, since.map(Entry::nanos).orElse(0L), started, last)
                        .reversed()
                        .stream()
                        .map(record -> new PastCall(record.id().value(), facts(tx, record)))
                        .toList()));
    }

    /** The facts of the call of an id, a Call-ID or the beginning of one; empty unless exactly one has it. */
    public CompletionStage<Reading<Optional<PastCall>>> past(String name) {
        return Reading.of(store.read(tx -> {
            List<CallRecord> exact = tx.query(
                    RECORDS + " where c.id = ? or call_id = ? order by arrived desc", CallRecords::record, name, name);
            List<CallRecord> found = exact.isEmpty() ? byPrefix(tx, name) : exact;
            return found.size() == 1
                    ? Optional.of(new PastCall(found.getFirst().id().value(), facts(tx, found.getFirst())))
                    : Optional.empty();
        }));
    }

    /** What agents noted in these calls, their tags and what their callers chose, by the call; calls of which there is nothing are left out. */
    public CompletionStage<Reading<Map<String, CallText>>> texts(List<String> calls) {
        return Reading.of(store.read(tx -> {
            Map<String, CallText> texts = new HashMap<>();
            calls.forEach(call -> {
                CallText text = text(tx, call);
                if (!text.isEmpty()) {
                    texts.put(call, text);
                }
            });
            return texts;
        }));
    }

    /** How the legs of these calls sounded, by the call, in the order in which they closed; legs in which too little was said are left out, and so are calls without any. */
    public CompletionStage<Reading<Map<String, List<LegVerdict>>>> sounds(List<String> calls) {
        return Reading.of(store.read(tx -> {
            Map<String, List<LegVerdict>> sounds = new HashMap<>();
            calls.forEach(call -> {
                List<LegVerdict> legs = sounds(tx, call);
                if (!legs.isEmpty()) {
                    sounds.put(call, legs);
                }
            });
            return sounds;
        }));
    }

    private List<LegVerdict> sounds(Tx tx, String call) {
        return tx.query(MEDIA, this::published, call).stream()
                .flatMap(Optional::stream)
                .flatMap(p -> p.fact() instanceof CallFact.MediaClosed closed
                        ? SoundVerdict.of(closed).map(v -> new LegVerdict(closed.leg(), v)).stream()
                        : Stream.empty())
                .toList();
    }

    private CallText text(Tx tx, String call) {
        Map<AgentId, CallText.Note> notes = new LinkedHashMap<>(); // whoever notes again corrects themselves
        SortedSet<String> tags = new TreeSet<>();
        tx.query(
                        FACTS + " where interaction = ? and kind in ('agent.noted', 'agent.tagged') order by at",
                        this::published,
                        call)
                .forEach(p -> p.ifPresent(f -> {
                    if (f.fact() instanceof AgentFact.Noted noted) {
                        notes.put(noted.agent(), new CallText.Note(noted.agent(), noted.note()));
                    } else if (f.fact() instanceof AgentFact.Tagged tagged) {
                        boolean _ = tagged.on() ? tags.add(tagged.tag()) : tags.remove(tagged.tag());
                    }
                }));
        List<ScreenPop.Choice> choices = tx
                .query(
                        FACTS + " where stream = ? and kind = 'queue.offered' order by run desc, number desc limit 1",
                        this::published,
                        call)
                .stream()
                .flatMap(Optional::stream)
                .flatMap(f -> f.fact() instanceof QueueFact.Offered offered
                        ? offered.pop().choices().stream()
                        : Stream.empty())
                .toList();
        return new CallText(
                notes.values().stream().filter(n -> !n.text().isEmpty()).toList(), List.copyOf(tags), choices);
    }

    /** The call of exactly this id, within a transaction of another. */
    public Optional<CallRecord> byId(Tx tx, String id) {
        return tx.first(RECORDS + " where c.id = ?", CallRecords::record, id);
    }

    private List<Published> facts(Tx tx, CallRecord record) {
        List<Published> facts = new ArrayList<>();
        tx.query(
                        FACTS + " where stream = ? order by run, number",
                        this::published,
                        record.id().value())
                .forEach(f -> f.ifPresent(facts::add));
        return List.copyOf(facts);
    }

    /** Closes the file that {@link #openToRead} opened. */
    @Override
    public void close() {
        if (ours) {
            store.close();
        }
    }

    private static List<CallRecord> byPrefix(Tx tx, String name) {
        return tx.query(
                RECORDS + " where substr(c.id, 1, length(?)) = ? or substr(call_id, 1, length(?)) = ?"
                        + " order by arrived desc limit " + MOST_SHOWN,
                CallRecords::record,
                name,
                name,
                name,
                name);
    }

    private Found.One told(Tx tx, CallRecord record) {
        String id = record.id().value();
        List<Published> facts = facts(tx, record);
        List<Published> ofAgents = new ArrayList<>();
        tx.query(FACTS + " where interaction = ? order by at", this::published, id)
                .forEach(f -> f.ifPresent(ofAgents::add));
        return new Found.One(record, CallStory.of(record, facts, ofAgents), Explanation.of(facts));
    }

    private Optional<Published> published(Row row) {
        return codec.read(row.text("kind"), row.text("json"), key(row))
                .map(fact -> new Published(
                        row.text("stream"),
                        row.number("number"),
                        Entry.instant(row.number("at")),
                        row.number("offset_ms"),
                        fact));
    }

    private static CallRecord record(Row row) {
        Optional<SealingKey> key = key(row);
        return new CallRecord(
                new InteractionId(row.text("id")),
                row.text("call_id"),
                Entry.instant(row.number("arrived")),
                row.numberIfAny("answered").map(Entry::instant),
                row.numberIfAny("connected").map(Entry::instant),
                row.numberIfAny("ended").map(Entry::instant),
                row.text("dialled"),
                opened(row.text("caller"), key),
                opened(row.text("caller_name"), key),
                row.text("script"),
                row.text("language"),
                row.text("queue"),
                row.text("agent"),
                Duration.ofMillis(row.number("waited_ms")),
                Duration.ofMillis(row.number("talked_ms")),
                row.text("outcome"),
                row.text("ended_by"),
                row.text("reason"),
                (int) row.number("sip_status"),
                row.text("wrap_up"),
                row.text("direction"),
                row.text("trunk"));
    }

    private static Optional<SealingKey> key(Row row) {
        return row.textIfAny("secret")
                .map(secret -> new SealingKey(row.text("key_id"), row.text("key_caller"), secret));
    }

    private static Personal opened(String sealed, Optional<SealingKey> key) {
        return sealed.isEmpty()
                ? Personal.NONE
                : new Personal(key.flatMap(k -> k.open(sealed)).orElse(FactCodec.FORGOTTEN));
    }
}
