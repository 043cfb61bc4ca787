package org.helpline.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One look-up: whom scripts ask over HTTP, and what they take from the answer.
 *
 * @param timeout longest wait of the caller, all tries together
 * @param retries further tries after one that came to nothing
 * @param cache how long an answer is good for the same question again; zero: it is asked each time
 * @param maxAnswer bytes of the largest answer that is read
 * @param atMost questions under way at once
 * @param record where in the answer the record stands, word by word; empty: the answer is it
 * @param fields by name, in the order written
 * @param none what means that nothing is known
 * @param absent secrets that are not there for whoever runs this: a server does not start without them, a designer can do without
 */
public record LookUpSettings(
        Request request,
        Duration timeout,
        int retries,
        Duration cache,
        int maxAnswer,
        int atMost,
        List<String> record,
        Map<String, Field> fields,
        None none,
        List<Absent> absent) {

    /** Keeps the fields' order. */
    public LookUpSettings {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * A secret that is not there.
     *
     * @param key the setting that refers to it
     * @param what what is missing, in a sentence; {@code fix} what to do
     */
    public record Absent(String key, String what, String fix) {}

    /** How it is asked. */
    public enum Method {
        GET,
        POST
    }

    /**
     * What is sent.
     *
     * @param origin scheme, host and port, {@code https://shop.example:8443}; no parameter can change it
     * @param path from its first {@code /} on, {@code query} from the {@code ?} on; either may be empty
     * @param body of a POST: JSON whose texts may have {@code {parameter}}; empty: an object of all parameters
     */
    public record Request(
            Method method,
            String origin,
            List<Piece> path,
            List<Piece> query,
            List<Header> headers,
            Optional<String> body) {

        /** The parameters in the address, in the order of their first place. */
        public Set<String> inAddress() {
            Set<String> names = new LinkedHashSet<>();
            for (List<Piece> part : List.of(path, query)) {
                for (Piece piece : part) {
                    if (piece instanceof Piece.Parameter(String name)) {
                        names.add(name);
                    }
                }
            }
            return names;
        }
    }

    /** A piece of an address. */
    public sealed interface Piece {
        /** As it stands. */
        record Literal(String text) implements Piece {}

        /** Filled in by the script, percent-encoded. */
        record Parameter(String name) implements Piece {}

        /** Filled in from outside the settings; {@code shown} is the reference, {@code {env:SHOP_KEY}}. */
        record Hidden(String shown, Secret secret) implements Piece {}
    }

    /**
     * A header.
     *
     * @param shown its value with the references of secrets, as it was written
     * @param value the value that is sent
     */
    public record Header(String name, String shown, Secret value) {}

    /** What a field of an answer is. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        DURATION,
        MONEY,
        LIST
    }

    /**
     * A field that is taken.
     *
     * @param currency of {@link Kind#MONEY} whose answer is a bare number; else empty
     * @param optional whether an answer may come without it
     * @param at where it stands in the record, word by word
     */
    public record Field(Kind kind, String currency, boolean optional, List<String> at) {}

    /**
     * What means that nothing is known.
     *
     * @param statuses of HTTP
     * @param empty whether an answer without a record does
     * @param values a field of the answer, by its dotted place, and the text of its value
     */
    public record None(Set<Integer> statuses, boolean empty, Map<String, String> values) {}
}
