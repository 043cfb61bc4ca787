package org.helpline.ivr.draw;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Kind;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Sort;
import org.helpline.ivr.draw.Flow.Way;

/** What passed through the cards and rows of one flow. Rows are told apart by identity: two may say the same. */
final class Shading {

    /** How many shades there are, from a trickle to every call. */
    static final int SHADES = 6;

    private final Traffic traffic;
    private final IdentityHashMap<Row, Traffic.Count> rows = new IdentityHashMap<>();

    private Shading(Traffic traffic) {
        this.traffic = traffic;
    }

    /** Of a flow, by the traffic of its script. */
    static Shading of(Flow flow, Traffic traffic) {
        Shading shading = new Shading(traffic);
        flow.cards().forEach(shading::add);
        return shading;
    }

    Traffic traffic() {
        return traffic;
    }

    private void add(Card card) {
        Map<Integer, Row> above = new HashMap<>(); // the question or fork that a row of the depth below belongs to
        for (Row row : card.rows()) {
            rows.put(row, count(card, row, above.get(row.depth() - 1)));
            if (row.sort() == Sort.QUESTION
                    || (row.sort() == Sort.STEP && !row.label().isEmpty())) {
                above.put(row.depth(), row);
            }
        }
    }

    private Traffic.Count count(Card card, Row row, @org.jspecify.annotations.Nullable Row of) {
        int line = of == null ? 0 : of.line();
        return switch (row.sort()) {
            case NOTE -> Traffic.NONE;
            case QUESTION -> traffic.at(Traffic.step(row.line()));
            case KEY ->
                traffic.at(
                        card.kind() == Kind.QUEUE
                                ? Traffic.queueKey(card.title(), row.label().charAt(0))
                                : Traffic.key(line, row.label().charAt(0)));
            case STEP ->
                row.label().equals("if") && !(row.way() instanceof Way.On)
                        ? new Traffic.Count(
                                traffic.at(Traffic.branch(row.line(), true)).passed(), 0)
                        : traffic.at(Traffic.step(row.line()));
            case BRANCH -> branch(card, row, of, line);
        };
    }

    private Traffic.Count branch(Card card, Row row, @org.jspecify.annotations.Nullable Row of, int line) {
        String[] words = row.label().split("[ –]", -1);
        if (words[0].equals("silence") || words[0].equals("wrong")) {
            int tries = words.length > 1 && words[1].matches("\\d+") ? Integer.parseInt(words[1]) : 1;
            return traffic.at(Traffic.retry(card.kind() == Kind.QUESTIONS ? 0 : line, words[0], tries));
        }
        if (of != null && of.label().equals("if")) {
            return traffic.at(Traffic.branch(line, row.label().equals("then")));
        }
        return traffic.at(Traffic.step(row.line()));
    }

    /** What passed a row. */
    Traffic.Count of(Row row) {
        return rows.getOrDefault(row, Traffic.NONE);
    }

    /** What came to a card. */
    Traffic.Count of(Card card) {
        return switch (card.kind()) {
            case START, SECTION -> traffic.at(Traffic.section(card.title()));
            case HUMAN -> traffic.at(Traffic.section("human"));
            case QUEUE -> traffic.at(Traffic.queue(card.title()));
            case QUESTIONS, SCRIPT -> Traffic.NONE;
        };
    }

    /** 0 for nothing, else 1 to {@value #SHADES}: each is twice the share of the one before, the last is more than half of all calls. */
    int shade(long passed) {
        if (passed == 0 || traffic.calls() == 0) {
            return 0;
        }
        int shade = SHADES;
        for (long share = traffic.calls() / 2; shade > 1 && passed <= share; share /= 2) {
            shade--;
        }
        return shade;
    }
}
