package org.helpline.ivr.draw;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Kind;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Way;

/**
 * How far each card is from where a call begins, in cards. Only ways to the next column are drawn as lines; the others, back or
 * aside, are shown by the card's name, because lines that run round half a picture are followed by nobody.
 */
final class Columns {

    private final Map<String, Integer> columns = new HashMap<>();

    Columns(Flow flow) {
        Deque<Card> open = new ArrayDeque<>();
        for (Card card : flow.cards()) {
            if (card.kind() == Kind.START || card.kind() == Kind.HUMAN || card.kind() == Kind.QUESTIONS) {
                columns.put(card.id(), 0);
                open.add(card);
            }
        }
        while (!open.isEmpty()) {
            Card card = open.remove();
            int next = of(card.id()) + 1;
            for (String to : targets(card)) {
                Optional<Card> target = flow.card(to);
                if (target.isPresent() && columns.putIfAbsent(to, next) == null) {
                    open.add(target.get());
                }
            }
        }
        flow.cards().forEach(c -> columns.putIfAbsent(c.id(), 0));
    }

    private static List<String> targets(Card card) {
        return card.rows().stream()
                .flatMap(r -> Stream.concat(Stream.of(r.way()), r.before().map(Row::way).stream()))
                .flatMap(w -> w instanceof Way.To to ? Stream.of(to.card()) : Stream.empty())
                .toList();
    }

    /** 0 for the cards where calls begin. */
    int of(String card) {
        return Objects.requireNonNull(columns.get(card), card);
    }

    /** Whether a way between two cards is drawn as a line. */
    boolean isNext(String from, String to) {
        return columns.containsKey(to) && of(to) == of(from) + 1;
    }

    /** Whether a way between two cards leads back. */
    boolean isEarlier(String from, String to) {
        return columns.containsKey(to) && of(to) < of(from);
    }
}
