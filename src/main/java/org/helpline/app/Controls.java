package org.helpline.app;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.Metrics;
import org.helpline.admin.ServerCommands;
import org.helpline.admin.ServiceNumbers;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.interaction.Hallway;
import org.helpline.interaction.SettingsBoard;
import org.helpline.journal.Archive;
import org.helpline.journal.Belongings;
import org.helpline.journal.Belongings.Folder;
import org.helpline.journal.Belongings.Way;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Journal;
import org.helpline.media.MediaEngine;
import org.helpline.sip.SipEndpoint;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.store.Store;
import org.helpline.voicemail.Voicemail;

/** What operators may ask of the running server: commands by the control socket, numbers by {@code /metrics}. */
final class Controls {

    private final Settings settings;
    private final Store store;
    private final Journal journal;
    private final Notices notices;
    private final Clock clock;
    private final Late<SipEndpoint> edge;
    private final MediaEngine media;
    private final Late<Hallway> hallway;
    private final ServiceNumbers service;
    private final OurCertificates certificates;

    /** Parts that only commands need. */
    record Desks(
            CallRecords records,
            Function<String, SettingsBoard.Outcome> passwords,
            CustomerImports imports,
            Reload reload,
            LiveTrunks trunks,
            Supplier<Set<String>> knownNotices,
            ControlCommand publishing,
            Voicemail voicemail,
            ControlCommand pins,
            ControlCommand hours,
            ControlCommand lookUp,
            ControlCommand drain,
            Forgetting forgetting,
            ControlCommand sip,
            ControlCommand report,
            List<ControlCommand> access) {}

    Controls(
            Settings settings,
            Store store,
            Journal journal,
            Notices notices,
            Clock clock,
            Late<SipEndpoint> edge,
            MediaEngine media,
            Late<Hallway> hallway,
            ServiceNumbers service,
            OurCertificates certificates) {
        this.settings = settings;
        this.store = store;
        this.journal = journal;
        this.notices = notices;
        this.clock = clock;
        this.edge = edge;
        this.media = media;
        this.hallway = hallway;
        this.service = service;
        this.certificates = certificates;
    }

    List<ControlCommand> commands(Desks desks) {
        List<ControlCommand> all = new ArrayList<>(desks.access());
        all.addAll(ofTheHouse(desks));
        return all;
    }

    private List<ControlCommand> ofTheHouse(Desks desks) {
        return List.of(
                ServerCommands.calls(desks.records(), clock, ZoneId.systemDefault()),
                ServerCommands.explain(desks.records(), ZoneId.systemDefault()),
                PastCalls.command(desks.records()),
                desks.publishing(),
                ServerCommands.backup((target, progress) -> new Archive(settings.store(), backedUp(settings), clock)
                        .backup(store, journal, target, progress)),
                ServerCommands.forget(
                        journal,
                        desks.forgetting()::of,
                        number -> desks.forgetting().proof(number, settings.data())),
                ServerCommands.status(this::status),
                ConfigCommand.of(settings.data(), desks.reload()::inForce),
                ReloadCommand.of(desks.reload()),
                TrunksCommand.of(desks.trunks(), () -> edge.get().targets()),
                NoticeCommand.of(notices, desks.knownNotices()),
                desks.pins(),
                desks.sip(),
                desks.report(),
                desks.hours(),
                desks.lookUp(),
                desks.drain(),
                BansCommand.of(() -> edge.get().bans(), clock),
                CallbacksCommand.of(() -> hallway.get().callbacks(), clock),
                VoicemailCommand.of(desks.voicemail(), settings.voicemail().zone()),
                CustomersCommand.of(desks.imports()),
                TlsCommand.of(certificates, clock),
                PasswordCommand.of(desks.passwords()));
    }

    /** What a backup holds beside the store. */
    static Belongings backedUp(Settings settings) {
        Path data = settings.data();
        return new Belongings(
                Map.of(
                        "accounts.json", data.resolve("accounts.json"),
                        "phones.secret", data.resolve("phones.secret"),
                        "pins", data.resolve("pins"),
                        "hours", data.resolve("hours"),
                        "notices", data.resolve("notices"),
                        "urgent", data.resolve("urgent")),
                List.of(
                        new Folder("voicemail/", settings.voicemail().folder(), Way.REPLACED),
                        new Folder("tls/", settings.tls().own(), Way.REPLACED),
                        new Folder("versions/", data.resolve("versions"), Way.REPLACED),
                        new Folder("scripts/", settings.scripts().directory(), Way.FILLED_IN)));
    }

