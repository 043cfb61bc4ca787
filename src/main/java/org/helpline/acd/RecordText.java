package org.helpline.acd;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.helpline.core.Personal;

/**
 * Records as one line of text, and back: {@code Leave(InteractionId("kim"),ABANDONED)}. The same record has the same text, byte for
 * byte, in every run: sets and maps stand in the order of their texts. Of texts that identify a caller a stand-in is written.
 */
final class RecordText {

    private final UnaryOperator<String> standIn;

    /** {@code standIn} of a caller's text: the same for the same, another for another. */
    RecordText(UnaryOperator<String> standIn) {
        this.standIn = standIn;
    }

    String write(Record record) {
        StringBuilder out = new StringBuilder();
        write(record, out);
        return out.toString();
    }

    private void write(Object value, StringBuilder out) {
        switch (value) {
            case Personal personal ->
                quote(standIn.apply(personal.value()), out.append("Personal(")).append(')');
            case Record record -> {
                out.append(record.getClass().getSimpleName()).append('(');
                each(values(record), out);
                out.append(')');
            }
            case String text -> quote(text, out);
            case Optional<?> optional ->
                each(optional.stream().toList(), out.append('[')).append(']');
            case List<?> list -> each(list, out.append('[')).append(']');
            case Set<?> set ->
                out.append('[').append(String.join(",", sorted(set))).append(']');
            case Map<?, ?> map -> {
                List<String> entries = new ArrayList<>();
                map.forEach((k, v) -> entries.add(text(k) + ":" + text(v)));
                entries.sort(null);
                out.append('{').append(String.join(",", entries)).append('}');
            }
            case Enum<?> constant -> out.append(constant.name());
            case Duration _, Instant _, Integer _, Long _, Boolean _, Double _ -> out.append(value);
            default -> throw new IllegalStateException("no text for a " + value.getClass());
        }
    }

    private List<String> sorted(Set<?> set) {
        return set.stream().map(this::text).sorted().toList();
    }

