package org.helpline.desk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The desk's words in every language it speaks. Pages name them by key: {@code {{t:status.ready}}} in a page, {@code t("status.ready")} in a
 * script. Sentences of the server are English wherever they are made; a key that begins with {@code said.} knows such a sentence by its English
 * text, with {@code {names}} for what varies, so a sentence that no translator has seen yet is shown in English. Immutable.
 */
final class Words {

    /** English first: what others lack is said in it. */
    static final List<String> LANGUAGES = List.of("en", "ru", "id", "tr");

    /** The files, each of one part of the desk, so that two people who add words seldom meet. */
    static final List<String> PARTS = List.of(
            "common",
            "desk",
            "board",
            "scripts",
            "said",
            "call",
            "people",
            "wall",
            "work",
            "numbers",
            "admin",
            "callback",
            "phone",
            "sound");

    private static final String ENGLISH = "en";
    private static final String SAID = "said.";
    private static final Pattern PLACE = Pattern.compile("\\{\\{t:([a-z0-9.-]+)}}");
    private static final Pattern SAY = Pattern.compile("\\{\\{say}}(.*?)\\{\\{/say}}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private final Map<String, Map<String, String>> byLanguage = new TreeMap<>();
    private final Map<String, String> keyOfSentence = new TreeMap<>();
    private final List<Template> templates = new ArrayList<>();

    private record Template(Pattern pattern, List<String> names, String key) {}

    /** Reads all; a missing or broken file is a broken build. */
    Words() {
        LANGUAGES.forEach(language -> byLanguage.put(language, new TreeMap<>()));
        JsonMapper json = JsonMapper.builder().build();
        for (String part : PARTS) {
            for (Map.Entry<String, JsonNode> entry :
                    json.readTree(Pages.read("words/" + part + ".json")).properties()) {
                add(entry.getKey(), entry.getValue());
            }
        }
    }

    private void add(String key, JsonNode texts) {
        String english = texts.path(ENGLISH).asString("");
        LANGUAGES.forEach(l -> {
            String before = in(l).put(key, texts.path(l).asString(english));
            if (before != null) {
                throw new IllegalStateException("two files have the key " + key);
            }
        });
        if (key.startsWith(SAID)) {
            keyOfSentence.put(english, key);
            Matcher names = NAME.matcher(english);
            if (names.find()) {
                templates.add(new Template(
                        pattern(english),
                        names.reset().results().map(m -> m.group(1)).toList(),
                        key));
            }
        }
    }

    private static Pattern pattern(String english) {
        String between =
                Arrays.stream(NAME.split(english, -1)).map(Pattern::quote).collect(Collectors.joining("(.*)"));
        return Pattern.compile(between, Pattern.DOTALL);
    }

    /** Every key with its text in one language. */
    Map<String, String> in(String language) {
        return Objects.requireNonNull(byLanguage.get(language), language);
    }

    /** What a page's scripts read: the texts by key, and the server's sentences by their English. */
    byte[] file(String language) {
        ObjectNode file = DeskJson.object();
        ObjectNode words = file.putObject("words");
        ObjectNode sentences = file.putObject("said");
        in(language).forEach((key, text) -> {
            if (!key.startsWith(SAID)) {
                words.put(key, text);
            } else if (!language.equals(ENGLISH)) {
                sentences.put(in(ENGLISH).get(key), text);
            }
        });
        return DeskJson.text(file).getBytes(StandardCharsets.UTF_8);
    }

    /** The language of a request: the one chosen here before, else the first of the browser's that the desk speaks, else English. */
    static String language(Request request) {
        return request.cookie(LanguageChoice.COOKIE)
                .filter(LANGUAGES::contains)
                .orElseGet(() -> preferred(request.header("accept-language")));
    }

    /** RFC 9110 §12.5.4; a header that is none is no wish. */
    static String preferred(String acceptLanguage) {
        try {
            return LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                    .filter(LANGUAGES::contains)
                    .findFirst()
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException e) {
            return ENGLISH;
        }
    }

    /** A sentence of the server in a language; as it is where it is not known. */
    String said(String language, String english) {
        String key = keyOfSentence.get(english);
        if (key != null) {
            return text(language, key);
        }
        for (Template template : templates) {
            Matcher matcher = template.pattern().matcher(english);
            if (matcher.matches()) {
                String text = text(language, template.key());
                for (int i = 0; i < template.names().size(); i++) {
                    text = text.replace("{" + template.names().get(i) + "}", matcher.group(i + 1));
                }
                return text;
            }
        }
        return english;
    }

    /** A page in a language: its places for words filled, what the server says in it translated. */
    String page(String language, String html) {
        String filled = PLACE.matcher(html.replace("{{language}}", language))
                .replaceAll(m -> Matcher.quoteReplacement(Pages.escape(text(language, m.group(1)))));
        return SAY.matcher(filled)
                .replaceAll(m -> Matcher.quoteReplacement(Pages.escape(said(language, Pages.plain(m.group(1))))));
    }

    private String text(String language, String key) {
        return Objects.requireNonNull(in(language).get(key), key);
    }
}
