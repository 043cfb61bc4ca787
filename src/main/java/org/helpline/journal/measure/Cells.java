package org.helpline.journal.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Divides rows into the cells that were asked for: each row is in exactly one, but a state of an agent in all that it lasts through, and what asked
 * for several skills under each of them.
 */
final class Cells {

    private static final String NONE = "";

    private final Ask ask;
    private final Rows rows;
    private final List<Long> begins;
    private final Map<String, Integer> index = new TreeMap<>();
    private final List<String> groups;
    private final Cell[][] cells;

    private Cells(Ask ask, Rows rows) {
        this.ask = ask;
        this.rows = rows;
        this.begins = begins(ask);
        this.groups = List.copyOf(groups());
        for (int i = 0; i < groups.size(); i++) {
            index.put(groups.get(i), i);
        }
        this.cells = new Cell[begins.size()][groups.size()];
        for (int b = 0; b < begins.size(); b++) {
            for (int g = 0; g < groups.size(); g++) {
                cells[b][g] = empty(b);
            }
        }
        fill();
    }

    /** One interval of one group. */
    record Named(Instant at, Instant until, String group, Cell cell) {}

    /** All of them, in order of time, then of group. */
    static List<Named> of(Ask ask, Rows rows) {
        Cells divided = new Cells(ask, rows);
        List<Named> named = new ArrayList<>();
        for (Cell[] interval : divided.cells) {
            for (int g = 0; g < divided.groups.size(); g++) {
                named.add(new Named(
                        Instant.ofEpochMilli(interval[g].from()),
                        Instant.ofEpochMilli(interval[g].to()),
                        divided.groups.get(g),
                        interval[g]));
            }
        }
        return List.copyOf(named);
    }

    /** The begins of intervals; the first begins where it was asked from. */
    static List<Long> begins(Ask ask) {
        List<Long> begins = new ArrayList<>();
        Instant at = ask.from();
        while (at.isBefore(ask.to())) {
            begins.add(at.toEpochMilli());
            at = ask.by() == Interval.NONE ? ask.to() : ask.by().end(ask.by().begin(at, ask.zone()), ask.zone());
        }
        return begins;
    }

    private Cell empty(int bucket) {
        long end =
                bucket + 1 < begins.size() ? begins.get(bucket + 1) : ask.to().toEpochMilli();
        return new Cell(
                begins.get(bucket),
                end,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                rows.beyond());
    }

    private Set<String> groups() {
        Set<String> found = new TreeSet<>();
        rows.stays().forEach(s -> found.addAll(keys(s)));
        rows.parts().forEach(p -> found.addAll(keys(p)));
        rows.contacts().forEach(c -> found.addAll(keys(c)));
        rows.scores().forEach(s -> found.addAll(keys(s)));
        rows.marks().forEach(m -> found.addAll(keys(m)));
        rows.legs().forEach(l -> found.addAll(keys(l)));
        if (ask.group() == Ask.Group.AGENT) {
            rows.spans().forEach(s -> found.add(key(s)));
        }
        found.removeIf(g -> !isWanted(g));
        if (ask.group() == Ask.Group.ALL) {
            found.add(NONE); // also where nothing has happened
        }
        return found;
    }

    private boolean isWanted(String group) {
        return ask.only().isEmpty() || ask.only().contains(group);
    }

    private List<String> keys(String queue, String agent, String call, String needs) {
        return switch (ask.group()) {
            case ALL -> List.of(NONE);
            case QUEUE -> List.of(queue);
            case AGENT -> List.of(agent);
            case NUMBER -> List.of(rows.dialled().getOrDefault(call, NONE));
            case SKILL -> Skills.each(needs);
            case TRUNK, CODEC -> List.of(NONE); // legs alone have them
        };
    }

    private List<String> keys(Stay s) {
        return keys(s.queue(), s.agent(), s.call(), s.needs());
    }

    private List<String> keys(Part p) {
        return keys(p.queue(), p.agent(), p.call(), p.needs());
    }

    private List<String> keys(Contact c) {
        return keys(c.queue(), c.agent(), c.call(), needs(c.call()));
    }

    private List<String> keys(Score s) {
        return keys(s.queue(), s.agent(), s.call(), needs(s.call()));
    }

    private List<String> keys(LegSound l) {
        return switch (ask.group()) {
            case TRUNK -> List.of(l.trunk());
            case CODEC -> List.of(l.codec());
            case ALL, QUEUE, AGENT, NUMBER, SKILL -> keys(l.queue(), l.agent(), l.call(), needs(l.call()));
        };
    }

    private List<String> keys(CallbackMark m) {
        return keys(m.queue(), NONE, m.call(), needs(m.call()));
    }

    /** What any stay of a call asked for. */
    private String needs(String call) {
        return rows.needs().getOrDefault(call, NONE);
    }

    /** An agent's time belongs to the agent alone: it is not divided among queues. */
    private String key(Span s) {
        return ask.group() == Ask.Group.AGENT ? s.agent() : NONE;
    }

    private void fill() {
        put(rows.stays(), Stay::entered, this::keys, Cell::stays);
        put(rows.parts(), Part::offered, this::keys, Cell::parts);
        put(rows.contacts(), Contact::at, this::keys, Cell::contacts);
        put(rows.scores(), Score::at, this::keys, Cell::scores);
        put(rows.marks(), CallbackMark::at, this::keys, Cell::marks);
        put(rows.legs(), LegSound::at, this::keys, Cell::legs);
        rows.spans().forEach(this::put);
    }

    private <T> void put(
            List<T> all, ToLongFunction<T> at, Function<T, List<String>> keys, Function<Cell, List<T>> place) {
        for (T each : all) {
            int bucket = bucket(at.applyAsLong(each));
            for (String key : keys.apply(each)) {
                Integer group = index.get(key);
                if (group != null && bucket >= 0) {
                    place.apply(cells[bucket][group]).add(each);
                }
            }
        }
    }

    private int bucket(long at) {
        int found = java.util.Collections.binarySearch(begins, at);
        return found >= 0 ? found : -found - 2;
    }

    private void put(Span span) {
        Integer group = index.get(key(span));
        if (group == null) {
            return;
        }
        for (int b = Math.max(0, bucket(span.began())); b < begins.size(); b++) {
            Cell cell = cells[b][group];
            long millis = span.within(cell.from(), cell.to(), rows.beyond().now());
            if (millis > 0) {
                cell.clips().add(new Cell.Clip(span, millis));
            } else if (cell.from() >= rows.beyond().now() || (span.ended() > 0 && cell.from() >= span.ended())) {
                break;
            }
        }
    }
}
