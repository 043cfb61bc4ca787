package org.helpline.sip.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.helpline.config.NumberPatterns;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Personal;
import org.helpline.sip.OutCall;
import org.helpline.sip.dialog.CleanText;

/**
 * Who the called phone sees: From, P-Asserted-Identity (RFC 3325), Privacy (RFC 3323) and Diversion (RFC 5806) by a trunk's rules.
 * Whatever came from a stranger is cleaned and escaped, so that no header can be smuggled in.
 *
 * @param from the address of From, without tag
 * @param headers the other lines
 */
record Presentation(String from, List<String> headers) {

    private static final int USER_CHARACTERS = 60;
    private static final int NAME_CHARACTERS = 80;

    /** RFC 3323 §4.1.1.3. */
    private static final String ANONYMOUS = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";

    /** By the rules of {@code trunk}; {@code outward} writes a number as the trunk wants it. */
    static Presentation of(TrunkSettings trunk, OutCall call, UnaryOperator<String> outward) {
        String domain = domain(trunk);
        boolean own = passesCaller(trunk, call);
        String shown = own ? call.callerNumber().value() : ours(trunk, call);
        String user = shown.isEmpty()
                ? trunk.login().map(TrunkSettings.Login::user).orElse("anonymous")
                : outward.apply(shown);
        String identity = "<sip:" + user(user) + "@" + domain + ">";
        // where the number is asserted beside it, From may name the account, as providers with a login want it
        String account = trunk.shows().asserted()
                ? trunk.login().map(TrunkSettings.Login::user).orElse(user)
                : user;
        List<String> headers = new ArrayList<>();
        if (trunk.shows().asserted()) {
            headers.add("P-Asserted-Identity: " + identity);
        }
        if (call.withhold()) {
            headers.add("Privacy: id");
        }
        if (trunk.shows().diversion() && call.divertedBy().isPresent()) {
            headers.add("Diversion: <sip:"
                    + user(outward.apply(call.divertedBy().get())) + "@" + domain + ">;reason=unconditional");
        }
        String from = call.withhold()
                ? ANONYMOUS
                : name(own ? call.callerName() : Personal.NONE) + "<sip:" + user(account) + "@" + domain + ">";
        return new Presentation(from, List.copyOf(headers));
    }

    /** The host of addresses at the trunk, with the port if it is no default. */
    static String domain(TrunkSettings trunk) {
        String domain = trunk.login()
                .map(TrunkSettings.Login::domain)
                .filter(d -> !d.isBlank())
                .orElse(trunk.server());
        String clean = domain.replaceAll("[^A-Za-z0-9.:\\[\\]-]", "");
        boolean bareIpv6 = clean.chars().filter(c -> c == ':').count() > 1 && !clean.startsWith("[");
        return bareIpv6 ? "[" + clean + "]" : clean;
    }

    private static boolean passesCaller(TrunkSettings trunk, OutCall call) {
        String caller = call.callerNumber().value();
        return trunk.shows().passCaller()
                && caller.matches("\\+?[0-9*#]{2,24}") // a user name is nothing to show outside
                && !call.withhold()
                && mayShow(trunk, caller);
    }

    private static boolean mayShow(TrunkSettings trunk, String number) {
        List<String> allowed = trunk.shows().allowed();
        return allowed.isEmpty() || allowed.stream().anyMatch(p -> NumberPatterns.matches(p, number));
    }

    private static String ours(TrunkSettings trunk, OutCall call) {
        Optional<String> set = trunk.shows().number();
        return set.or(call::divertedBy).orElse("");
    }

    static String user(String text) {
        return CleanText.escapeUser(CleanText.of(text, USER_CHARACTERS));
    }

    private static String name(Personal name) {
        String clean = CleanText.of(name.value(), NAME_CHARACTERS);
        return clean.isEmpty() ? "" : CleanText.quoted(clean) + " ";
    }
}
