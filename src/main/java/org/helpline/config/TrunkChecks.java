package org.helpline.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.TrunkSettings.Form;

/** What the settings of trunks must not say together. One thread. */
final class TrunkChecks {

    private final Values values;

    private TrunkChecks(Values values) {
        this.values = values;
    }

    /** All but the login. */
    static void check(Values values, List<TrunkSettings> trunks) {
        TrunkChecks checks = new TrunkChecks(values);
        trunks.forEach(checks::numbers);
        trunks.forEach(checks::shown);
        List<TrunkSettings> live =
                trunks.stream().filter(TrunkSettings::enabled).toList();
        for (int i = 0; i < live.size(); i++) {
            for (TrunkSettings earlier : live.subList(0, i)) {
                checks.apart(earlier, live.get(i));
            }
        }
    }

    /** A login is whole or not there. */
    static void login(Values values, String name, boolean user, boolean secret) {
        boolean asked = values.get(TrunkKeys.REGISTER, name) == TrunkKeys.Register.YES;
        if (asked && !user) {
            values.problem(
                    TrunkKeys.REGISTER.of(name),
                    "Trunk " + name + " shall register, but has no user.",
                    "Add user = and secret = as the provider gave them, or take register away.");
        } else if (secret && !user) {
            values.problem(
                    TrunkKeys.SECRET.of(name),
                    "Trunk " + name + " has a secret, but no user.",
                    "Add user = as the provider gave it.");
        } else if (user && !secret) {
            values.problem(
                    TrunkKeys.USER.of(name),
                    "Trunk " + name + " has a user, but no secret.",
                    "Add secret = or secret-file = as the provider gave it.");
        }
    }

    private void numbers(TrunkSettings trunk) {
        if (trunk.numbers().form() == Form.NATIONAL && trunk.numbers().country().isEmpty()) {
            values.problem(
                    TrunkKeys.NUMBERS.of(trunk.name()),
                    "National numbers need the country.",
                    "Add its calling code without +, such as country = 49.");
        }
        List<String> allow = trunk.out().allow();
        List<String> deny = trunk.out().deny();
        if (!allow.isEmpty() && allow.stream().allMatch(a -> deny.stream().anyMatch(d -> covers(d, a)))) {
            values.problem(
                    TrunkKeys.DENY.of(trunk.name()),
                    "It denies all that allow allows, so nothing can be called by trunk " + trunk.name() + ".",
                    "Deny less, or take allow away if that is meant.");
        }
    }

    private void shown(TrunkSettings trunk) {
        Optional<String> number = trunk.shows().number();
        List<String> allowed = trunk.shows().allowed();
        if (number.isPresent() && !allowed.isEmpty() && allowed.stream().noneMatch(a -> covers(a, number.get()))) {
            values.problem(
                    TrunkKeys.SHOW_NUMBER.of(trunk.name()),
                    "This number is none of those that show-allowed allows.",
                    "Add it there, or show another.");
        }
    }

    /** Whether all that {@code pattern} matches is matched by {@code wider}, of those that end with a star or have none. */
    private static boolean covers(String wider, String pattern) {
        return wider.equals(pattern)
                || (wider.endsWith("*")
                        && wider.indexOf('*') == wider.length() - 1
                        && pattern.startsWith(wider.substring(0, wider.length() - 1)));
    }

    /** Two trunks must differ in where their calls come from, in their header or in the numbers that are dialled. */
    private void apart(TrunkSettings earlier, TrunkSettings later) {
        boolean header = earlier.from().header().equals(later.from().header());
        if (!header || !sameNumbers(earlier, later) || ownAccounts(earlier, later)) {
            return;
        }
        for (String a : sources(earlier)) {
            for (String b : sources(later)) {
                if (SourceText.overlap(a, b)) {
                    String key = later.from().sources().isEmpty()
                            ? TrunkKeys.SERVER.of(later.name())
                            : TrunkKeys.FROM.of(later.name());
                    values.problem(
                            key,
                            "A call from " + b + " could be of trunk " + earlier.name() + " or of trunk " + later.name()
                                    + ": both have " + (a.equals(b) ? "this source" : "it among their sources") + ".",
                            "Tell them apart by from-header or from-dialled, or by from.");
                    return;
                }
            }
        }
    }

    /** Whether both register, as different users: the provider calls each by its own. */
    private static boolean ownAccounts(TrunkSettings a, TrunkSettings b) {
        Optional<String> one = a.login().filter(TrunkSettings.Login::register).map(TrunkSettings.Login::user);
        Optional<String> other = b.login().filter(TrunkSettings.Login::register).map(TrunkSettings.Login::user);
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    private static boolean sameNumbers(TrunkSettings a, TrunkSettings b) {
        List<String> one = a.from().dialled();
        List<String> other = b.from().dialled();
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return (one.isEmpty() && other.isEmpty()) || !both.isEmpty();
    }

    private static List<String> sources(TrunkSettings trunk) {
        return trunk.from().sources().isEmpty()
                ? List.of(SourceText.host(trunk.server()).toLowerCase(Locale.ROOT))
                : trunk.from().sources();
    }
}
