package org.helpline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The house plan: which room may see which (besides itself and core), and the fences around libraries and language. */
class ArchitectureTest {

    private static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
            Map.entry("core", Set.of()),
            Map.entry("config", Set.of()),
            Map.entry("sdp", Set.of()),
            Map.entry("ivr", Set.of()),
            Map.entry("store", Set.of("config")),
            Map.entry("access", Set.of("config", "store")),
            Map.entry("acd", Set.of("config")),
            Map.entry("speech", Set.of("config")),
            Map.entry("tls", Set.of("config")),
            Map.entry("sip", Set.of("config", "tls")),
            Map.entry("media", Set.of("config", "sdp")),
            Map.entry("call", Set.of("config", "sdp", "sip", "media")),
            Map.entry("customer", Set.of("config", "store")),
            Map.entry("journal", Set.of("config", "store")),
            Map.entry("voicemail", Set.of("config", "store")),
            Map.entry("recording", Set.of("config", "media", "sdp", "store")),
            Map.entry("knowledge", Set.of("store")),
            Map.entry("interaction", Set.of("config", "call", "ivr", "acd", "speech")),
            Map.entry(
                    "desk",
                    Set.of(
                            "config",
                            "access",
                            "interaction",
                            "ivr",
                            "acd",
                            "customer",
                            "journal",
                            "knowledge",
                            "voicemail",
                            "recording",
                            "tls")),
            Map.entry("admin", Set.of("config", "acd", "journal", "sip")));

    private static final Set<String> ALL_SEEING = Set.of("app");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.helpline");

    @Test
    void aRoomSeesOnlyTheRoomsOfTheTable() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass from : HOUSE) {
            for (Dependency d : from.getDirectDependenciesFromSelf()) {
                String a = room(from);
                String b = room(d.getTargetClass());
                if (!b.isEmpty() && !a.equals(b) && !b.equals("core") && !ALL_SEEING.contains(a) && !sees(a, b)) {
                    strangers.add(a + " sees " + b + ": " + d.getDescription());
                }
            }
        }
        assertThat(strangers).isEmpty();
    }

    @Test
    void theTableAllowsNoMoreThanIsUsed() {
        Set<String> used = new TreeSet<>();
        HOUSE.forEach(from -> from.getDirectDependenciesFromSelf()
                .forEach(d -> used.add(room(from) + " sees " + room(d.getTargetClass()))));
        Set<String> allowed = new TreeSet<>();
        MAY_SEE.forEach((a, rooms) -> rooms.forEach(b -> allowed.add(a + " sees " + b)));
        allowed.removeAll(used);
        assertThat(allowed).isEmpty();
    }

    @Test
    void everyRoomStandsInTheTable() {
        Set<String> unknown = new TreeSet<>();
        HOUSE.forEach(c -> {
            if (!room(c).isEmpty() && !MAY_SEE.containsKey(room(c)) && !ALL_SEEING.contains(room(c))) {
                unknown.add(c.getName());
            }
        });
        assertThat(unknown).isEmpty();
    }

    @Test
    void librariesStayBehindTheirFences() {
        fence(List.of("javax.sip..", "gov.nist.."), List.of("org.helpline.sip.."));
        fence(List.of("com.nimbusds.."), List.of("org.helpline.access.."));
        fence(List.of("io.netty.."), List.of("org.helpline.sip.transport..", "org.helpline.desk.."));
        fence(List.of("java.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite.."), List.of("org.helpline.store.."));
        fence(
                List.of("tools.jackson.dataformat.yaml..", "org.snakeyaml.."),
                List.of("org.helpline.config..", "org.helpline.ivr.parse.."));
    }

    @Test
    void timeChanceAndThreadsComeAsArguments() {
        List<String> outside = new ArrayList<>();
        for (JavaClass c : HOUSE) {
            if (room(c).equals("core") || room(c).equals("app")) {
                continue;
            }
            c.getMethodCallsFromSelf().forEach(call -> {
                String target = call.getTargetOwner().getName() + "." + call.getName();
                if (Set.of(
                                "java.lang.System.nanoTime",
                                "java.lang.System.currentTimeMillis",
                                "java.time.Instant.now",
                                "java.lang.Thread.sleep")
                        .contains(target)) {
                    outside.add(call.getDescription());
                }
            });
            c.getConstructorCallsFromSelf().forEach(call -> {
                if (call.getTargetOwner().getName().equals("java.lang.Thread")) {
                    outside.add(call.getDescription());
                }
            });
        }
        assertThat(outside).isEmpty();
    }

    @Test
    void nothingIsSynchronizedOutsideCore() {
        List<String> locks = new ArrayList<>();
        for (JavaClass c : HOUSE) {
            if (!room(c).equals("core") && !room(c).equals("app")) {
                c.getMethods().stream()
                        .filter(m -> m.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                        .forEach(m -> locks.add(m.getFullName()));
            }
        }
        assertThat(locks).isEmpty();
    }

    @Test
    void thereIsNoMutableStatic() {
        List<String> mutable = new ArrayList<>();
        for (JavaClass c : HOUSE) {
            for (JavaField f : c.getFields()) {
                Set<JavaModifier> m = f.getModifiers();
                if (m.contains(JavaModifier.STATIC)
                        && !m.contains(JavaModifier.FINAL)
                        && !f.getName().contains("$")) {
                    mutable.add(f.getFullName());
                }
            }
        }
        assertThat(mutable).isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Data|Info)$")
                .check(HOUSE);
    }

    private static boolean sees(String from, String to) {
        return MAY_SEE.getOrDefault(from, Set.of()).contains(to);
    }

    private static String room(JavaClass c) {
        String name = c.getPackageName();
        if (!name.startsWith("org.helpline.")) {
            return "";
        }
        String rest = name.substring("org.helpline.".length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private static void fence(List<String> library, List<String> rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.toArray(String[]::new))
                .because(library + " stays in " + rooms)
                .check(HOUSE);
    }
}
