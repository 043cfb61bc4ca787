package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** YAML text to {@link LayoutNode}s; only for text that {@link YamlReader} has read. */
final class LayoutReader {

    private final Iterator<Event> events;

    private LayoutReader(Iterator<Event> events) {
        this.events = events;
    }

    /** The root; empty for what is not laid out: no document, several, directives. */
    static Optional<LayoutNode> read(String text) {
        LoadSettings settings = LoadSettings.builder().build();
        LayoutReader reader =
                new LayoutReader(new Parse(settings).parseString(text).iterator());
        reader.events.next(); // the stream's start
        Event event = reader.events.next();
        boolean plain = event instanceof DocumentStartEvent start
                && start.getSpecVersion().isEmpty()
                && start.getTags().isEmpty();
        if (!plain) {
            return Optional.empty();
        }
        LayoutNode root = reader.node(reader.events.next());
        reader.events.next(); // the document's end
        return reader.events.next().getEventId() == Event.ID.StreamEnd ? Optional.of(root) : Optional.empty();
    }

    private LayoutNode node(Event event) {
        return switch (event) {
            case ScalarEvent s ->
                leaf(s, s.getScalarStyle() == ScalarStyle.LITERAL || s.getScalarStyle() == ScalarStyle.FOLDED);
            case AliasEvent a -> leaf(a, false);
            case SequenceStartEvent s -> sequence(s);
            case MappingStartEvent m -> mapping(m);
            default -> throw new IllegalStateException("a YAML event " + event.getEventId() + " where a node begins");
        };
    }

    private static LayoutNode.Leaf leaf(Event event, boolean block) {
        Mark start = event.getStartMark().orElseThrow();
        Mark end = event.getEndMark().orElseThrow();
        return new LayoutNode.Leaf(
                start.getIndex(), end.getIndex(), start.getLine(), start.getColumn(), end.getLine(), block);
    }

    private LayoutNode sequence(SequenceStartEvent begun) {
        Mark start = begun.getStartMark().orElseThrow();
        Inside inside = inside(Event.ID.SequenceEnd);
        return new LayoutNode.Sequence(
                start.getIndex(),
                inside.end().getIndex(),
                start.getLine(),
                start.getColumn(),
                inside.end().getLine(),
                label(begun),
                begun.isFlow(),
                inside.items());
    }

    private LayoutNode mapping(MappingStartEvent begun) {
        Mark start = begun.getStartMark().orElseThrow();
        Inside inside = inside(Event.ID.MappingEnd);
        return new LayoutNode.Mapping(
                start.getIndex(),
                inside.end().getIndex(),
                start.getLine(),
                start.getColumn(),
                inside.end().getLine(),
                label(begun),
                begun.isFlow(),
                inside.items());
    }

    /** The nodes within a sequence or mapping, keys and values alike, and where it ends. */
    private record Inside(List<LayoutNode> items, Mark end) {}

    private Inside inside(Event.ID last) {
        List<LayoutNode> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != last) {
            items.add(node(event));
            event = events.next();
        }
        return new Inside(items, event.getEndMark().orElseThrow());
    }

    private static String label(NodeEvent event) {
        return event.getAnchor().map(a -> "&" + a.getValue()).orElse("");
    }
}
