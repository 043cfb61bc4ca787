package org.helpline.ivr.draw;

import java.util.stream.Collectors;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Sort;
import org.helpline.ivr.draw.Flow.Way;

/** A picture in words, for those who hear it and for tooltips. */
final class Description {

    private Description() {}

    /** Every card with the cards it leads to. */
    static String of(Flow flow) {
        return flow.cards().stream().map(Description::of).collect(Collectors.joining(" "));
    }

    private static String of(Card card) {
        String ways = card.rows().stream()
                .filter(r -> r.way() instanceof Way.To)
                .map(r -> label(r) + " to " + where(r.way()))
                .distinct()
                .collect(Collectors.joining("; "));
        return capital(card.kind().word()) + " " + card.title() + (ways.isEmpty() ? "" : ": " + ways) + ".";
    }

    /** A row with its whole text. */
    static String of(Row row) {
        String way = row.way() instanceof Way.On ? "" : " → " + where(row.way());
        String detail = row.detail().isEmpty() ? "" : "\n" + row.detail();
        String before = row.before().map(b -> "\nbefore: " + of(b)).orElse("");
        return (label(row) + " " + row.text()).strip() + way + detail + before;
    }

    /** {@code key 1}, or what the row is labelled with. */
    static String label(Row row) {
        return row.sort() == Sort.KEY ? "key " + row.label() : row.label();
    }

    /** Where a way leads, in words. */
    static String where(Way way) {
        return switch (way) {
            case Way.On _ -> "the next step";
            case Way.To(String card) -> card;
            case Way.Word(Way.Said said) -> said.word();
        };
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
