package org.helpline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.core.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    @TempDir
    Path conf;

    @Test
    void aLaterSourceOverridesAnEarlierOne() throws IOException {
        write("sip.properties", "realm = from-file\nmax-calls = 7\ntcp-idle = 1m\nloops = 1\n");
        write("profiles/heavy.properties", "sip.max-calls = 8\nsip.tcp-idle = 2m\nsip.loops = 2\n");
        Sources sources = new Sources(
                conf,
                conf,
                Optional.of(conf),
                Optional.of("heavy"),
                Map.of("HELPLINE_SIP_TCP_IDLE", "3m", "HELPLINE_SIP_LOOPS", "3"),
                List.of("sip.loops=4"));
        SipSettings sip = read(sources).settings().sip();
        assertThat(sip.realm()).isEqualTo("from-file");
        assertThat(sip.maxCalls()).isEqualTo(8);
        assertThat(sip.connections().idle()).isEqualTo(Duration.ofMinutes(3));
        assertThat(sip.loops()).isEqualTo(4);
        assertThat(sip.maxDatagram()).isEqualTo(8192);
        assertThat(read(sources).inForce())
                .contains(
                        new InForce("sip.realm", "from-file", conf.resolve("sip.properties") + ":1"),
                        new InForce(
                                "sip.max-calls",
                                "8",
                                "profile heavy " + conf.resolve("profiles/heavy.properties") + ":1"),
                        new InForce("sip.tcp-idle", "3m", "environment HELPLINE_SIP_TCP_IDLE"),
                        new InForce("sip.loops", "4", "command line"),
                        new InForce("sip.max-datagram", "8192", "default"));
    }

    @Test
    void everyMistakeIsToldInOneListWithItsFileAndLine() throws IOException {
        write("sip.properties", "# a comment\nlisten = *:5060\n\nmax_calls = 10\ntcp = perhaps\n");
        write("media.properties", "ports = 20001-20000\n");
        write("quues.ini", "[support]\n");
        write("agents.ini", "[anna]\nqueues = support, \\\n  sales\nrole = boss\n");
        assertThat(refused(List.of("desk.listen=nowhere", "nonsense")))
                .extracting(p -> p.source().replace(conf + "/", "") + ":" + p.line() + " " + p.what())
                .containsExactlyInAnyOrder(
                        "sip.properties:4 sip.max_calls: There is no such setting.",
                        "sip.properties:5 sip.tcp: \"perhaps\" does not do.",
                        "media.properties:1 media.ports: \"20001-20000\" does not do.",
                        "quues.ini:0 This file is not read: no part of Helpline has that name.",
                        "agents.ini:2 agents.anna.queues: There is no queue named sales.",
                        "agents.ini:4 agents.anna.role: \"boss\" does not do.",
                        "command line:0 desk.listen: \"nowhere\" does not do.",
                        "command line:0 --set nonsense says nothing.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip.tcp=perhaps         | Expected yes or no.",
                "agents.anna.role=boss   | Expected agent, supervisor or administrator.",
                "sip.loops=65            | Expected a whole number from 0 to 64.",
                "queues.support.ring=20  | Expected a time from 1s to 5m, such as 500ms, 20s, 5m or 1h30m.",
                "agents.anna.queues=sale | There are: billing, support (queues.ini).",
                "nonsense                | Expected --set KEY=VALUE, such as sip.tcp=no."
            })
    void everyMistakeSaysWhatWasExpected(String set, String fix) {
        assertThat(refused(List.of(set))).extracting(Problem::fix).containsExactly(fix);
    }

    @Test
    void theOffendingLineIsShown() throws IOException {
        write("calls.properties", "\n  max-length = 3 weeks\n");
        assertThat(refused(List.of())).singleElement().satisfies(p -> {
            assertThat(p.shown()).isEqualTo("  max-length = 3 weeks");
            assertThat(p.toString()).startsWith(conf.resolve("calls.properties") + ":2: calls.max-length: \"3 weeks\"");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip.listne=*:5060             | Did you mean sip.listen?",
                "sip.sip.listen=*:5060         | Did you mean sip.listen?",
                "queues.support.rign=20s       | Did you mean queues.support.ring?",
                "entirely.something=1          | \"config show\" lists all of them."
            })
    void anUnknownSettingIsToldWithTheNearestName(String set, String fix) {
        assertThat(refused(List.of(set))).singleElement().satisfies(p -> {
            assertThat(p.what()).contains("There is no such setting");
            assertThat(p.fix()).isEqualTo(fix);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip.listen=5060",
                "sip.listen=*:70000",
                "sip.listen=",
                "sip.listen=*:5060,*:5060",
                "sip.max-calls=0",
                "sip.max-calls=9999999999",
                "sip.digests=SHA-1",
                "sip.tcp-idle=10",
                "media.ports=0-65535",
                "media.codecs=G729",
                "media.silence-timeout=1s",
                "desk.home-country=XX",
                "desk.origins=example.org",
                "queues.support.overflow=queue",
                "queues.support.overflow=goodbye:x",
                "hours.office.zone=Mars/Olympus",
                "hours.office.open=Mon-Fri",
                "hours.office.open=6-1 09:00-18:00",
                "hours.office.open=Mon 24:00-12:00",
                "hours.office.holidays=29 Apr",
                "hours.office.holidays=2027-02-30",
                "hours.office.holidays=QQ",
                "hours.office.holidays=DE-XX",
                "hours.office.except=DE",
                "hours.office.holidays=2027-05-05..2027-04-29",
                "numbers.100=Support Line",
                "agents.anna.contact=tel:1",
                "agents.anna.phone-secret=short",
                "agents.anna.always-ready=yes",
                "speech.voices=tr",
                "speech.engines=cloud",
                "speech.engines=http",
                "speech.http-url=ftp://tts.example.org/",
                "speech.http-url=https://{voice}.example.org/",
                "speech.http-url=https://me:secret@tts.example.org/",
                "speech.http-method=PUT",
                "speech.http-headers=Host: elsewhere",
                "speech.http-headers=no header",
                "speech.http-body={not json",
                "speech.http-audio=mp3",
                "speech.http-audio=pcm 100",
                "speech.at-once=0"
            })
    void aValueThatDoesNotFitIsRefused(String set) {
        assertThat(refused(List.of(set)))
                .singleElement()
                .satisfies(p -> assertThat(p.source()).isEqualTo("command line"));
    }

    /** A header is shown by config show; what stands there in the clear is no secret any more. */
    @Test
    void theSecretOfASpeechServiceStandsInNoHeaderAndIsNotForgotten() {
        List<String> service = List.of("speech.engines=http", "speech.http-url=https://tts.example.org/");
        assertThat(refused(with(service, "speech.http-headers=X-Api-Key: abc")))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("says a secret where everybody reads it"));
        assertThat(refused(with(service, "speech.http-headers=X-Api-Key: {secret}")))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("{secret} is written, and there is none"));
    }

    private static List<String> with(List<String> sets, String more) {
        List<String> all = new ArrayList<>(sets);
        all.add(more);
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queues.support.hours=holidays         | There are no hours named holidays.",
                "queues.support.overflow=queue:sales   | There is no queue named sales.",
                "queues.support.nobody=queue:sales     | There is no queue named sales.",
                "queues.support.overflow=queue:support | round for ever: support → support",
                "agents.anna.queues=sales              | There is no queue named sales.",
                "agents.anna.phone-secret-file=gone    | cannot be read.",
                "scripts.directory=/no/such/folder     | The folder /no/such/folder does not exist."
            })
    void aReferenceToNothingIsRefused(String set, String what) {
        assertThat(refused(List.of(set)))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains(what));
    }

    @Test
    void queuesThatSendCallersInACircleAreRefused() {
        assertThat(refused(List.of("queues.support.overflow=queue:billing", "queues.billing.nobody=queue:support")))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("support → billing → support"));
    }

    @Test
    void aKeyOrSectionThatStandsTwiceIsRefused() throws IOException {
        write("sip.properties", "tcp = yes\nloops = 2\ntcp = no\n");
        write("queues.ini", "[support]\nring=20s\n[billing]\n[support]\nring=30s\n");
        assertThat(refused(List.of()))
                .extracting(Problem::what)
                .containsExactlyInAnyOrder(
                        "tcp stands here twice, in lines 1 and 3.",
                        "[support] stands here twice, in lines 1 and 4.",
                        "support.ring stands here twice, in lines 2 and 5.");
    }

    @Test
    void anAgentWhoIsThereTwiceIsRefused() {
        assertThat(refused(List.of("agents.desk-{1..3}.queues=support", "agents.desk-2.queues=billing")))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("Agent desk-2 is there twice."));
    }

    @Test
    void aFolderOrProfileThatIsNotThereIsRefused() {
        Sources gone =
                new Sources(conf, conf, Optional.of(conf.resolve("gone")), Optional.of("none"), Map.of(), List.of());
        assertThat(SettingsReader.read(gone))
                .isInstanceOfSatisfying(
                        SettingsReader.Refused.class,
                        r -> assertThat(r.problems().all())
                                .extracting(Problem::what)
                                .containsExactly("There is no such folder.", "There is no profile \"none\"."));
    }

    @Test
    void anUnknownVariableIsToldButTheLaunchersOwnAreNot() {
        Sources sources = new Sources(
                conf,
                conf,
                Optional.empty(),
                Optional.empty(),
                Map.of("HELPLINE_SIP_LISTENS", "x", "HELPLINE_DATA", "d", "HELPLINE_HEAP", "2g", "PATH", "/bin"),
                List.of());
        assertThat(SettingsReader.read(sources))
                .isInstanceOfSatisfying(
                        SettingsReader.Refused.class,
                        r -> assertThat(r.problems().all()).singleElement().satisfies(p -> {
                            assertThat(p.source()).isEqualTo("environment HELPLINE_SIP_LISTENS");
                            assertThat(p.fix()).isEqualTo("Did you mean HELPLINE_SIP_LISTEN?");
                        }));
    }

    @Test
    void theEnvironmentReachesQueuesAgentsAndNumbers() {
        Sources sources = new Sources(
                conf,
                conf,
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        "HELPLINE_QUEUES_SUPPORT_WRAP_UP", "5s",
                        "HELPLINE_NUMBERS_300", "support-line",
                        "HELPLINE_AGENTS_ANNA_PHONE_SECRET", "very-secret"),
                List.of());
        Settings settings = read(sources).settings();
        assertThat(queue(settings, "support").wrapUp()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.calls().numbers()).containsEntry("300", "support-line");
        assertThat(settings.sip().phones()).containsEntry("anna", new Secret("very-secret"));
    }

    @Test
    void lookUpsOfCommonsConfigurationStayInert() throws IOException {
        write("sip.properties", "realm = plain\n");
        write(
                "desk.properties",
                "wrap-up-codes = ${env:PATH}, ${script:javascript:1+1}, ${url:UTF-8:file:/etc/passwd}\n");
        assertThat(read(sources()).settings().desk().wrapUpCodes())
                .containsExactly("${env:PATH}", "${script:javascript:1+1}", "${url:UTF-8:file:/etc/passwd}");
    }

    @Test
    void includeIsRefused() throws IOException {
        write("sip.properties", "include = /etc/passwd\n");
        assertThat(refused(List.of())).extracting(Problem::what).contains("include is not taken.");
    }

    @Test
    void secretsAreNeverShown() throws IOException {
        write("agents.ini", "[anna]\nphone-secret = hunter2hunter2\n[ben]\nphone-secret = abc\n");
        assertThat(refused(List.of()).toString()).doesNotContain("abc");
        write("agents.ini", "[anna]\nphone-secret = hunter2hunter2\n");
        SettingsReader.Read read = read(sources());
        assertThat(read.settings().sip().phones()).containsEntry("anna", new Secret("hunter2hunter2"));
        assertThat(read.toString()).doesNotContain("hunter2");
        assertThat(InForce.table(read.inForce()))
                .contains("agents.anna.phone-secret")
                .contains("********")
                .doesNotContain("hunter2");
    }

    @Test
    void aSecretMayStandInAFileOfItsOwn() throws IOException {
        write("anna.secret", "hunter2hunter2\n");
        write("agents.ini", "[anna]\nphone-secret-file = anna.secret\n");
        assertThat(read(sources()).settings().sip().phones()).containsEntry("anna", new Secret("hunter2hunter2"));
    }

    @Test
    void whoWritesQueuesMeansTheseAndNoOthers() throws IOException {
        write("queues.ini", "service-level = 30s\n[sales]\nmax-size = 3 ; a small team\n");
        write("agents.ini", "[zoe]\nqueues = sales\ncontact = sip:zoe@127.0.0.1:5070\n");
        Settings settings = read(sources()).settings();
        assertThat(settings.acd().queues()).extracting(q -> q.name().value()).containsExactly("sales");
        assertThat(settings.acd().serviceLevel()).isEqualTo(Duration.ofSeconds(30));
        assertThat(queue(settings, "sales").maxSize()).isEqualTo(3);
        assertThat(settings.acd().agents()).extracting(a -> a.id().value()).containsExactly("zoe");
        assertThat(settings.acd().agents()).extracting(AgentSettings::name).containsExactly("zoe");
        assertThat(settings.sip().staticContacts()).containsEntry("zoe", "sip:zoe@127.0.0.1:5070");
    }

    @Test
    void hoursReadRangesOverTheEndOfTheWeekAndOfTheDay() throws IOException {
        write("hours.ini", """
            [night]
            zone = UTC
            open = Sat-Mon 22:00-06:00, wednesday 08:00-24:00
            holidays = 2027-04-29..2027-05-05, 2027-12-25
            """);
        HoursSettings night = Objects.requireNonNull(
                read(sources()).settings().scripts().hours().get("night"));
        assertThat(night.open()).hasSize(2);
        assertThat(night.open().getFirst().days()).hasSize(3);
        assertThat(night.holidays())
                .hasSize(8)
                .contains(LocalDate.of(2027, 5, 1))
                .doesNotContain(LocalDate.of(2027, 4, 1));
    }

    @Test
    void holidaysMayBeACountrysAndARegionsBesideDates() throws IOException {
        write("hours.ini", """
            [office]
            holidays = DE-BY, TR, 2027-12-24
            except = 2027-01-06
            """);
        HoursSettings office = Objects.requireNonNull(
                read(sources()).settings().scripts().hours().get("office"));
        assertThat(office.countries()).containsExactly("DE-BY", "TR");
        assertThat(office.holidays()).containsExactly(LocalDate.of(2027, 12, 24));
        assertThat(office.except()).containsExactly(LocalDate.of(2027, 1, 6));
    }

    @Test
    void theBenchProfileNeedsNoFolderOfSettings() {
        Path home = Path.of("").toAbsolutePath(); // the scripts of its numbers are shipped
        Sources sources = new Sources(home, conf, Optional.empty(), Optional.of("bench"), Map.of(), List.of());
        Settings settings = read(sources).settings();
        assertThat(settings.sip().listen()).containsExactly("127.0.0.1:5070");
        assertThat(settings.calls().numbers()).containsOnlyKeys("echo0", "prompt", "ivr", "queue");
        List<AgentSettings> bench = settings.acd().agents().stream()
                .filter(AgentSettings::alwaysReady)
                .toList();
        assertThat(bench).hasSize(1000);
        assertThat(settings.sip().staticContacts()).hasSize(1000).containsEntry("bench-1000", "sip:127.0.0.1:5390");
        assertThat(queue(settings, "bench").wrapUp()).isZero();
    }

    @Test
    void aProfileMayBeAFolderOfFiles() throws IOException {
        write("profiles/night/queues.ini", "[support]\nring = 40s\n");
        Sources sources = new Sources(conf, conf, Optional.of(conf), Optional.of("night"), Map.of(), List.of());
        assertThat(queue(read(sources).settings(), "support").ring()).isEqualTo(Duration.ofSeconds(40));
        assertThat(queue(read(sources).settings(), "billing").ring()).isEqualTo(Duration.ofSeconds(18));
    }

    @Test
    void anEmptyValueTakesANumberAway() {
        Sources sources =
                new Sources(conf, conf, Optional.empty(), Optional.empty(), Map.of(), List.of("numbers.200="));
        assertThat(read(sources).settings().calls().numbers()).containsOnlyKeys("100");
    }

    @Test
    void aFileThatIsNotTextIsToldNotThrown() throws IOException {
        Files.write(conf.resolve("sip.properties"), new byte[] {(byte) 0xC3, (byte) 0x28});
        assertThat(refused(List.of())).extracting(Problem::what).containsExactly("The file is not UTF-8 text.");
    }

    @Test
    void theTableHasOneLineForEachSetting() {
        assertThat(InForce.table(List.of(
                        new InForce("sip.tcp", "yes", "default"), new InForce("a", "x", "conf/a.properties:3"))))
                .isEqualTo("sip.tcp  yes  default\na        x    conf/a.properties:3\n");
    }

    @Test
    void aLineWithoutAnEqualsSignIsToldAsThat() throws IOException {
        write("calls.properties", "no\nmax-length = 1h\nplease answer\n");
        write("queues.ini", "[support]\nring 20s\n");
        write("agents.ini", "[anna]\nqueues = support\nphone-secret hunter2\n");
        assertThat(refused(List.of()))
                .extracting(p -> p.source().replace(conf + "/", "") + ":" + p.line() + " " + p.what() + " " + p.fix())
                .containsExactlyInAnyOrder(
                        "calls.properties:1 This line has no '='. Write KEY = VALUE, or put # before a remark.",
                        "calls.properties:3 calls.please: There is no such setting, and the line has no '='."
                                + " Write KEY = VALUE. \"config show\" lists all of them.",
                        "queues.ini:2 This line has no '='. Write KEY = VALUE, or put # before a remark.",
                        "agents.ini:3 This line has no '='. Write KEY = VALUE, or put # before a remark.");
        assertThat(refused(List.of()).toString()).doesNotContain("hunter2");
    }

    private Sources sources() {
        return new Sources(conf, conf, Optional.of(conf), Optional.empty(), Map.of(), List.of());
    }

    private static SettingsReader.Read read(Sources sources) {
        SettingsReader.Outcome outcome = SettingsReader.read(sources);
        if (outcome instanceof SettingsReader.Refused(var problems, var _)) {
            throw new AssertionError(problems.all().toString());
        }
        return (SettingsReader.Read) outcome;
    }

    private List<Problem> refused(List<String> sets) {
        Sources sources = new Sources(conf, conf, Optional.of(conf), Optional.empty(), Map.of(), sets);
        assertThat(SettingsReader.read(sources)).isInstanceOf(SettingsReader.Refused.class);
        return ((SettingsReader.Refused) SettingsReader.read(sources))
                .problems()
                .all();
    }

    private static QueueSettings queue(Settings settings, String name) {
        return settings.acd().queues().stream()
                .filter(q -> q.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void write(String name, String text) throws IOException {
        Path file = conf.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