    private Map<String, String> status() {
        Map<String, String> now = new LinkedHashMap<>();
        SipEndpoint.Counts sip = edge.get().counts();
        MediaEngine.Counts rtp = media.counts();
        now.put("calls", String.valueOf(hallway.get().liveCalls()));
        now.put("sip transactions", String.valueOf(sip.transactions()));
        now.put("sip dialogs", String.valueOf(sip.dialogs()));
        now.put("phones registered", String.valueOf(sip.registrations()));
        now.put("rtp legs", String.valueOf(rtp.legs()));
        now.put("rtp ports", String.valueOf(rtp.ports()));
        now.put("journal behind", journal.backlog() + " facts");
        now.put("journal spilled", journal.spilled() + " facts");
        now.put("scripts", String.join(", ", hallway.get().desk().targets().scripts()));
        return now;
    }

    Metrics metrics() {
        return service.addTo(ofTheMachinery(), () -> hallway.get().desk().board());
    }

    private Metrics ofTheMachinery() {
        return new Metrics()
                .gauge(
                        "helpline_calls_active",
                        "Calls in progress",
                        () -> hallway.get().liveCalls())
                .gauge("helpline_sip_transactions", "SIP transactions alive", () -> sip().transactions())
                .gauge("helpline_sip_dialogs", "SIP dialogs alive", () -> sip().dialogs())
                .gauge("helpline_sip_registrations", "Agents' phones registered", () -> sip().registrations())
                .gauge("helpline_sip_connections", "TCP connections open", () -> sip().connections())
                .counter(
                        "helpline_sip_unsecured",
                        "TLS connections that ended in their handshake",
                        () -> sip().unsecured())
                .counter("helpline_sip_received", "SIP messages received", () -> sip().received())
                .counter("helpline_sip_sent", "SIP messages sent", () -> sip().sent())
                .counter("helpline_sip_unsent", "SIP messages that the system refused to send", () -> sip().unsent())
                .counter("helpline_sip_ignored", "Datagrams that are no SIP", () -> sip().ignored())
                .counter(
                        "helpline_sip_gate_rejected",
                        "SIP messages refused before the parser",
                        () -> sip().rejectedByGate())
                .counters(
                        "helpline_sip_refused",
                        "SIP requests refused before they were a call, or within none, by status",
                        "status",
                        this::refused)
                .counter("helpline_sip_shed", "New calls shed by full loops", () -> sip().shed())
                .gauge(
                        "helpline_sip_admitted_share",
                        "Of the new calls, how many are let in by what the machine can do; 1 is all",
                        () -> edge.get().admitted())
                .gauge(
                        "helpline_sip_banned",
                        "Addresses that are not listened to",
                        () -> edge.get().bans().all().size())
                .counter(
                        "helpline_sip_unheard",
                        "SIP messages and connections of banned addresses, dropped unread",
                        () -> edge.get().bans().unheard())
                .counters(
                        "helpline_sip_offences",
                        "What was held against sources, by kind",
                        "kind",
                        () -> BansCommand.offences(edge.get().bans()))
                .gauges(
                        "helpline_certificate_expires_seconds",
                        "When a certificate of ours ends, in seconds since 1970",
                        "name",
                        certificates::ends)
                .gauge(
                        "helpline_rtp_legs",
                        "RTP sessions open",
                        () -> media.counts().legs())
                .gauge(
                        "helpline_rtp_ports",
                        "RTP and RTCP ports in use",
                        () -> media.counts().ports())
                .counter(
                        "helpline_rtp_received",
                        "RTP packets received",
                        () -> media.counts().received())
                .counter(
                        "helpline_rtp_sent",
                        "RTP packets sent",
                        () -> media.counts().sent())
                .counter(
                        "helpline_rtp_relayed",
                        "RTP packets relayed",
                        () -> media.counts().relayed())
                .counter(
                        "helpline_rtp_strangers",
                        "RTP packets from strangers, dropped",
                        () -> media.counts().strangers())
                .counter(
                        "helpline_rtp_forged",
                        "Packets of encrypted calls with a wrong tag or sent twice, dropped",
                        () -> media.counts().forged())
                .counter(
                        "helpline_media_late_ticks",
                        "Media ticks that began over 5 ms late",
                        () -> media.counts().late())
                .gauge("helpline_journal_backlog", "Facts that wait for the journal", journal::backlog)
                .counter("helpline_journal_stored", "Facts stored", journal::stored)
                .counter("helpline_journal_spilled", "Facts spilled to a file", journal::spilled);
    }

    private Map<String, Double> refused() {
        Map<String, Double> refused = new LinkedHashMap<>();
        edge.get().refused().forEach((status, count) -> refused.put(String.valueOf(status), count.doubleValue()));
        return refused;
    }

    private SipEndpoint.Counts sip() {
        return edge.get().counts();
    }
}