    private String text(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private StringBuilder each(Collection<?> values, StringBuilder out) {
        boolean first = true;
        for (Object value : values) {
            if (!first) {
                out.append(',');
            }
            first = false;
            write(value, out);
        }
        return out;
    }

    private static List<Object> values(Record record) {
        try {
            List<Object> values = new ArrayList<>();
            for (RecordComponent part : Shape.OF.get(record.getClass()).parts) {
                values.add(part.getAccessor().invoke(record));
            }
            return values;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of ours cannot be read: " + record.getClass(), e);
        }
    }

    /** What a record has; looked up once, since that takes longer than all the rest. */
    private record Shape(List<RecordComponent> parts, Constructor<?> constructor) {

        static final ClassValue<Shape> OF = new ClassValue<>() {
            @Override
            protected Shape computeValue(Class<?> type) {
                RecordComponent[] parts = type.getRecordComponents();
                try {
                    Constructor<?> constructor = type.getDeclaredConstructor(
                            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
                    constructor.setAccessible(true);
                    for (RecordComponent part : parts) {
                        part.getAccessor().setAccessible(true);
                    }
                    return new Shape(List.of(parts), constructor);
                } catch (NoSuchMethodException e) {
                    throw new IllegalStateException("every record has a canonical constructor: " + type, e);
                }
            }
        };

        /** The records by their simple names that may stand where this type is asked for. */
        static final ClassValue<Map<String, Class<?>>> NAMED = new ClassValue<>() {
            @Override
            protected Map<String, Class<?>> computeValue(Class<?> type) {
                Map<String, Class<?>> named = new HashMap<>();
                if (type.isRecord()) {
                    named.put(type.getSimpleName(), type);
                } else {
                    Arrays.stream(type.getPermittedSubclasses()).forEach(c -> named.putAll(NAMED.get(c)));
                }
                return named;
            }
        };
    }

    private static StringBuilder quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if the text is not of this type: written by another version
     */
    static <T> T read(Class<T> type, String text) {
        Reader reader = new Reader(text);
        T value = type.cast(reader.value(type));
        if (reader.at != text.length()) {
            throw reader.wrong("the end");
        }
        return value;
    }

    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        private Object value(Type type) {
            Class<?> raw = (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
            if (raw == String.class) {
                return quoted();
            } else if (raw == Optional.class) {
                return list(part(type, 0)).stream().findFirst();
            } else if (raw == List.class) {
                return List.copyOf(list(part(type, 0)));
            } else if (raw == SortedSet.class) {
                return new TreeSet<>(list(part(type, 0)));
            } else if (raw == Set.class) {
                return new LinkedHashSet<>(list(part(type, 0)));
            } else if (raw == Map.class || raw == SortedMap.class) {
                Map<Object, Object> map = map(part(type, 0), part(type, 1));
                return raw == Map.class ? map : new TreeMap<>(map);
            } else if (raw.isRecord() || raw.isSealed()) {
                return record(raw);
            }
            return plain(raw, word());
        }

        private static Object plain(Class<?> type, String word) {
            if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .filter(c -> ((Enum<?>) c).name().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no " + word + " in " + type));
            }
            return switch (type.getSimpleName()) {
                case "Duration" -> Duration.parse(word);
                case "Instant" -> Instant.parse(word);
                case "int", "Integer" -> Integer.valueOf(word);
                case "long", "Long" -> Long.valueOf(word);
                case "double", "Double" -> Double.valueOf(word);
                case "boolean", "Boolean" -> Boolean.valueOf(word);
                default -> throw new IllegalArgumentException("no text for a " + type);
            };
        }

        private Object record(Class<?> type) {
            String name = word();
            Class<?> found = Shape.NAMED.get(type).get(name);
            if (found == null) {
                throw new IllegalArgumentException("no " + name + " is a " + type.getSimpleName());
            }
            Shape shape = Shape.OF.get(found);
            Object[] values = new Object[shape.parts.size()];
            expect('(');
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    expect(',');
                }
                values[i] = value(shape.parts.get(i).getGenericType());
            }
            expect(')');
            try {
                return shape.constructor.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("no " + name + " can be made of what was written", e);
            }
        }

        private List<Object> list(Type of) {
            List<Object> values = new ArrayList<>();
            expect('[');
            while (peek() != ']') {
                if (!values.isEmpty()) {
                    expect(',');
                }
                values.add(value(of));
            }
            expect(']');
            return values;
        }

        private Map<Object, Object> map(Type keys, Type of) {
            Map<Object, Object> values = new LinkedHashMap<>();
            expect('{');
            while (peek() != '}') {
                if (!values.isEmpty()) {
                    expect(',');
                }
                Object key = keys == Long.class ? number() : value(keys);
                expect(':');
                values.put(key, value(of));
            }
            expect('}');
            return values;
        }

        private static Type part(Type type, int index) {
            return ((ParameterizedType) type).getActualTypeArguments()[index];
        }

        private String quoted() {
            expect('"');
            StringBuilder out = new StringBuilder();
            while (peek() != '"') {
                char c = text.charAt(at++);
                if (c == '\\' && peek() == 'u') {
                    out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 5;
                } else {
                    out.append(c == '\\' ? text.charAt(at++) : c);
                }
            }
            at++;
            return out.toString();
        }

        private Long number() {
            int from = at;
            at = Math.max(from, text.indexOf(':', from));
            return Long.valueOf(text.substring(from, at));
        }

        /** Up to what ends a value; times have colons, but stand in no map's key. */
        private String word() {
            int from = at;
            while (at < text.length() && "(),[]{}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private char peek() {
            if (at >= text.length()) {
                throw wrong("more");
            }
            return text.charAt(at);
        }

        private void expect(char c) {
            if (peek() != c) {
                throw wrong("'" + c + "'");
            }
            at++;
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("expected " + what + " at character " + (at + 1));
        }
    }
}
