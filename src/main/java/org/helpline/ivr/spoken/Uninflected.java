package org.helpline.ivr.spoken;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What languages without gender and case have in common: words from tables, numbers by thousands, day before month. */
abstract sealed class Uninflected implements Grammar permits English, Indonesian, Turkish {

    private final Words words;

    /**
     * The words of a language.
     *
     * @param digits 0 to 9
     * @param point what stands between a number and its fraction
     * @param months January first; {@code weekdays} Monday first
     * @param scales from the largest
     */
    record Words(
            List<String> digits,
            String minus,
            String point,
            List<String> months,
            List<String> weekdays,
            List<Scale> scales,
            Map<Unit, Noun> nouns) {}

    Uninflected(Words words) {
        this.words = words;
    }

    /** 0 to 999. */
    abstract void group(int n, List<Fragment> said);

    /** So many of a power of a thousand; {@code count} is 1 to 999. */
    void scaled(Scale scale, int count, List<Fragment> said) {
        group(count, said);
        said.add(scale.noun().form(PluralForm.OTHER, Case.NOMINATIVE));
    }

    @Override
    public List<Fragment> cardinal(long n, Inflection inflection) {
        List<Fragment> said = new ArrayList<>();
        long rest = Math.abs(Scale.checked(n));
        if (n < 0) {
            said.add(minus());
        }
        for (Scale scale : words.scales()) {
            int count = scale.in(rest);
            if (count > 0) {
                scaled(scale, count, said);
            }
        }
        if (rest % 1_000 > 0 || rest == 0) {
            group((int) (rest % 1_000), said);
        }
        return said;
    }

    /** The digits behind the point are said one by one: twelve point zero five. */
    @Override
    public List<Fragment> decimal(Decimal n, Inflection inflection) {
        List<Fragment> said = new ArrayList<>();
        if (n.negative()) {
            said.add(minus());
        }
        said.addAll(cardinal(n.whole(), Inflection.PLAIN));
        said.add(new Fragment("number@point", words.point()));
        n.fraction().chars().forEach(c -> said.addAll(cardinal(c - '0', Inflection.PLAIN)));
        return said;
    }

    @Override
    public List<Fragment> date(LocalDate date, boolean year, Case grammaticalCase) {
        List<Fragment> said = new ArrayList<>(cardinal(date.getDayOfMonth(), Inflection.PLAIN));
        said.add(month(date));
        if (year) {
            said.addAll(cardinal(date.getYear(), Inflection.PLAIN));
        }
        return said;
    }

    final Fragment month(LocalDate date) {
        int month = date.getMonthValue();
        return new Fragment("month@" + month, words.months().get(month - 1));
    }

    @Override
    public Fragment weekday(DayOfWeek day, Case grammaticalCase) {
        return new Fragment("weekday@" + day.getValue(), words.weekdays().get(day.getValue() - 1));
    }

    @Override
    public final Noun noun(Unit unit) {
        return Objects.requireNonNull(words.nouns().get(unit));
    }

    @Override
    public final Fragment minus() {
        return new Fragment("number@minus", words.minus());
    }

    @Override
    public PluralForm plural(long n) {
        return n == 1 || n == -1 ? PluralForm.ONE : PluralForm.OTHER;
    }

    @Override
    public List<PluralForm> pluralForms() {
        return List.of(PluralForm.ONE, PluralForm.OTHER);
    }

    @Override
    public List<Fragment> and() {
        return List.of();
    }

    @Override
    public final List<String> digitNames() {
        return words.digits();
    }
}
