package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML 1.2 text to {@link YamlNode}s; bounded in size, depth and what aliases unfold to. */
public final class YamlReader {

    /** Largest file, in characters. */
    static final int MAX_CHARACTERS = 1_000_000;

    private static final int MAX_NODES = 50_000;
    private static final int MAX_DEPTH = 50;

    private final SourceText source;
    private int nodes;

    private YamlReader(SourceText source) {
        this.source = source;
    }

    /** The document's root; empty when there is none or it could not be read, which {@code source} has reported. */
    public static Optional<YamlNode> read(String text, SourceText source) {
        if (text.length() > MAX_CHARACTERS) {
            source.report(0, 0, "The file is too large.", "A script file has at most 1,000,000 characters.");
            return Optional.empty();
        }
        try {
            return new YamlReader(source).document(text);
        } catch (MarkedYamlEngineException e) {
            YamlSlips.Slip slip = YamlSlips.of(text, e);
            source.report(slip.line(), slip.column(), slip.what(), slip.fix());
        } catch (YamlEngineException e) {
            source.report(
                    0, 0, "This is not YAML: " + plain(String.valueOf(e.getMessage())) + ".", "Save it as UTF-8 text.");
        } catch (StackOverflowError e) {
            // the library descends once for each bracket
            source.report(0, 0, "There is too much nesting in this file.", "Close brackets that were left open.");
        } catch (TooMuch e) {
            source.report(e.line, 1, "There is too much in this file.", "Use fewer aliases and less nesting.");
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowRecursiveKeys(false)
                .setCodePointLimit(MAX_CHARACTERS)
                .setMaxAliasesForCollections(1_000)
                .build();
        List<YamlNode> roots = new ArrayList<>();
        for (Node node : new Compose(settings).composeAllFromString(text)) {
            if (!roots.isEmpty()) {
                source.report(line(node), 1, "A second document begins here.", "One file, one script: remove '---'.");
                break;
            }
            roots.add(convert(node, 0));
        }
        if (roots.isEmpty()) {
            source.report(1, 1, "The file is empty.", "Begin with 'helpline: 1'.");
        }
        return roots.stream().findFirst();
    }

    private YamlNode convert(Node node, int depth) {
        nodes++;
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new TooMuch(line(node));
        }
        refuseTag(node);
        return switch (node) {
            case ScalarNode s -> text(s);
            case SequenceNode s ->
                new YamlNode.Items(
                        s.getValue().stream().map(n -> convert(n, depth + 1)).toList(), line(node), column(node));
            case MappingNode m -> fields(m, depth);
            default -> throw new IllegalStateException("a YAML node of kind " + node.getNodeType());
        };
    }

    private YamlNode.Text text(ScalarNode node) {
        boolean quoted = node.getScalarStyle() != ScalarStyle.PLAIN;
        return new YamlNode.Text(node.getValue(), quoted, line(node), column(node));
    }

    private YamlNode.Fields fields(MappingNode node, int depth) {
        List<YamlNode.Field> fields = new ArrayList<>();
        Map<String, YamlNode.Text> seen = new HashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                source.report(
                        line(tuple.getKeyNode()),
                        column(tuple.getKeyNode()),
                        "A key must be one word.",
                        "Write 'word: …'.");
                continue;
            }
            YamlNode.Text key = text(keyNode);
            YamlNode.Text before = seen.putIfAbsent(key.value(), key);
            if (before == null) {
                fields.add(new YamlNode.Field(key, convert(tuple.getValueNode(), depth + 1)));
            } else {
                source.report(
                        key,
                        "'" + key.value() + "' stands here a second time.",
                        "It is already in line " + before.line() + "; keep one of the two.");
            }
        }
        return new YamlNode.Fields(fields, line(node), column(node));
    }

    private void refuseTag(Node node) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith("tag:yaml.org,2002:")) {
            source.report(
                    line(node),
                    column(node),
                    "'" + plain(tag) + "' is a YAML tag.",
                    tag.matches("![a-z][a-z0-9_.()]*")
                            ? "If it says 'not', put the whole expression in single quotes."
                            : "Scripts have none: remove it.");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
    }

    private static int column(Node node) {
        return node.getStartMark().map(m -> m.getColumn() + 1).orElse(0);
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "");
    }

    private static final class TooMuch extends RuntimeException {
        private final int line;

        TooMuch(int line) {
            super("line " + line, null, false, false);
            this.line = line;
        }
    }
}
