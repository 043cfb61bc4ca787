package org.helpline.ivr.spoken;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The currencies that can be spoken, by their ISO 4217 codes; each has hundredths. */
public enum Currency {
    /** Turkish lira and kuruş. */
    TRY(Unit.LIRA, Unit.KURUS),
    /** Russian rouble and kopeck. */
    RUB(Unit.RUBLE, Unit.KOPECK),
    /** Indonesian rupiah and sen. */
    IDR(Unit.RUPIAH, Unit.SEN),
    /** Dollar and cent. */
    USD(Unit.DOLLAR, Unit.CENT),
    /** Euro and cent. */
    EUR(Unit.EURO, Unit.CENT),
    /** Pound and penny. */
    GBP(Unit.POUND, Unit.PENNY);

    private final Unit whole;
    private final Unit hundredth;

    Currency(Unit whole, Unit hundredth) {
        this.whole = whole;
        this.hundredth = hundredth;
    }

    /** The currency of an upper-case code. */
    public static Optional<Currency> of(String code) {
        return Arrays.stream(values()).filter(c -> c.name().equals(code)).findFirst();
    }

    /** Every code. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(Currency::name).toList();
    }

    Unit whole() {
        return whole;
    }

    Unit hundredth() {
        return hundredth;
    }
}
