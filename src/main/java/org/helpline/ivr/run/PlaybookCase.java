package org.helpline.ivr.run;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.model.PlaybookNames;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;

/**
 * What a playbook knows of one call, and which of its steps are shown then. Pure; it never prints what it holds.
 *
 * @param values by name, as far as they are known: {@link PlaybookNames#types}
 * @param answers what the caller chose and keyed, by the line of the pop
 * @param done the ids of the steps that are ticked
 */
public record PlaybookCase(
        Map<String, Value> values, Map<String, String> answers, Set<String> tags, String code, Set<String> done)
        implements Evaluation.World {

    /** A link with its values. */
    public record Opened(String title, String url) {}

    /** The steps that are shown, in their order. One whose condition cannot be worked out is not. */
    public List<Playbook.Step> steps(Playbook playbook) {
        return playbook.steps().stream().filter(this::isShown).toList();
    }

    /** The required steps that are shown and not ticked. */
    public List<Playbook.Step> open(Playbook playbook) {
        return steps(playbook).stream()
                .filter(s -> s.required() && !done.contains(s.id()))
                .toList();
    }

    private boolean isShown(Playbook.Step step) {
        return step.when()
                .map(when ->
                        Evaluation.truth(when.tree(), this) instanceof Evaluation.Outcome.Is(Value.Truth(boolean truth))
                                && truth)
                .orElse(true);
    }

    /** A step's links; one of which a value is not known leads nowhere and is left out. */
    public List<Opened> links(Playbook.Step step) {
        return step.links().stream()
                .flatMap(link -> url(link.address()).map(u -> new Opened(link.title(), u)).stream())
                .toList();
    }

    private Optional<String> url(Playbook.Address address) {
        StringBuilder url = new StringBuilder();
        for (Playbook.Piece piece : address.pieces()) {
            String text = piece.isValue()
                    ? value(piece.text()).map(v -> encoded(v.written())).orElse("")
                    : piece.text();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            url.append(text);
        }
        return Optional.of(url.toString());
    }

    /** Nothing that a caller has keyed can leave its place in the address: RFC 3986 §2.1. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    @Override
    public Optional<Value> value(String name) {
        return switch (name) {
            case PlaybookNames.TAGS -> Optional.of(texts(new TreeSet<>(tags)));
            case PlaybookNames.CODE -> Optional.of(Value.text(code));
            case PlaybookNames.ANSWERS -> Optional.of(table());
            default ->
                PlaybookNames.step(name)
                        .<Value>map(step -> new Value.Truth(done.contains(step)))
                        .or(() -> PlaybookNames.answer(name).map(this::answer))
                        .or(() -> Optional.ofNullable(values.get(name)))
                        .or(() -> Optional.ofNullable(PlaybookNames.types().get(name))
                                .map(PlaybookNames::nothing));
        };
    }

    private static Value texts(SortedSet<String> all) {
        return new Value.Many(all.stream().map(Value::text).collect(Collectors.toList()));
    }

    private Value answer(String line) {
        return answers.entrySet().stream()
                .filter(a -> a.getKey().equals(line)
                        || PlaybookNames.plain(a.getKey()).equals(line))
                .map(a -> Value.text(a.getValue()))
                .findFirst()
                .orElse(Value.NOTHING);
    }

    private Value table() {
        Map<String, Value> fields = new LinkedHashMap<>();
        answers.forEach((line, value) -> fields.put(line, Value.text(value)));
        return new Value.Fields(fields);
    }

    /** A text of a kind, for {@link #values}; empty if it is none. */
    public static Optional<Value> read(String name, String text) {
        return Optional.ofNullable(PlaybookNames.types().get(name)).flatMap((ValueType type) -> type.read(text));
    }

    @Override
    public BusinessHours.State state(String calendar) {
        throw new IllegalStateException("a playbook asks no calendar"); // its check refuses it
    }

    @Override
    public String toString() {
        return "PlaybookCase" + done;
    }
}
