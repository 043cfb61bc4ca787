package org.helpline.app;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd;
import org.helpline.call.Calls;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.Settings;
import org.helpline.config.SipSettings;
import org.helpline.core.Problems;
import org.helpline.interaction.Hallway;
import org.helpline.sip.SipEdge;
import org.helpline.sip.SipEndpoint;
import org.helpline.sip.transport.Tracer;
import org.helpline.sip.trunk.Dnsjava;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.sip.trunk.Names;
import org.helpline.tls.Certificates;

/** Opens the SIP edge, and tells it and the ACD of the phones there are. One thread, while starting. */
final class Edge {

    /** How often the calls by trunk are kept, if they have changed. */
    private static final Duration KEEP = Duration.ofSeconds(5);

    /** The same of registrations: a phone that came just before the power failed is rung where it was until it registers again. */
    private static final Duration KEEP_PHONES = Duration.ofSeconds(1);

    private final Settings settings;
    private final Tools tools;
    private final Tracer tracer;
    private final LiveTrunks trunks;
    private final Late<SipEndpoint> edge;
    private final Late<Acd> acd;
    private final Late<Hallway> hallway;

    Edge(
            Settings settings,
            Tools tools,
            Tracer tracer,
            LiveTrunks trunks,
            Late<SipEndpoint> edge,
            Late<Acd> acd,
            Late<Hallway> hallway) {
        this.settings = settings;
        this.tools = tools;
        this.tracer = tracer;
        this.trunks = trunks;
        this.edge = edge;
        this.acd = acd;
        this.hallway = hallway;
    }

    /** Opens it. @return false, with a problem, if it cannot be */
    boolean open(Credentials credentials, Certificates certificates, Calls calls, Problems problems) {
        Optional<SipEdge> started = SipEdge.start(
                new SipEdge.Equipment(
                        withPhones(settings.sip(), credentials),
                        trunks,
                        new Names(Dnsjava.whenAsked(nameServers()), tools.blocking()),
                        Optional.of(certificates),
                        tracer),
                tools.clock(),
                tools.random(),
                calls,
                calls,
                new Phones(edge, acd, hallway),
                problems);
        started.ifPresent(this::opened);
        return started.isPresent();
    }

    private List<InetSocketAddress> nameServers() {
        return settings.sip().nameServers().stream()
                .flatMap(entry -> Dnsjava.server(entry).stream())
                .toList();
    }

    private void opened(SipEdge opened) {
        TrunkDay day = new TrunkDay(settings.data().resolve("trunk-calls"), trunks.allowances());
        day.takeUp();
        tools.opened().add(day);
        tools.opened().add(Housekeeping.every(KEEP, "calls by trunk", day::keep));
        edge.set(tools.opened().add(opened));
        for (AgentSettings agent : settings.acd().agents()) {
            if (settings.sip().staticContacts().containsKey(agent.id().value())) {
                acd.get().reachable(agent.id(), true);
            }
        }
        Registrations registrations = new Registrations(settings.data().resolve("registrations.json"), opened);
        registrations.takeUp();
        tools.opened().add(registrations);
        tools.opened().add(Housekeeping.every(KEEP_PHONES, "registrations", registrations::keep));
    }

    private static SipSettings withPhones(SipSettings s, Credentials credentials) {
        return s.withPhones(credentials.phones(), s.staticContacts());
    }
}
