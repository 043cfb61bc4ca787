package org.helpline.app;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Sections.Setting;
import org.helpline.config.Sections.Where;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.helpline.config.StoreSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.interaction.SettingsBoard.Change;
import org.helpline.interaction.SettingsBoard.Conflict;
import org.helpline.interaction.SettingsBoard.Done;
import org.helpline.interaction.SettingsBoard.Family;
import org.helpline.interaction.SettingsBoard.Fault;
import org.helpline.interaction.SettingsBoard.Fine;
import org.helpline.interaction.SettingsBoard.Known;
import org.helpline.interaction.SettingsBoard.Made;
import org.helpline.interaction.SettingsBoard.OpenAt;
import org.helpline.interaction.SettingsBoard.Outcome;
import org.helpline.interaction.SettingsBoard.Past;
import org.helpline.interaction.SettingsBoard.Refused;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfDeskTest {

    private static final String AGENTS = """
            # Who works here.

            # Anna came first.
            [anna]
            name = Anna   ; since 2019
            queues = support
            phone-secret = secret-of-anna

            [ada]
            name = Ada
            role = administrator
            """;
    private static final String QUEUES = "[support]\nring = 20s\n\n[billing]\n";

    @TempDir
    private Path folder;

    private final List<Made> made = new ArrayList<>();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T02:00:00Z"));
    private Store store;

    @SuppressWarnings("NullAway.Init") // by desk()
    private Reload reload;

    private ConfDesk desk;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(conf());
        Files.writeString(conf().resolve("agents.ini"), AGENTS);
        Files.writeString(conf().resolve("queues.ini"), QUEUES);
        store = Store.open(
                        new StoreSettings(
                                folder.resolve("s.db"), folder.resolve("spill"), folder.resolve("c.csv"), "GB"),
                        new Problems())
                .orElseThrow();
        desk = desk(sources(Map.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path conf() {
        return folder.resolve("conf");
    }

    private Sources sources(Map<String, String> environment) {
        return new Sources(
                folder, folder.resolve("data"), Optional.of(conf()), Optional.empty(), environment, List.of());
    }

    private ConfDesk desk(Sources sources) {
        reload = new Reload(() -> SettingsReader.read(sources), (SettingsReader.Read) SettingsReader.read(sources));
        return new ConfDesk(
                sources,
                reload,
                new SettingsHistory(store, clock),
                () -> List.copyOf(made),
                name -> new Done(0, List.of(), List.of(new Made(name, "new password", ""))),
                new CalendarLook(clock));
    }

    private String file(String name) throws IOException {
        return Files.readString(conf().resolve(name));
    }

    private String mark(Family family, String section) {
        return desk.shown(family).sections().stream()
                .filter(k -> k.section().name().equals(section))
                .map(Known::mark)
                .findFirst()
                .orElse("");
    }

    private Change change(Family family, String section, Map<String, Optional<String>> settings) {
        return new Change(family, section, mark(family, section), false, settings);
    }

    private Change agent(String section, String key, String value) {
        return change(Family.AGENTS, section, Map.of(key, Optional.of(value)));
    }

    private Setting shown(Family family, String section, String key) {
        return desk.shown(family).sections().stream()
                .filter(k -> k.section().name().equals(section))
                .flatMap(k -> k.section().settings().stream())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Fault only(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).faults()).hasSize(1);
        return ((Refused) outcome).faults().getFirst();
    }

    private long done(Outcome outcome) {
        assertThat(outcome)
                .asInstanceOf(type(Done.class))
                .extracting(Done::number)
                .isNotEqualTo(0L);
        return ((Done) outcome).number();
    }

    @Test
    @DisplayName("P84: a change is in the file, in its very line, and nothing else of it moves")
    void aChangeKeepsWhatSomebodyWrote() throws IOException {
        long number = done(desk.change("ada", agent("anna", "queues", "support, billing")));
        assertThat(file("agents.ini")).isEqualTo(AGENTS.replace("queues = support", "queues = support, billing"));
        assertThat(desk.history(5)).singleElement().satisfies(p -> {
            assertThat(p.number()).isEqualTo(number).isEqualTo(1);
            assertThat(p.by()).isEqualTo("ada");
            assertThat(p.before()).startsWith("# Anna came first.\n[anna]\n").contains("queues = support\n");
            assertThat(p.after()).contains("queues = support, billing\n");
        });
    }

    @Test
    void eachSettingShowsItsValueItsDefaultAndWhereItComesFrom() {
        assertThat(shown(Family.QUEUES, "support", "ring")).satisfies(s -> {
            assertThat(s.value()).isEqualTo("20s");
            assertThat(s.usual()).isEqualTo("18s");
            assertThat(s.origin()).endsWith("queues.ini:2");
            assertThat(s.where()).isEqualTo(Where.FILE);
        });
        assertThat(shown(Family.QUEUES, "billing", "ring").where()).isEqualTo(Where.DEFAULT);
    }

    @Test
    void whatTheEnvironmentSaysIsShownAsAboveTheFile() {
        desk = desk(sources(Map.of("HELPLINE_QUEUES_SUPPORT_RING", "33s")));
        assertThat(shown(Family.QUEUES, "support", "ring")).satisfies(s -> {
            assertThat(s.value()).isEqualTo("33s");
            assertThat(s.origin()).isEqualTo("environment HELPLINE_QUEUES_SUPPORT_RING");
            assertThat(s.where()).isEqualTo(Where.ABOVE);
        });
    }

    @Test
    void aMistakeIsToldAtItsFieldAndChangesNothing() throws IOException {
        Change wrong = agent("anna", "queues", "suport");
        Fault fault = only(desk.check(wrong));
        assertThat(fault.key()).isEqualTo("queues");
        assertThat(fault.what()).isEqualTo("There is no queue named suport.");
        assertThat(fault.fix()).contains("support");
        assertThat(only(desk.change("ada", wrong))).isEqualTo(fault);
        assertThat(file("agents.ini")).isEqualTo(AGENTS);
        assertThat(desk.history(5)).isEmpty();
    }

    @Test
    void whatAReloadWouldRefuseIsRefused() throws IOException {
        reload.add(new Reload.Part() {
            @Override
            public boolean covers(String key) {
                return true;
            }

            @Override
            public void check(SettingsReader.Read next, Problems problems) {
                problems.add(Problem.of("here", "agents.anna.name: Not this one.", "Take another."));
            }

            @Override
            public String take(SettingsReader.Read before, SettingsReader.Read next) {
                throw new AssertionError("refused before");
            }
        });
        assertThat(only(desk.change("ada", agent("anna", "name", "Anne"))))
                .isEqualTo(new Fault("name", "Not this one.", "Take another."));
        assertThat(file("agents.ini")).isEqualTo(AGENTS);
    }

    @Test
    void aCheckWritesNothing() throws IOException {
        assertThat(desk.check(agent("anna", "queues", "billing"))).isEqualTo(new Fine());
        assertThat(file("agents.ini")).isEqualTo(AGENTS);
    }

    @Test
    @DisplayName("P84: what an editor has changed meanwhile is not written over")
    void twoWhoChangeOneSectionDoNotLoseEachOthersWork() throws IOException {
        Change mine = agent("anna", "name", "Anne");
        String other = AGENTS.replace("queues = support", "queues = billing");
        Files.writeString(conf().resolve("agents.ini"), other);
        assertThat(desk.change("ada", mine))
                .asInstanceOf(type(Conflict.class))
                .satisfies(c -> assertThat(c.now()).contains("queues = billing").doesNotContain("secret-of-anna"));
        assertThat(file("agents.ini")).isEqualTo(other);
    }

    @Test
    void anotherSectionMayHaveChangedMeanwhile() throws IOException {
        Change mine = agent("anna", "name", "Anne");
        Files.writeString(conf().resolve("agents.ini"), AGENTS.replace("Ada", "Adah"));
        done(desk.change("ada", mine));
        assertThat(file("agents.ini")).contains("name = Anne   ; since 2019").contains("Adah");
    }

    @Test
    void undoGivesTheBytesBack() throws IOException {
        long number = done(desk.change(
                "ada",
                change(Family.AGENTS, "anna", Map.of("name", Optional.empty(), "role", Optional.of("supervisor")))));
        assertThat(file("agents.ini")).isNotEqualTo(AGENTS);
        long undo = done(desk.undo("ada", number));
        assertThat(file("agents.ini")).isEqualTo(AGENTS);
        assertThat(desk.history(5)).extracting(Past::undoes).containsExactly(number, 0L);
        assertThat(desk.history(5)).extracting(Past::undoneBy).containsExactly(0L, undo);
        assertThat(only(desk.undo("ada", number)).what()).contains("already").contains("2");
        done(desk.undo("ada", undo));
        assertThat(file("agents.ini")).contains("role = supervisor");
    }

    @Test
    void undoIsRefusedWithBothTextsWhenTheSectionChangedSince() throws IOException {
        long first = done(desk.change("ada", agent("anna", "queues", "billing")));
        done(desk.change("ada", agent("anna", "queues", "support, billing")));
        String before = file("agents.ini");
        assertThat(desk.undo("ada", first)).asInstanceOf(type(Conflict.class)).satisfies(c -> {
            assertThat(c.then()).contains("queues = billing\n");
            assertThat(c.now()).contains("queues = support, billing\n");
        });
        assertThat(file("agents.ini")).isEqualTo(before);
    }

    @Test
    void aSectionIsMadeAndTakenAwayAndBothAreUndone() throws IOException {
        made.add(new Made("zoe", "her password", "her secret"));
        Outcome outcome = desk.change("ada", agent("zoe", "queues", "support"));
        assertThat(outcome)
                .asInstanceOf(type(Done.class))
                .satisfies(d -> assertThat(d.made()).isEqualTo(made));
        long added = done(outcome);
        assertThat(file("agents.ini")).isEqualTo(AGENTS + "\n[zoe]\nqueues = support\n");
        done(desk.undo("ada", added));
        assertThat(file("agents.ini")).isEqualTo(AGENTS);
        String queues = QUEUES + "\n[returns]\nring = 9s\n";
        Files.writeString(conf().resolve("queues.ini"), queues);
        long gone = done(desk.change(
                "ada", new Change(Family.QUEUES, "billing", mark(Family.QUEUES, "billing"), true, Map.of())));
        assertThat(file("queues.ini")).doesNotContain("billing").contains("returns");
        done(desk.undo("ada", gone));
        assertThat(file("queues.ini")).isEqualTo(queues);
    }

    @Test
    void aQueueThatAgentsServeIsNotTakenAway() {
        Change gone = new Change(Family.QUEUES, "support", mark(Family.QUEUES, "support"), true, Map.of());
        assertThat(only(desk.change("ada", gone)).what())
                .contains("agents.anna.queues")
                .contains("support");
    }

    @Test
    void secretsAreWrittenAndNeverShown() throws IOException {
        assertThat(shown(Family.AGENTS, "anna", "phone-secret").value()).isEqualTo("********");
        long number = done(desk.change("ada", agent("anna", "phone-secret", "another-secret")));
        assertThat(file("agents.ini")).contains("phone-secret = another-secret");
        assertThat(desk.history(5).toString()).doesNotContain("another-secret").doesNotContain("secret-of-anna");
        done(desk.change("ada", agent("anna", "queues", "billing")));
        done(desk.undo("ada", number + 1));
        assertThat(file("agents.ini"))
                .as("an undo leaves the secret that is")
                .isEqualTo(AGENTS.replace("secret-of-anna", "another-secret"));
    }

    @Test
    void whoIsTakenAwayComesBackWithoutTheSecret() throws IOException {
        long gone = done(
                desk.change("ada", new Change(Family.AGENTS, "anna", mark(Family.AGENTS, "anna"), true, Map.of())));
        assertThat(desk.undo("ada", gone))
                .asInstanceOf(type(Done.class))
                .satisfies(
                        d -> assertThat(d.lines()).contains("phone-secret is not kept in the history: set it anew."));
        assertThat(file("agents.ini")).isEqualTo(AGENTS.replace("phone-secret = secret-of-anna\n", ""));
    }

    @Test
    @DisplayName("the last administrator cannot lock everybody out")
    void somebodyStaysAdministrator() throws IOException {
        assertThat(only(desk.change("ada", agent("ada", "role", "agent"))).key())
                .isEqualTo("role");
        assertThat(file("agents.ini")).isEqualTo(AGENTS);
    }

    @Test
    void noNameAndNoValueWritesMoreThanItsOwnLine() throws IOException {
        Change name = new Change(Family.AGENTS, "x]\n[y", "", false, Map.of());
        assertThat(only(desk.change("ada", name)).what()).isEqualTo("This name does not do.");
        assertThat(only(desk.change("ada", agent("anna", "name", "A\n[mallory]\nrole = administrator")))
                        .key())
                .isEqualTo("name");
        assertThat(only(desk.change("ada", agent("anna", "x = y\nrole", "administrator")))
                        .what())
                .isEqualTo("There is no such setting.");
        assertThat(file("agents.ini")).isEqualTo(AGENTS);
    }

    @Test
    void aServerWithoutAFolderSaysHowToGetOne() {
        desk = desk(Sources.defaults(folder, folder.resolve("data")));
        assertThat(desk.shown(Family.AGENTS).refusal().orElseThrow()).contains("--conf");
        assertThat(only(desk.change("ada", agent("anna", "name", "Anne"))).what())
                .contains("--conf");
    }

    @Test
    void aFileThatIsNotThereBeginsWithWhatWasThereWithoutIt() throws IOException {
        Files.delete(conf().resolve("agents.ini"));
        desk = desk(sources(Map.of()));
        done(desk.change("admin", agent("anna", "skills", "returns:4")));
        assertThat(file("agents.ini")).contains("[anna]\nname = Anna\nqueues = support, billing\nskills = returns:4\n");
        assertThat(file("agents.ini"))
                .contains("[ben]")
                .contains("[admin]\nname = Administrator\nrole = administrator\n");
    }

    @Test
    void theFileKeepsItsRightsAndALinkStaysOne() throws IOException {
        Path real = Files.move(conf().resolve("agents.ini"), folder.resolve("real.ini"));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(conf().resolve("agents.ini"), real);
        done(desk.change("ada", agent("anna", "name", "Anne")));
        assertThat(conf().resolve("agents.ini")).isSymbolicLink();
        assertThat(Files.readString(real)).contains("Anne");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aCalendarSaysWhatItWouldSayBeforeItIsWritten() throws IOException {
        Files.writeString(conf().resolve("hours.ini"), "[office]\nzone = Europe/Istanbul\nopen = always\n");
        Change weekdays = change(
                Family.HOURS,
                "office",
                Map.of("open", Optional.of("Mon-Fri 09:00-18:00"), "holidays", Optional.of("2026-11-24")));
        assertThat(desk.openAt(weekdays, "2026-11-23T10:00")).satisfies(open -> {
            assertThat(open.state()).isEqualTo("open");
            assertThat(open.next()).isEqualTo("2026-11-23 18:00");
        });
        assertThat(desk.openAt(weekdays, "2026-11-24T10:00").state()).isEqualTo("holiday");
        assertThat(desk.openAt(weekdays, "2026-11-28T10:00").state()).isEqualTo("closed");
        assertThat(desk.openAt(change(Family.HOURS, "office", Map.of("open", Optional.of("Mon 9-18"))), ""))
                .extracting(OpenAt::faults, as(list(Fault.class)))
                .singleElement()
                .satisfies(f -> assertThat(f.key()).isEqualTo("open"));
        assertThat(file("hours.ini")).contains("open = always");
    }
}
