package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helpline.config.ReportSettings.Genesys;
import org.helpline.config.ReportSettings.Level;
import org.helpline.config.ReportSettings.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way of counting of FIELD.md §7 on the same ten stays: P70, P71 "what is the exact SL formula?". */
class VariantsTest {

    /** Answered after 5, 18 and 40 s; abandoned after 3 (short), 10 and 60 s; one each sent on, timed out, called back and cut. */
    private static final List<Stay> STAYS = List.of(
            stay(Stay.ANSWERED, 5),
            stay(Stay.ANSWERED, 18),
            stay(Stay.ANSWERED, 40),
            stay(Stay.ABANDONED, 3),
            stay(Stay.ABANDONED, 10),
            stay(Stay.ABANDONED, 60),
            stay(Stay.OVERFLOWED, 20),
            stay(Stay.TIMED_OUT, 300),
            stay(Stay.CALLBACK, 30),
            stay(Stay.CUT, 1));

    private static Stay stay(String how, long seconds) {
        return new Stay(
                "c" + seconds, 1, "support", 0, seconds * 1000, how, seconds * 1000, seconds * 1000 + 4000, "", "");
    }

    private static Value of(Metric metric, Terms terms) {
        Cell cell = new Cell(
                0,
                1,
                STAYS,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Beyond(0, List.of(), List.of(), Map.of()));
        return metric.of(cell, terms).value();
    }

    private static Terms level(Level level, boolean flowOuts, boolean lessShort, boolean lessAbandons) {
        Terms t = Terms.USUAL;
        return new Terms(
                t.within(),
                level,
                new Genesys(flowOuts, lessShort, lessAbandons),
                t.shortAbandon(),
                t.shortCounts(),
                t.fromArrival(),
                t.fcrDays(),
                "",
                "",
                "",
                false,
                0,
                0,
                "EUR");
    }

    @ParameterizedTest
    @CsvSource({
        // answered within 18 s: 5 and 18; answered 3
        "AST, false, true, false, 2, 3, answered within 18 s ÷ answered (Asterisk's first)",
        // and abandoned within 18 s: 3 and 10; abandoned 3
        "AST2, false, true, false, 4, 6, '(answered within 18 s + abandoned within 18 s) ÷ (answered + abandoned), short abandons among them (Asterisk''s second)'",
        // less than 18 s: only 5
        "WAZO, false, true, false, 1, 3, answered in less than 18 s ÷ answered (Wazo's)",
        "GENESYS, false, false, false, 2, 6, answered within 18 s ÷ (answered + abandoned) (Genesys')",
        "GENESYS, false, true, false, 2, 5, answered within 18 s ÷ (answered + abandoned − short abandons) (Genesys')",
        "GENESYS, true, true, false, 2, 8, answered within 18 s ÷ (answered + abandoned − short abandons + sent on + timed out + took a call-back) (Genesys')",
        "GENESYS, false, true, true, 2, 3, answered within 18 s ÷ (answered) (Genesys')"
    })
    void theServiceLevelIsCountedAsItsFormulaSays(
            Level level,
            boolean flowOuts,
            boolean lessShort,
            boolean lessAbandons,
            double above,
            double below,
            String formula) {
        Terms terms = level(level, flowOuts, lessShort, lessAbandons);
        assertThat(of(Metric.LEVEL, terms)).isEqualTo(new Value(above / below, above, below, 0));
        assertThat(Metric.LEVEL.formula(terms)).isEqualTo(formula);
    }

    @Test
    void abandonsAreShortOrNotAndNeverCallBacks() {
        assertThat(of(Metric.ABANDONED, Terms.USUAL).value()).isEqualTo(2);
        assertThat(of(Metric.SHORT_ABANDONED, Terms.USUAL).value()).isEqualTo(1);
        assertThat(of(Metric.ABANDONMENT, Terms.USUAL)).isEqualTo(new Value(2 / 9.0, 2, 9, 0));
    }

    @Test
    void theSpeedOfAnswerCountsFromTheQueueOrFromTheArrival() {
        assertThat(of(Metric.ASA, Terms.USUAL).value()).isEqualTo(21);
        Terms t = Terms.USUAL;
        Terms arrival = new Terms(
                t.within(), t.level(), t.genesys(), t.shortAbandon(), true, true, 7, "", "", "", false, 0, 0, "EUR");
        assertThat(of(Metric.ASA, arrival).value()).isEqualTo(25);
        assertThat(of(Metric.ABANDONMENT, arrival)).isEqualTo(new Value(3 / 10.0, 3, 10, 0));
    }

    /** offered = answered + abandoned + short abandons + sent on + timed out + call-back + cut + waiting. */
    @Test
    void nobodyIsCountedTwiceOrNotAtAll() {
        List<Metric> ends = List.of(
                Metric.ANSWERED,
                Metric.ABANDONED,
                Metric.SHORT_ABANDONED,
                Metric.OVERFLOWED,
                Metric.TIMED_OUT,
                Metric.CALLBACK_TAKEN,
                Metric.CUT,
                Metric.WAITING);
        List<Double> counts = new ArrayList<>();
        ends.forEach(m -> counts.add(of(m, Terms.USUAL).value()));
        assertThat(counts.stream().mapToDouble(d -> d).sum())
                .isEqualTo(of(Metric.OFFERED, Terms.USUAL).value());
    }
}
