package org.helpline.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of Markdown that articles need, as values: headings, paragraphs, lists, code; in them bold, code and links. HTML is text like any other,
 * and a link leads to the web, to a mail or to another article, so nothing that an author writes can run in a page. Pure.
 */
public final class Markdown {

    private static final Pattern HEADING = Pattern.compile("(#{1,4}) +(.+?)#* *");
    private static final Pattern BULLET = Pattern.compile(" {0,3}[-*+] +(.+)");
    private static final Pattern NUMBERED = Pattern.compile(" {0,3}\\d{1,3}[.)] +(.+)");
    private static final Pattern SPAN = Pattern.compile(
            "\\*\\*(?<bold>[^*]+)\\*\\*|`(?<code>[^`]+)`|\\[(?<words>[^\\]]+)]\\((?:(?<url>(?:https?://|mailto:)[^\\s()<>\"]+)|(?<article>[a-z0-9][a-z0-9_-]{0,63})\\.md)\\)");
    private static final String FENCE = "```";

    private Markdown() {}

    /** What a block is. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        BULLET,
        NUMBERED,
        CODE
    }

    /** A block of text. {@code level}: of a heading, 1 to 4; else 0. */
    public record Block(Kind kind, int level, List<Span> spans) {}

    /** Text in a block. {@code look}: {@code text}, {@code bold}, {@code code}, {@code link} or {@code article}; {@code url} is a link's address, or the id of the article that this leads to. */
    public record Span(String look, String text, String url) {}

    /** Reads Markdown; whatever it does not know is text. */
    public static List<Block> blocks(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<String> paragraph = new ArrayList<>();
        List<String> code = new ArrayList<>();
        boolean isCode = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith(FENCE)) {
                flush(paragraph, blocks);
                if (isCode) {
                    blocks.add(new Block(Kind.CODE, 0, List.of(new Span("text", String.join("\n", code), ""))));
                    code.clear();
                }
                isCode = !isCode;
            } else if (isCode) {
                code.add(line);
            } else {
                line(line, paragraph, blocks);
            }
        }
        paragraph.addAll(code);
        flush(paragraph, blocks);
        return List.copyOf(blocks);
    }

    private static void line(String line, List<String> paragraph, List<Block> blocks) {
        Matcher heading = HEADING.matcher(line);
        Matcher bullet = BULLET.matcher(line);
        Matcher numbered = NUMBERED.matcher(line);
        if (line.isBlank()) {
            flush(paragraph, blocks);
        } else if (heading.matches()) {
            flush(paragraph, blocks);
            blocks.add(new Block(
                    Kind.HEADING,
                    heading.group(1).length(),
                    spans(heading.group(2).strip())));
        } else if (bullet.matches()) {
            flush(paragraph, blocks);
            blocks.add(new Block(Kind.BULLET, 0, spans(bullet.group(1))));
        } else if (numbered.matches()) {
            flush(paragraph, blocks);
            blocks.add(new Block(Kind.NUMBERED, 0, spans(numbered.group(1))));
        } else {
            paragraph.add(line.strip());
        }
    }

    private static void flush(List<String> paragraph, List<Block> blocks) {
        if (!paragraph.isEmpty()) {
            blocks.add(new Block(Kind.PARAGRAPH, 0, spans(String.join(" ", paragraph))));
            paragraph.clear();
        }
    }

    private static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = SPAN.matcher(text);
        int from = 0;
        while (matcher.find()) {
            plain(text.substring(from, matcher.start()), spans);
            if (matcher.group("bold") != null) {
                spans.add(new Span("bold", matcher.group("bold"), ""));
            } else if (matcher.group("code") != null) {
                spans.add(new Span("code", matcher.group("code"), ""));
            } else if (matcher.group("article") != null) {
                spans.add(new Span("article", matcher.group("words"), matcher.group("article")));
            } else {
                spans.add(new Span("link", matcher.group("words"), matcher.group("url")));
            }
            from = matcher.end();
        }
        plain(text.substring(from), spans);
        return List.copyOf(spans);
    }

    private static void plain(String text, List<Span> spans) {
        if (!text.isEmpty()) {
            spans.add(new Span("text", text, ""));
        }
    }

    /** The words alone, to be searched. */
    static String plain(String markdown) {
        return blocks(markdown).stream()
                .map(b -> b.spans().stream().map(Span::text).collect(Collectors.joining()))
                .collect(Collectors.joining(" "));
    }
}
