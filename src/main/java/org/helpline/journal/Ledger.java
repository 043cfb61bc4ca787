package org.helpline.journal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.AgentFact;
import org.helpline.core.Fact;
import org.helpline.core.ScriptFact;
import org.helpline.store.Row;
import org.helpline.store.Tx;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries and keeps the call records up to date with them, inside one transaction at a time. Confined to the
 * store's writer. Sheets of calls in progress are kept; any doubt (a gap, a late fact, a restart, a transaction that
 * failed) is settled by folding the call's stored facts anew.
 */
final class Ledger {

    private static final int KEPT_SHEETS = 50_000;

    private final FactCodec codec;
    private final boolean keepsEvents;
    private final Map<String, CallSheet> sheets = new HashMap<>();
    private final Map<String, String> callerOfKey = new HashMap<>();

    /** {@code keepsEvents}: whether facts that programs are told get their numbers. */
    Ledger(FactCodec codec, boolean keepsEvents) {
        this.keepsEvents = keepsEvents;
        this.codec = codec;
    }

    /** Stores entries. If the transaction fails, say so by {@link #doubt}. */
    void write(Tx tx, List<? extends Entry> entries) {
        Map<String, CallSheet> touched = new LinkedHashMap<>();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Key key -> key(tx, key);
                case Entry.Forget forget -> forget(tx, forget);
                case Entry.Line line -> line(tx, line, touched);
            }
        }
        touched.forEach((id, sheet) -> {
            if (sheet.hasChanged()) {
                sheet.save(tx, callerOf(tx, sheet, id));
            }
            if (sheet.isEnded()) {
                sheets.remove(id);
            }
        });
        // after the records, which may be new with this very batch
        entries.forEach(entry -> wrapUp(tx, entry));
    }

    /**
     * Ends the calls that an earlier run left open, by facts of this run, an {@code Ended} as the last.
     *
     * @return their ids, oldest first
     */
    List<String> closeCutCalls(Tx tx, long run) {
        List<Entry.Line> endings = new CutCalls(codec).endings(tx, run);
        write(tx, endings);
        return endings.stream().map(Entry.Line::stream).distinct().toList();
    }

    /** Forgets what is known of calls in progress; their records are folded anew when next touched. */
    void doubt() {
        sheets.clear();
    }

    private void key(Tx tx, Entry.Key key) {
        tx.execute(
                "insert into caller_key (id, caller, secret, made) values (?,?,?,?) on conflict do nothing",
                key.id(),
                key.caller(),
                key.secret(),
                key.made());
        if (callerOfKey.size() >= KEPT_SHEETS) {
            callerOfKey.clear();
        }
        callerOfKey.put(key.id(), key.caller());
    }

    private void line(Tx tx, Entry.Line line, Map<String, CallSheet> touched) {
        int stored = tx.execute(
                "insert into fact (stream, run, number, at, offset_ms, kind, key_id, interaction, json)"
                        + " values (?,?,?,?,?,?,?,?,?) on conflict do nothing",
                line.stream(),
                line.run(),
                line.number(),
                line.at(),
                line.offset(),
                line.kind(),
                line.keyId(),
                line.interaction(),
                line.json());
        if (stored == 0) {
            return; // read again from the spill
        }
        if (keepsEvents && EventWords.KINDS.contains(line.kind())) {
            tx.execute(
                    "insert into event (stream, run, fact, at) values (?,?,?,?)",
                    line.stream(),
                    line.run(),
                    line.number(),
                    line.at());
        }
        if (Entry.isCall(line.stream())) {
            CallSheet sheet = sheet(tx, line, touched.get(line.stream()));
            touched.put(line.stream(), sheet);
            if (line.kind().equals(Ratings.KIND) && read(line).orElse(null) instanceof ScriptFact.Rated rated) {
                Ratings.keep(tx, line, rated, sheet, callerOf(tx, sheet, line.stream()));
            }
        }
    }

    private CallSheet sheet(Tx tx, Entry.Line line, @Nullable CallSheet touched) {
        CallSheet sheet = touched != null ? touched : sheets.get(line.stream());
        if (sheet == null && line.number() == 1) {
            sheet = new CallSheet(line.stream());
        }
        if (sheet != null && line.number() == sheet.lastNumber() + 1) {
            add(sheet, line);
        } else {
            sheet = anew(tx, line.stream());
        }
        if (sheets.size() >= KEPT_SHEETS) {
            sheets.clear();
        }
        sheets.put(line.stream(), sheet);
        return sheet;
    }

    private CallSheet anew(Tx tx, String stream) {
        CallSheet sheet = new CallSheet(stream);
        tx.query("select * from fact where stream = ? order by run, number", Ledger::line, stream)
                .forEach(line -> add(sheet, line));
        return sheet;
    }

    private void add(CallSheet sheet, Entry.Line line) {
        if (!CallSheet.reads(line.kind())) {
            sheet.pass(line); // most facts are for the story alone, and reading JSON costs more than storing it
            return;
        }
        read(line).ifPresent(fact -> sheet.add(line, fact));
    }

    private Optional<Fact> read(Entry.Line line) {
        return line.fact() == null ? codec.readSealed(line.kind(), line.json()) : Optional.of(line.fact());
    }

    /** Whose call it is: the owner of the key of its first fact. */
    private String callerOf(Tx tx, CallSheet sheet, String stream) {
        String keyId = sheet.keyId();
        String own = "call:" + stream;
        if (!sheet.callerId().isEmpty() || keyId == null) {
            return keyId == null ? own : sheet.callerId();
        }
        return callerOfKey.computeIfAbsent(
                keyId,
                id -> tx.first("select caller from caller_key where id = ?", row -> row.text("caller"), id)
                        .orElse(own));
    }

    private void wrapUp(Tx tx, Entry entry) {
        if (entry instanceof Entry.Line line
                && line.kind().equals("agent.wrap-up-coded")
                && read(line).orElse(null) instanceof AgentFact.WrapUpCoded coded) {
            tx.execute(
                    "update call_record set wrap_up = ? where id = ? and agent = ?",
                    coded.code(),
                    coded.interaction(),
                    coded.agent().value());
        }
    }

    private static void forget(Tx tx, Entry.Forget forget) {
        tx.execute(
                "update caller_key set secret = null, destroyed = ? where secret is not null and (caller = ?"
                        + " or caller in (select 'call:' || id from call_record where caller_id = ?))",
                forget.at(),
                forget.caller(),
                forget.caller());
        tx.execute("delete from caller_language where caller_id = ?", forget.caller());
        Ratings.forget(tx, forget.caller());
        tx.execute("delete from customer_variable where caller_id = ?", forget.caller());
    }

    static Entry.Line line(Row row) {
        return new Entry.Line(
                row.text("stream"),
                row.number("run"),
                row.number("number"),
                row.number("at"),
                row.number("offset_ms"),
                row.text("kind"),
                row.textIfAny("key_id").orElse(null),
                row.textIfAny("interaction").orElse(null),
                row.text("json"),
                null);
    }
}
