package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every word of the desk in every language, and no page that says anything else. */
class WordsTest {

    private static final Path PAGES = Path.of("src/main/resources/org/helpline/desk");
    private static final Path JAVA = Path.of("src/main/java/org/helpline");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)(:[^}]*)?}");
    private static final Pattern USED = Pattern.compile("\\bt\\(\\s*\"([^\"]+)\"");
    /** The forms that a number can need: Unicode CLDR, cardinals. */
    private static final Map<String, Set<String>> FORMS = Map.of(
            "en", Set.of("one", "other"),
            "ru", Set.of("one", "few", "many", "other"),
            "id", Set.of("other"),
            "tr", Set.of("one", "other"));

    static final List<String> PARTS = Words.PARTS;

    private final Words words = new Words();

    @ParameterizedTest
    @FieldSource("PARTS")
    void everyKeyHasAllFourLanguagesWithTheSamePlaces(String part) throws IOException {
        for (Map.Entry<String, JsonNode> entry : file(part).properties()) {
            Set<String> places = places(entry.getValue().path("en").asString(""));
            for (String language : Words.LANGUAGES) {
                String text = entry.getValue().path(language).asString("");
                assertThat(text).as("%s in %s", entry.getKey(), language).isNotBlank();
                assertThat(places(text))
                        .as("%s in %s", entry.getKey(), language)
                        .isEqualTo(places);
                forms(text)
                        .forEach(forms -> assertThat(forms)
                                .as("the plurals of %s in %s", entry.getKey(), language)
                                .isEqualTo(FORMS.get(language)));
            }
        }
    }

    @Test
    void russianIsWrittenInCyrillicAndTheOthersAreNot() {
        assertThat(words.in("ru").values().stream()
                        .filter(t -> t.matches(".*[a-z]{3}.*"))
                        .toList())
                .as("words of Russian that were left in English")
                .allMatch(t -> strippedOfNames(t).matches("[^a-z]*"));
        assertThat(words.in("tr").values()).noneMatch(t -> t.matches("(?s).*[А-Яа-я].*"));
        assertThat(words.in("id").values()).noneMatch(t -> t.matches("(?s).*[А-Яа-я].*"));
    }

    private static String strippedOfNames(String text) {
        return text.replaceAll("\\{(\\w+)(:[^}]*)?}", "")
                .replaceAll(
                        "desk\\.origins|desk\\.phone|sip\\.wss-listen|https|callbacks\\.allow|JavaScript|WebSocket|Helpline|Enter|HTTPS|Markdown|CSV|XLSX|SIP|Alt|Esc|goodbye|queue:|script:|Europe/Istanbul",
                        "");
    }

    @Test
    void everyWordThatAPageNamesIsThereAndEveryWordIsNamed() throws IOException {
        Set<String> used = new TreeSet<>();
        List<String> beginnings = new ArrayList<>();
        for (Path page : files(".html")) {
            String html = Files.readString(page);
            matches(Pattern.compile("\\{\\{t:([^$}]+)}}"), html).forEach(m -> used.add(m.group(1)));
            matches(Pattern.compile("\\{\\{page:([^:]+):([^}]+)}}"), html)
                    .forEach(m -> used.addAll(List.of(m.group(1), m.group(2))));
        }
        for (Path script : files(".js")) {
            String source = Files.readString(script);
            matches(USED, source).forEach(m -> used.add(m.group(1)));
            matches(Pattern.compile("\\bt\\([^()\"`]*\\?\\s*\"([^\"]+)\"\\s*:\\s*\"([^\"]+)\""), source)
                    .forEach(m -> used.addAll(List.of(m.group(1), m.group(2))));
            matches(Pattern.compile("\\bt\\(`([^`$]+)\\$"), source).forEach(m -> beginnings.add(m.group(1)));
            matches(Pattern.compile("\"((?:[a-z]+\\.)[a-z.-]+)\""), source)
                    .map(m -> m.group(1))
                    .filter(words.in("en")::containsKey)
                    .forEach(used::add); // handed on as an argument
        }
        assertThat(words.in("en").keySet()).containsAll(used);
        assertThat(words.in("en").keySet().stream()
                        .filter(key -> !key.startsWith("said.") && !used.contains(key))
                        .filter(key -> beginnings.stream().noneMatch(key::startsWith)))
                .as("words that no page says")
                .isEmpty();
    }

    @Test
    void noPageHasTextThatIsNotTranslated() throws IOException {
        for (Path page : files(".html")) {
            String html = Files.readString(page)
                    .replaceAll("\\{\\{say}}.*?\\{\\{/say}}|\\{\\{[^}]*}}", "")
                    .replaceAll("(?s)<p[^>]*id=\"languages\".*?</p>", "");
            List<String> texts = matches(Pattern.compile(">([^<]+)<"), html)
                    .map(m -> m.group(1).strip())
                    .toList();
            List<String> attributes = matches(
                            Pattern.compile("(?:title|aria-label|placeholder|alt)=\"([^\"]*)\""), html)
                    .map(m -> m.group(1).strip())
                    .toList();
            assertThat(Stream.concat(texts.stream(), attributes.stream())
                            .filter(t -> t.matches("(?s).*\\p{L}.*"))
                            .filter(t -> !t.equals("Helpline") && !t.equals("· Helpline")))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    @Test
    void noScriptHasTextThatIsNotTranslated() throws IOException {
        for (Path script : files(".js")) {
            if (script.endsWith("language.js") || script.endsWith("sip.js")) {
                continue; // each language says its own name; SIP is for the server
            }
            String source = Files.readString(script)
                    .replaceAll("(?m)^\\s*(//|/?\\*).*$", "")
                    .replaceAll("(?<=[;{,)\\s])// .*", "")
                    .replaceAll("\\b(?:t|said)\\(\\s*(\"[^\"]*\"|`[^`]*`)", "t(")
                    .replaceAll("(?:class|className)\\s*[:=](?:[^,{}\\n]|\\{[^{}]*})*", "")
                    .replaceAll("(?:querySelector|querySelectorAll|closest|matches|byId)\\((\"[^\"]*\"|`[^`]*`)\\)", "")
                    .replaceAll("\\$\\{(?:[^{}]|\\{[^{}]*})*}", "");
            List<String> texts = matches(Pattern.compile("\"([^\"\\n]*)\"|`([^`]*)`"), source)
                    .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                    .filter(WordsTest::isForReaders)
                    .toList();
            assertThat(texts).as(script.toString()).isEmpty();
        }
    }

    /** A capital and small letters, or two words. */
    private static boolean isForReaders(String literal) {
        String text = literal.replace("· Helpline", "").strip();
        boolean isName = List.of(
                                "Escape",
                                "Enter",
                                "Tab",
                                "Home",
                                "End",
                                "Delete",
                                "Backspace",
                                "Notification",
                                "Helpline",
                                "Key",
                                "Alt+")
                        .contains(text)
                || text.startsWith("Arrow")
                || text.matches("(Key|Digit|Page)[A-Z0-9]\\w*|[A-Z]+|.*[.#\\[\\]>]+.*|[A-Z]\\w*/\\w+|\\w+Error");
        return !isName
                && text.matches("(?s)\\p{Lu}\\p{Ll}.*|.*\\p{Ll}{2,},? \\p{Ll}{2,}.*")
                && !text.contains("use strict");
    }

    /** A sentence that is put together in Java is compared with its places empty. */
    @Test
    void everySentenceOfTheServerIsKnownInEveryLanguage() throws IOException {
        Set<String> known = words.in("en").entrySet().stream()
                .filter(e -> e.getKey().startsWith("said."))
                .map(e -> e.getValue().replaceAll("\\{\\w+}", "{}"))
                .collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (Path source : sources()) {
            boolean isForPrograms =
                    source.getFileName().toString().matches("(Api|Event(s|Stream)).*"); // who read one language
            JavaSentences.in(Files.readString(source)).stream()
                    .filter(s -> !isForPrograms && !known.contains(s))
                    .forEach(s -> unknown.add(source.getFileName() + ": " + s));
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tr-TR,tr;q=0.9,en;q=0.8 | tr",
                "de-DE,de;q=0.9,ru;q=0.5 | ru",
                "in | id",
                "en;q=0.2,ru;q=0.7 | ru",
                "tr;q=0,en | en",
                "de | en",
                "'' | en",
                "*;;;=,== | en"
            })
    void theBrowsersFirstLanguageThatTheDeskSpeaksIsTaken(String header, String language) {
        assertThat(Words.preferred(header)).isEqualTo(language);
    }

    @Test
    void aSentenceIsSaidWithWhatVariesAndAnUnknownOneStays() {
        assertThat(words.said("tr", "There is no queue vip.")).isEqualTo("vip kuyruğu yok.");
        assertThat(words.said("ru", "Name or password is wrong.")).isEqualTo("Неверное имя или пароль.");
        assertThat(words.said("ru", "Nobody has translated this.")).isEqualTo("Nobody has translated this.");
    }

    @Test
    void aPageIsFilledWithoutLettingAnybodysTextNameAnotherPlace() {
        String page = "<p>{{t:nav.board}}</p><i>{{say}}" + Pages.escape("{{t:nav.board}} <b>") + "{{/say}}</i>";
        assertThat(words.page("tr", page)).isEqualTo("<p>Pano</p><i>&#123;&#123;t:nav.board}} &lt;b&gt;</i>");
    }

    private static Set<String> places(String text) {
        return matches(ARGUMENT, text).map(m -> m.group(1)).collect(Collectors.toSet());
    }

    private static List<Set<String>> forms(String text) {
        return matches(ARGUMENT, text)
                .filter(m -> m.group(2) != null)
                .map(m -> Stream.of(m.group(2).substring(1).split("\\|", -1))
                        .map(form -> form.substring(0, form.indexOf('=')))
                        .collect(Collectors.toSet()))
                .toList();
    }

    private static JsonNode file(String part) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(PAGES.resolve("words/" + part + ".json")));
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(PAGES)) {
            return all.filter(p -> p.toString().endsWith(ending) && !p.endsWith("head.html"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> desk = Files.list(JAVA.resolve("desk"));
                Stream<Path> interaction = Files.list(JAVA.resolve("interaction"))) {
            return Stream.concat(desk, interaction)
                    .filter(p -> p.toString().endsWith(".java"))
                    .filter(p -> !p.endsWith("HttpDoor.java") && !p.endsWith("EventDoor.java")) // said to programs
                    .sorted()
                    .toList();
        }
    }
}
