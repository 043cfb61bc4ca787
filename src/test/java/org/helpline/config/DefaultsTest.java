package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

class DefaultsTest {

    private static final Path HOME = Path.of("/home-of-helpline");
    private static final Path WRITTEN = Path.of("/var/helpline");

    @Test
    void everyDefaultIsPinnedHere() {
        assertThat(((SettingsReader.Read) SettingsReader.read(Sources.defaults(HOME, WRITTEN))).settings())
                .isEqualTo(new Settings(
                        WRITTEN,
                        sip(),
                        media(),
                        calls(),
                        scripts(),
                        speech(),
                        acd(),
                        desk(),
                        store(),
                        Map.of(),
                        voicemail(),
                        callbacks(),
                        new TlsSettings(
                                Optional.empty(),
                                WRITTEN.resolve("tls"),
                                List.of(),
                                TlsSettings.Clients.NOT_ASKED,
                                Optional.empty()),
                        new TrunksSettings(
                                List.of(),
                                Set.of("112", "911", "999", "000", "110", "111", "119"),
                                TrunksSettings.Accept.ANYONE),
                        new TraceSettings(TraceSettings.Mode.ALL, Duration.ofDays(14), 1_000, Optional.empty()),
                        new ReportSettings(java.time.ZoneId.systemDefault(), ReportSettings.Terms.USUAL, List.of()),
                        new RecordingSettings(
                                WRITTEN.resolve("recordings"),
                                RecordingSettings.Format.OPUS,
                                Duration.ofDays(90),
                                Optional.of(WRITTEN.resolve("recordings.key")),
                                Optional.of(""),
                                1_000,
                                false)));
    }

    private static CallbackSettings callbacks() {
        List<String> deny = List.of(
                "0900*", "0190*", "0137*", "118*", "+49900*", "+49190*", "+49137*", "+1900*", "1900*", "+90900*",
                "+44909*", "0909*", "+979*", "00979*");
        return new CallbackSettings(
                Optional.empty(), List.of(), deny, Duration.ofSeconds(30), Optional.empty(), Optional.empty());
    }

    private static VoicemailSettings voicemail() {
        return new VoicemailSettings(
                WRITTEN.resolve("voicemail"),
                java.time.ZoneId.systemDefault(),
                List.of(box("billing"), box("support")),
                Optional.empty());
    }

    private static VoicemailSettings.Box box(String queue) {
        return new VoicemailSettings.Box(new QueueName(queue), List.of(), Duration.ofDays(90), 200, 200_000_000);
    }

    private static SipSettings sip() {
        return new SipSettings(
                List.of("*:5060"),
                true,
                "",
                0,
                "helpline",
                List.of("SHA-256", "MD5"),
                8192,
                1000,
                100,
                50,
                new SipSettings.Connections(8192, 512, Duration.ofMinutes(10), Duration.ofSeconds(32)),
                new SipDoors(
                        List.of("*:5061"), true, List.of("127.0.0.1:0"), List.of(), List.of(), Duration.ofSeconds(10)),
                Map.of(),
                Map.of(),
                guard(),
                List.of(),
                new SessionTimers(true, Duration.ofMinutes(30), Duration.ofSeconds(90), List.of()),
                List.of());
    }

    private static SipGuard guard() {
        return new SipGuard(
                20,
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                List.of(
                        Network.read("127.0.0.0/8").orElseThrow(),
                        Network.read("::1").orElseThrow()),
                200,
                List.of(
                        "friendly-scanner",
                        "sipvicious",
                        "sundayddr",
                        "sip-scan",
                        "sipscan",
                        "smap",
                        "iwar",
                        "sivus",
                        "pplsip"));
    }

    private static MediaSettings media() {
        return new MediaSettings(
                20000,
                29999,
                0,
                List.of("PCMU", "PCMA", "G722", "OPUS"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                new TrunkSettings.MediaSecurity(
                        TrunkSettings.Srtp.OPTIONAL,
                        List.of("AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_32")));
    }

    private static CallSettings calls() {
        return new CallSettings(
                Map.of("100", "support-line", "200", "information-line"),
                Map.of(),
                Duration.ofHours(4),
                List.of(),
                Duration.ofMinutes(1),
                "*43");
    }

    private static ScriptSettings scripts() {
        ZoneId zone = ZoneId.of("Europe/Istanbul");
        HoursSettings.Opening dayAndNight =
                new HoursSettings.Opening(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
        return new ScriptSettings(
                HOME.resolve("ivr-scripts"),
                Map.of(
                        "office", new HoursSettings(zone, List.of(dayAndNight), Set.of(), false),
                        "always", new HoursSettings(zone, List.of(), Set.of(), true)),
                true);
    }

    private static SpeechSettings speech() {
        EngineSettings.Voices voices =
                new EngineSettings.Voices(Map.of("en", "en-gb", "tr", "tr"), Map.of(), "", Duration.ofSeconds(20));
        List<String> command = List.of("espeak-ng", "--stdin", "-v", "{voice}", "-w", "{out}");
        return new SpeechSettings(
                List.of(new EngineSettings.Program(command, voices)), WRITTEN.resolve("speech"), 500_000_000, 2);
    }

    private static AcdSettings acd() {
        return new AcdSettings(
                List.of(queue("support"), queue("billing")),
                List.of(
                        agent("anna", "Anna", Role.AGENT, "support", "billing"),
                        agent("ben", "Ben", Role.AGENT, "support", "billing"),
                        agent("sue", "Sue", Role.SUPERVISOR),
                        agent("admin", "Administrator", Role.ADMINISTRATOR)),
                Duration.ofSeconds(18));
    }

    private static QueueSettings queue(String name) {
        return new QueueSettings(
                new QueueName(name),
                "default",
                Duration.ofMinutes(20),
                50,
                new Target.Goodbye(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(18),
                Duration.ofSeconds(30),
                new AcdSettings.CallbackTerms(
                        false,
                        List.of(Duration.ofMinutes(5), Duration.ofMinutes(30)),
                        50,
                        Duration.ofDays(2),
                        Duration.ofMinutes(10)),
                new AcdSettings.Sharing(
                        AcdSettings.Strategy.LONGEST_IDLE,
                        false,
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ZERO,
                        10),
                new AcdSettings.Joining(AcdSettings.Presence.LOGGED_IN, Duration.ZERO, Optional.empty(), true),
                AfterCall.FREE,
                AlarmLimits.NONE,
                QueueRecording.NONE);
    }

    private static AgentSettings agent(String id, String name, Role role, String... queues) {
        return new AgentSettings(
                new AgentId(id),
                name,
                List.of(queues).stream().map(QueueName::new).toList(),
                false,
                role);
    }

    private static DeskSettings desk() {
        return new DeskSettings(
                "127.0.0.1:8080",
                List.of(),
                List.of("break", "lunch", "training", "meeting"),
                List.of("solved", "follow-up", "wrong number", "complaint"),
                Duration.ofHours(12),
                "TR",
                20,
                DeskSettings.Https.AUTO,
                List.of(),
                HOME.resolve("conf/kb"),
                Optional.empty(),
                true,
                true,
                "auto");
    }

    private static StoreSettings store() {
        return new StoreSettings(
                        WRITTEN.resolve("helpline.db"),
                        WRITTEN.resolve("spill"),
                        HOME.resolve("conf/customers.csv"),
                        "TR")
                .keeping(new Retention(
                        Duration.ofDays(400),
                        Duration.ofDays(400),
                        Duration.ofDays(400),
                        Duration.ofDays(1830),
                        Duration.ofDays(30)));
    }
}
