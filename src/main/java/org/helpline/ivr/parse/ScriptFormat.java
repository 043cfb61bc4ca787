package org.helpline.ivr.parse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.core.Problems;

/** The one way in which the files of scripts are laid out. Any thread; no state. */
public final class ScriptFormat {

    private ScriptFormat() {}

    /**
     * The text laid out; comments, order, quotes and meaning stay. What is laid out already comes back as it is.
     *
     * @param name the file as the designer knows it
     * @param problems told why there is no answer
     * @return empty when the text cannot be read, or not be laid out without touching its meaning
     */
    public static Optional<String> format(String name, String text, Problems problems) {
        SourceText source = new SourceText(name, text, problems);
        String plain = normal(text);
        if (plain.lines().allMatch(l -> l.isBlank() || l.strip().startsWith("#"))) {
            return Optional.of(commentsAlone(plain));
        }
        int before = source.count();
        Optional<YamlNode> root = YamlReader.read(plain, source);
        if (root.isEmpty() || source.count() > before) {
            return Optional.empty();
        }
        Optional<String> laidOut = LayoutReader.read(plain).map(n -> laidOut(plain, n));
        if (laidOut.filter(l -> means(root.get(), plain, l)).isPresent()) {
            return laidOut;
        }
        source.report(
                1,
                1,
                "This file cannot be laid out without the danger of changing what it means, so it was left as it is.",
                "Write it without directives, '?' keys and counted blocks.");
        return Optional.empty();
    }

    private static String normal(String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String lines = bare.replace("\r\n", "\n").replace('\r', '\n');
        return lines.endsWith("\n") ? lines : lines + "\n";
    }

    private static String commentsAlone(String text) {
        return text.lines()
                .map(String::strip)
                .collect(Collectors.joining("\n", "", "\n"))
                .replaceAll("\n{3,}", "\n\n");
    }

    private static String laidOut(String text, LayoutNode root) {
        int[] points = text.codePoints().toArray();
        return new LayoutWriter(points, new LayoutComments(points, root)).write(root);
    }

    /** Whether the new text is read as the old one was, and no comment is lost. */
    private static boolean means(YamlNode before, String text, String laidOut) {
        Problems problems = new Problems();
        Optional<YamlNode> after = YamlReader.read(laidOut, new SourceText("", laidOut, problems));
        return problems.isEmpty()
                && after.filter(a -> bare(a).equals(bare(before))).isPresent()
                && comments(laidOut).equals(comments(text));
    }

    private static List<String> comments(String text) {
        return LayoutReader.read(text)
                .map(n -> new LayoutComments(text.codePoints().toArray(), n).texts())
                .orElse(List.of());
    }

    /** Without places. */
    private static YamlNode bare(YamlNode node) {
        return switch (node) {
            case YamlNode.Text t -> bare(t);
            case YamlNode.Items i ->
                new YamlNode.Items(i.nodes().stream().map(ScriptFormat::bare).toList(), 0, 0);
            case YamlNode.Fields f ->
                new YamlNode.Fields(
                        f.fields().stream()
                                .map(e -> new YamlNode.Field(bare(e.key()), bare(e.value())))
                                .toList(),
                        0,
                        0);
        };
    }

    private static YamlNode.Text bare(YamlNode.Text text) {
        return new YamlNode.Text(text.value(), text.quoted(), 0, 0);
    }
}
