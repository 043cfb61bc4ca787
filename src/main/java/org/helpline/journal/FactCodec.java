package org.helpline.journal;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.helpline.core.AgentId;
import org.helpline.core.Fact;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Facts to JSON and back. Records are written field by field; ids and names as plain texts; durations as ISO 8601. A
 * {@link Personal} becomes a sealed text, and so does a whole {@link ScreenPop}, whose customer lines tell who calls as
 * much as a number does. Immutable; any thread.
 */
final class FactCodec {

    /** What is shown for a text whose key was destroyed. */
    static final String FORGOTTEN = "(forgotten)";

    private static final String TEXTS = "texts";

    private final Map<String, Class<? extends Fact>> kinds = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final JsonMapper inside = JsonMapper.builder()
            .addModule(names())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // what an earlier version did not write is nothing, not null
            .withConfigOverride(List.class, o -> o.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();
    private final JsonMapper outside = inside.rebuild().addModule(sealing()).build();
    /** Made once: most facts have no texts, and a writer of its own for each costs as much as writing it. */
    private final ObjectWriter open =
            outside.writer().withAttribute(TEXTS, (UnaryOperator<String>) FactCodec::unsealed);

    private final Set<Class<?>> withTexts = new HashSet<>();

    FactCodec() {
        for (Class<?> family : Fact.class.getPermittedSubclasses()) {
            for (Class<?> kind : family.getPermittedSubclasses()) {
                String name = kindName(family, kind);
                kinds.put(name, kind.asSubclass(Fact.class));
                names.put(kind, name);
                if (Stream.of(kind.getRecordComponents()).anyMatch(FactCodec::isText)) {
                    withTexts.add(kind);
                }
            }
        }
    }

    /** The kind's name: {@code call.arrived}, {@code queue.offer-ended}. */
    String kind(Fact fact) {
        return java.util.Objects.requireNonNull(names.get(fact.getClass()), "every fact is a sealed record");
    }

    /** Whether facts of its kind have texts of a caller, which are sealed. */
    boolean hasTexts(Fact fact) {
        return withTexts.contains(fact.getClass());
    }

    /** Writes a fact, its texts sealed with {@code key}. */
    String write(Fact fact, SealingKey key, Sealer sealer) {
        UnaryOperator<String> seal = text -> sealer.seal(text, key);
        return outside.writer().withAttribute(TEXTS, seal).writeValueAsString(fact);
    }

    /** Writes a fact that has no texts of a caller. */
    String write(Fact fact) {
        return open.writeValueAsString(fact);
    }

    /** Writes a fact with its texts open. */
    String writeOpen(Fact fact) {
        return outside.writer()
                .withAttribute(TEXTS, UnaryOperator.<String>identity())
                .writeValueAsString(fact);
    }

    /**
     * Reads a fact.
     *
     * @param key what opens its texts; without it they read {@link #FORGOTTEN}
     * @return empty for a kind that this version does not know
     */
    Optional<Fact> read(String kind, String json, Optional<SealingKey> key) {
        return read(kind, json, shut -> key.flatMap(k -> k.open(shut)).orElse(FORGOTTEN));
    }

    /** Reads a fact with its texts left sealed. */
    Optional<Fact> readSealed(String kind, String json) {
        return read(kind, json, UnaryOperator.identity());
    }

    Optional<Fact> read(String kind, String json, UnaryOperator<String> open) {
        Class<? extends Fact> type = kinds.get(kind);
        if (type == null) {
            return Optional.empty();
        }
        return Optional.of(outside.readerFor(type).withAttribute(TEXTS, open).readValue(json));
    }

    private static boolean isText(RecordComponent part) {
        String type = part.getGenericType().getTypeName(); // also where it is one of several
        return type.contains(Personal.class.getName()) || type.contains(ScreenPop.class.getName());
    }

    private static String unsealed(String text) {
        throw new IllegalStateException("a caller's text in a fact that belongs to no caller");
    }

    private static String kindName(Class<?> family, Class<?> kind) {
        String stem = family.getSimpleName().replace("Fact", "").toLowerCase(Locale.ROOT);
        String kebab = kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return stem + "." + kebab.toLowerCase(Locale.ROOT);
    }

    private static SimpleModule names() {
        return new SimpleModule("names")
                .addSerializer(QueueName.class, writing((name, to) -> to.writeString(name.value())))
                .addSerializer(AgentId.class, writing((agent, to) -> to.writeString(agent.value())))
                .addSerializer(InteractionId.class, writing((id, to) -> to.writeString(id.value())))
                .addSerializer(Personal.class, writing((text, to) -> to.writeString(text.value())))
                .addDeserializer(QueueName.class, reading(QueueName::new))
                .addDeserializer(AgentId.class, reading(AgentId::new))
                .addDeserializer(InteractionId.class, reading(InteractionId::new))
                .addDeserializer(Personal.class, new ValueDeserializer<Personal>() {
                    @Override
                    public Personal deserialize(JsonParser from, DeserializationContext context) {
                        return new Personal(from.getString());
                    }

                    @Override
                    public Personal getNullValue(DeserializationContext context) {
                        return Personal.NONE; // an earlier version did not write it
                    }
                });
    }

    private SimpleModule sealing() {
        return new SimpleModule("sealing")
                .addSerializer(Personal.class, new ValueSerializer<Personal>() {
                    @Override
                    public void serialize(Personal text, JsonGenerator to, SerializationContext context) {
                        to.writeString(text.isEmpty() ? "" : through(context.getAttribute(TEXTS), text.value()));
                    }
                })
                .addSerializer(ScreenPop.class, new ValueSerializer<ScreenPop>() {
                    @Override
                    public void serialize(ScreenPop pop, JsonGenerator to, SerializationContext context) {
                        to.writeString(through(context.getAttribute(TEXTS), inside.writeValueAsString(pop)));
                    }
                })
                .addDeserializer(Personal.class, new ValueDeserializer<Personal>() {
                    @Override
                    public Personal deserialize(JsonParser from, DeserializationContext context) {
                        String sealed = from.getString();
                        return sealed.isEmpty()
                                ? Personal.NONE
                                : new Personal(through(context.getAttribute(TEXTS), sealed));
                    }
                })
                .addDeserializer(ScreenPop.class, new ValueDeserializer<ScreenPop>() {
                    @Override
                    public ScreenPop deserialize(JsonParser from, DeserializationContext context) {
                        String open = through(context.getAttribute(TEXTS), from.getString());
                        return open.startsWith("{") ? inside.readValue(open, ScreenPop.class) : blank(open);
                    }
                });
    }

    private static ScreenPop blank(String number) {
        return new ScreenPop(new Personal(number), List.of(), List.of(), new QueueName(""), "");
    }

    @SuppressWarnings("unchecked") // this class alone sets the attribute, always to such a function
    private static String through(@org.jspecify.annotations.Nullable Object texts, String text) {
        if (texts == null) {
            throw new IllegalStateException("texts are written and read with a key");
        }
        return ((UnaryOperator<String>) texts).apply(text);
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator to);
    }

    private static <T> ValueSerializer<T> writing(Writing<T> writing) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator to, SerializationContext context) {
                writing.write(value, to);
            }
        };
    }

    private static <T> ValueDeserializer<T> reading(java.util.function.Function<String, T> reading) {
        return new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser from, DeserializationContext context) {
                return reading.apply(from.getString());
            }
        };
    }
}
