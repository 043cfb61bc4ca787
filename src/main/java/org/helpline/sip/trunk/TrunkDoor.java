package org.helpline.sip.trunk;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.Address;
import javax.sip.address.URI;
import javax.sip.header.HeaderAddress;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.sip.dialog.Door;
import org.helpline.sip.dialog.Invites;
import org.helpline.sip.dialog.Onward;
import org.helpline.sip.dialog.Refusal;
import org.helpline.sip.registrar.Registrar;
import org.helpline.sip.transport.Flow;

/** Lets calls in from trunks and from our phones, and from anyone where the settings say so. Any SIP loop. */
public final class TrunkDoor implements Door {

    private final LiveTrunks trunks;
    private final TrunkMatcher.Whereabouts where;
    private final Registrar phones;

    /**
     * A door.
     *
     * @param names the addresses of names among the trunks' sources
     * @param phones whose calls come in without a trunk
     */
    public TrunkDoor(LiveTrunks trunks, Targets targets, SourceNames names, Registrar phones) {
        this.trunks = trunks;
        this.phones = phones;
        this.where = new TrunkMatcher.Whereabouts() {
            @Override
            public Set<InetAddress> ofTrunk(String trunk) {
                return targets.addressesOf(trunk);
            }

            @Override
            public Set<InetAddress> ofName(String name) {
                return names.of(name);
            }
        };
    }

    /** Whether a trunk's calls may come from there. */
    public boolean isTrunkAt(InetAddress address) {
        return new TrunkMatcher(trunks.settings().enabled(), where).isSource(address);
    }

    @Override
    public Entry enter(SIPRequest invite, Flow flow) {
        TrunksSettings now = trunks.settings();
        if (now.trunks().isEmpty() && now.accept() == TrunksSettings.Accept.ANYONE) {
            return Entry.ANYONE;
        }
        TrunkMatcher matcher = new TrunkMatcher(now.trunks(), where);
        TrunkMatcher.Arriving call = new TrunkMatcher.Arriving(
                flow.remote().getAddress(),
                Invites.source(flow),
                name -> values(invite, name),
                Invites.user(Dialled.of(now.enabled(), invite)));
        Optional<TrunkSettings> trunk = new TrunkMatcher(Dialled.accounts(now.enabled(), invite), where)
                .match(call)
                .or(() -> matcher.match(call));
        if (trunk.isPresent() && trunk.get().enabled()) {
            return admitted(trunk.get());
        }
        if (now.accept() == TrunksSettings.Accept.ANYONE
                || phones.isAt(flow.remote().getAddress())) {
            return Entry.ANYONE;
        }
        return new Refused(trunk.map(t -> "the request came from " + call.source() + ", which is trunk " + t.name()
                        + ", and that is disabled: say enabled = yes in trunks.ini.")
                .orElseGet(() -> matcher.whyNone(call)));
    }

    private Entry admitted(TrunkSettings trunk) {
        return switch (trunks.allowances().in(trunk.name())) {
            case Allowances.Answer.Granted(Allowances.Permit permit) ->
                new OfTrunk(trunk, trunks, Optional.of(permit), Optional.empty());
            case Allowances.Answer.Refused(int status, int retryAfter, String sentence) ->
                new OfTrunk(
                        trunk,
                        trunks,
                        Optional.empty(),
                        Optional.of(
                                retryAfter > 0
                                        ? Refusal.of(status, phrase(status), sentence, "Retry-After: " + retryAfter)
                                        : Refusal.of(status, phrase(status), sentence)));
        };
    }

    private static String phrase(int status) {
        return status == 503 ? "Service Unavailable" : "Forbidden";
    }

    private static List<String> values(SIPRequest request, String name) {
        List<String> values = new ArrayList<>();
        for (ListIterator<SIPHeader> all = request.getHeaders(name); all != null && all.hasNext(); ) {
            values.add(String.valueOf(all.next().getHeaderValue()).strip());
        }
        return values;
    }

    private record Refused(String sentence) implements Entry {
        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(Refusal.of(403, "Forbidden", sentence));
        }
    }

    private record OfTrunk(
            TrunkSettings settings, LiveTrunks trunks, Optional<Allowances.Permit> permit, Optional<Refusal> refusal)
            implements Entry {

        @Override
        public Optional<String> trunk() {
            return Optional.of(settings.name());
        }

        @Override
        public URI dialled(SIPRequest invite) {
            return Dialled.of(List.of(settings), invite);
        }

        @Override
        public String inward(String number) {
            return NumberForms.inward(settings.numbers(), number);
        }

        @Override
        public Optional<Address> identity(SIPRequest invite) {
            return settings.shows().asserted()
                            && invite.getHeader("P-Asserted-Identity") instanceof HeaderAddress asserted
                    ? Optional.ofNullable(asserted.getAddress())
                            .filter(a -> String.valueOf(a.getURI().getScheme())
                                    .toLowerCase(Locale.ROOT)
                                    .matches("sips?|tel"))
                    : Optional.empty();
        }

        @Override
        public Optional<Onward> onward(String number) {
            return SendingOn.to(trunks, settings.name(), number);
        }

        @Override
        public boolean joins() {
            return SendingOn.asked(trunks, settings.name()).isPresent();
        }

        @Override
        public void left() {
            permit.ifPresent(Allowances.Permit::release);
        }
    }
}
