package org.helpline.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** Lays the sources over one another, weakest first. One thread, once. */
final class Layers {

    /** The files of a configuration folder; an {@code .ini} has sections. */
    static final Set<String> FILES = Set.of(
            "sip.properties",
            "tls.properties",
            "media.properties",
            "calls.properties",
            "callbacks.properties",
            "numbers.properties",
            "scripts.properties",
            "speech.properties",
            "desk.properties",
            "store.properties",
            "mail.properties",
            "hours.ini",
            "queues.ini",
            "voicemail.ini",
            "recordings.properties",
            "reports.ini",
            "agents.ini",
            "look-ups.ini",
            "webhooks.ini",
            "extensions.ini",
            "trunks.ini");

    /** Variables that mean something to the launcher and to the program, but are no settings. */
    static final Set<String> NOT_SETTINGS = Set.of(
            "HELPLINE_HOME",
            "HELPLINE_DATA",
            "HELPLINE_CONF",
            "HELPLINE_PROFILE",
            "HELPLINE_AOT",
            "HELPLINE_HEAP",
            "HELPLINE_JAVA_OPTIONS");

    private static final String PREFIX = "HELPLINE_";

    private final Sources sources;
    private final Map<String, String> drafts;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Origin> sections = new LinkedHashMap<>();

    private Layers(Sources sources, Map<String, String> drafts, Problems problems) {
        this.sources = sources;
        this.drafts = drafts;
        this.problems = problems;
    }

    /**
     * Reads all sources; unknown keys and unreadable files are told to {@code problems}.
     *
     * @param drafts texts to read in the place of files of the folder, by file name
     */
    static Values read(Sources sources, Map<String, String> drafts, Problems problems) {
        Layers layers = new Layers(sources, drafts, problems);
        layers.defaults();
        layers.files();
        sources.profile().ifPresent(layers::profile);
        layers.environment();
        layers.commandLine();
        layers.checkNames();
        return new Values(layers.entries, layers.sections, problems);
    }

    private void defaults() {
        Defaults.SECTIONS.forEach(s -> sections.put(s, Origin.BUILT_IN));
        Defaults.VALUES.forEach(v -> entries.put(v.getKey(), new Entry(v.getKey(), v.getValue(), Origin.BUILT_IN)));
    }

    private void files() {
        if (sources.conf().isEmpty()) {
            return;
        }
        Path conf = sources.conf().get();
        if (!Files.isDirectory(conf)) {
            problems.add(Problem.of(
                    conf.toString(), "There is no such folder.", "Make it, or leave it out to run on the defaults."));
            return;
        }
        TreeSet<Path> files = new TreeSet<>(settingsFiles(conf));
        drafts.keySet().forEach(name -> files.add(conf.resolve(name)));
        for (Path file : files) {
            String family = stem(file);
            if (KeyTable.FAMILIES.contains(family)) {
                // who writes agents.ini means these agents and no others
                entries.keySet().removeIf(k -> KeyTable.family(k).equals(family));
                sections.keySet().removeIf(k -> KeyTable.family(k).equals(family));
            }
            file(file, file.toString(), Origin.Layer.FILE);
        }
    }

