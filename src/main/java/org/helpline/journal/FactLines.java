package org.helpline.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.helpline.core.Fact;
import org.helpline.core.Published;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Facts as lines of JSON, their texts open: how a server hands them to a command on the same machine. Immutable; any thread. */
public final class FactLines {

    private final FactCodec codec = new FactCodec();
    private final JsonMapper json = JsonMapper.builder().build();

    /** One line. */
    record Line(String stream, long number, String at, long offset, String kind, String fact) {}

    /** A fact as a line without an end. */
    public String write(Published p) {
        return json.writeValueAsString(new Line(
                p.stream(),
                p.number(),
                p.at().toString(),
                p.offsetMillis(),
                codec.kind(p.fact()),
                codec.writeOpen(p.fact())));
    }

    /** The fact of a line; empty for one of a kind that is not known here. */
    public Optional<Published> read(String text) {
        try {
            Line line = json.readValue(text, Line.class);
            Optional<Fact> fact = codec.read(line.kind(), line.fact(), UnaryOperator.identity());
            return fact.map(
                    f -> new Published(line.stream(), line.number(), Instant.parse(line.at()), line.offset(), f));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
