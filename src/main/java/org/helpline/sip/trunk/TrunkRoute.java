package org.helpline.sip.trunk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.AgentPhones;
import org.helpline.sip.dialog.CleanText;

/**
 * A phone that is reached by trunks.
 *
 * @param trunks by which, in order; empty: all that may call the number
 * @param number normalised, or the user part of an address at a PBX
 */
public record TrunkRoute(List<String> trunks, String number) implements AgentPhones.Route {

    private static final Pattern BY_NAME = Pattern.compile("trunk:([^/\\s]+)/(\\S+)");
    private static final Pattern BY_ADDRESS = Pattern.compile("sip:([^@\\s;?]+)@([^\\s;?>]+)(;\\S*)?");

    @Override
    public Optional<List<String>> byTrunks() {
        return Optional.of(trunks);
    }

    /**
     * Reads {@code trunk:NAME/NUMBER}, and {@code sip:NUMBER@HOST} where the host is the name or the server of a trunk.
     *
     * @return empty: no trunk is meant
     */
    public static Optional<TrunkRoute> read(String contact, List<TrunkSettings> trunks) {
        Matcher named = BY_NAME.matcher(contact.strip());
        if (named.matches()) {
            return Optional.of(new TrunkRoute(List.of(named.group(1)), named.group(2)));
        }
        Matcher address = BY_ADDRESS.matcher(contact.strip());
        return address.matches()
                ? trunks.stream()
                        .filter(t -> address.group(2).equalsIgnoreCase(t.name())
                                || address.group(2).equalsIgnoreCase(t.server()))
                        .findFirst()
                        .map(t -> new TrunkRoute(List.of(t.name()), CleanText.unescape(address.group(1))))
                : Optional.empty();
    }
}