    private List<Path> settingsFiles(Path folder) {
        List<Path> known = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(Files::isRegularFile).sorted().forEach(file -> {
                String name = String.valueOf(file.getFileName());
                if (FILES.contains(name)) {
                    known.add(file);
                } else if (name.endsWith(".properties") || name.endsWith(".ini")) {
                    problems.add(Problem.of(
                            file.toString(), "This file is not read: no part of Helpline has that name.", meant(name)));
                }
            });
        } catch (IOException e) {
            problems.add(Problem.of(folder.toString(), "The folder cannot be read.", "Let this user read it."));
        }
        return known;
    }

    private static String meant(String name) {
        return KeyTable.nearest(name, FILES)
                .map(n -> "Did you mean " + n + "?")
                .orElse("The files are " + String.join(", ", new TreeSet<>(FILES)) + ".");
    }

    private void file(Path file, String source, Origin.Layer layer) {
        try {
            take(ConfigText.read(source, text(written(file, layer)), stem(file) + ".", layer, isIni(file), problems));
        } catch (CharacterCodingException e) {
            problems.add(Problem.of(source, "The file is not UTF-8 text.", "Save it as UTF-8."));
        } catch (IOException e) {
            problems.add(Problem.of(source, "The file cannot be read.", "Let this user read it."));
        }
    }

    private String written(Path file, Origin.Layer layer) throws IOException {
        String draft = layer == Origin.Layer.FILE ? drafts.get(String.valueOf(file.getFileName())) : null;
        return draft == null ? Files.readString(file) : draft;
    }

    /** Without the byte order mark that some editors put first. */
    private static String text(String raw) {
        return raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static boolean isIni(Path file) {
        return file.toString().endsWith(".ini");
    }

    private void take(ConfigText text) {
        text.sections().forEach(sections::putIfAbsent);
        text.entries().forEach(e -> entries.put(e.key(), e));
    }

    /** {@code conf/profiles/NAME/}, else {@code conf/profiles/NAME.properties}, else the one that the program brings. */
    private void profile(String name) {
        Optional<Path> profiles = sources.conf().map(c -> c.resolve("profiles"));
        Optional<Path> folder = profiles.map(p -> p.resolve(name)).filter(Files::isDirectory);
        Optional<Path> single =
                profiles.map(p -> p.resolve(name + ".properties")).filter(Files::isRegularFile);
        if (!Shapes.isName(name)) {
            noProfile(name);
        } else if (folder.isPresent()) {
            settingsFiles(folder.get()).forEach(f -> file(f, "profile " + name + " " + f, Origin.Layer.PROFILE));
        } else if (single.isPresent()) {
            overlay(name, "profile " + name + " " + single.get(), () -> Files.readString(single.get()));
        } else if (Layers.class.getResource("profiles/" + name + ".properties") != null) {
            overlay(name, "profile " + name, () -> resource(name));
        } else {
            noProfile(name);
        }
    }

    private void noProfile(String name) {
        problems.add(Problem.of(
                "command line",
                "There is no profile \"" + name + "\".",
                "Expected conf/profiles/NAME.properties, bench, scenarios or soak."));
    }

    private void overlay(String name, String source, Text text) {
        try {
            take(ConfigText.read(source, text(text.read()), "", Origin.Layer.PROFILE, false, problems));
        } catch (IOException e) {
            problems.add(
                    Problem.of(source, "Profile " + name + " cannot be read.", "Let this user read it, as UTF-8."));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Layers.class.getResourceAsStream("profiles/" + name + ".properties")) {
            if (in == null) {
                throw new IOException("profile " + name + " is gone");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @FunctionalInterface
    private interface Text {
        String read() throws IOException;
    }

    private void environment() {
        Map<String, String> names = new TreeMap<>();
        Values sofar = new Values(entries, sections, problems);
        for (Key<?> key : KeyTable.ALL) {
            if (key.name().contains("*")) {
                sofar.members(KeyTable.family(key.name())).forEach(m -> names.put(variable(key.of(m)), key.of(m)));
            } else {
                names.put(variable(key.name()), key.name());
            }
        }
        new TreeMap<>(sources.environment()).forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !NOT_SETTINGS.contains(variable)) {
                setFromEnvironment(variable, value, names);
            }
        });
    }

    private void setFromEnvironment(String variable, String value, Map<String, String> names) {
        String number = variable.replaceFirst("^HELPLINE_NUMBERS_(?=\\d+$)", "");
        String key = number.equals(variable) ? names.get(variable) : "numbers." + number;
        String source = "environment " + variable;
        if (key == null) {
            problems.add(Problem.of(
                    source,
                    "No setting goes by that name.",
                    KeyTable.nearest(variable, names.keySet())
                            .map(n -> "Did you mean " + n + "?")
                            .orElse("The names are HELPLINE_ and the key in capitals, such as HELPLINE_SIP_LISTEN.")));
        } else {
            entries.put(key, new Entry(key, value, new Origin(Origin.Layer.ENVIRONMENT, source, 0, null)));
        }
    }

    /** The environment variable of a key: {@code sip.max-calls} is HELPLINE_SIP_MAX_CALLS. */
    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private void commandLine() {
        for (String set : sources.sets()) {
            int equals = set.indexOf('=');
            if (equals < 1) {
                problems.add(Problem.of(
                        "command line",
                        "--set " + set + " says nothing.",
                        "Expected --set KEY=VALUE, such as sip.tcp=no."));
            } else {
                String key = set.substring(0, equals).strip();
                Origin origin = new Origin(Origin.Layer.COMMAND_LINE, "command line", 0, null);
                entries.put(key, new Entry(key, set.substring(equals + 1), origin));
            }
        }
    }

    private void checkNames() {
        Values values = new Values(entries, sections, problems);
        for (String family : KeyTable.SECTIONED) {
            boolean many = family.equals(AgentKeys.FAMILY);
            for (String member : values.members(family)) {
                if (!MemberNames.fits(member, many)) {
                    values.problem(
                            family + "." + member,
                            "This name does not do.",
                            "Expected lower-case letters, digits, - and _"
                                    + (many ? ", or many at once: desk-{1..20}." : "."));
                }
            }
        }
        List.copyOf(entries.values()).stream()
                .filter(e -> KeyTable.find(e.key()).isEmpty())
                .forEach(e -> {
                    String line = e.origin().shown();
                    boolean blank = line != null && !line.contains("=") && !line.contains(":");
                    values.problem(
                            e.key(),
                            blank ? "There is no such setting, and the line has no '='." : "There is no such setting.",
                            (blank ? "Write KEY = VALUE. " : "") + instead(e.key()));
                    entries.remove(e.key());
                });
    }

    private static String instead(String key) {
        return KeyTable.nearest(key).map(n -> "Did you mean " + n + "?").orElse("\"config show\" lists all of them.");
    }
}
