package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.helpline.core.AgentId;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.SoundWay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactCodecTest {

    private final FactCodec codec = new FactCodec();
    private final Random random = new Random(7);
    private final Sealer sealer = new Sealer(random);
    private final SealingKey key = SealingKey.fresh("somebody", random);

    static Stream<Class<?>> everyKind() {
        return Arrays.stream(Fact.class.getPermittedSubclasses())
                .flatMap(f -> Arrays.stream(f.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void writesAndReadsEveryKindOfFact(Class<?> kind) throws ReflectiveOperationException {
        Fact fact = sample(kind);
        String json = codec.write(fact, key, sealer);
        assertThat(codec.read(codec.kind(fact), json, Optional.of(key))).contains(fact);
        assertThat(json).doesNotContain("secret");
        Fact forgotten = codec.read(codec.kind(fact), json, Optional.empty()).orElseThrow();
        assertThat(forgotten).hasSameClassAs(fact);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void knowsWhichKindsHaveNothingToSeal(Class<?> kind) throws ReflectiveOperationException {
        Fact fact = sample(kind);
        if (codec.hasTexts(fact)) {
            assertThatThrownBy(() -> codec.write(fact)).isNotNull();
        } else {
            assertThat(codec.readSealed(codec.kind(fact), codec.write(fact))).contains(fact);
        }
    }

    @Test
    void namesKindsInWords() throws ReflectiveOperationException {
        assertThat(everyKind().map(k -> {
                    try {
                        return codec.kind(sample(k));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .contains(
                        "call.arrived",
                        "queue.offer-ended",
                        "agent.wrap-up-coded",
                        "script.prompt-ended",
                        "server.started")
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+\\.[a-z-]+"));
    }

    @Test
    void opensNothingWithAnotherKeyOrWhenATextWasChanged() {
        SealingKey other = SealingKey.fresh("somebody", random);
        String sealed = sealer.seal("secret", key);
        assertThat(key.open(sealed)).contains("secret");
        assertThat(other.open(sealed)).isEmpty();
        char first = sealed.charAt(20);
        assertThat(key.open(sealed.substring(0, 20) + (first == 'A' ? 'B' : 'A') + sealed.substring(21)))
                .isEmpty();
        assertThat(key.open("")).isEmpty();
        assertThat(key.open("not base64!")).isEmpty();
        assertThat(sealer.seal("secret", key)).as("a fresh nonce each time").isNotEqualTo(sealed);
        assertThat(key.toString()).doesNotContain(key.secret());
    }

    @Test
    void leavesAKindThatItDoesNotKnow() {
        assertThat(codec.read("call.teleported", "{}", Optional.empty())).isEmpty();
    }

    private static Fact sample(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = Arrays.stream(components).map(FactCodecTest::value).toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var constructor = kind.getDeclaredConstructor(types);
        return (Fact) constructor.newInstance(values);
    }

    private static Object value(RecordComponent component) {
        return component.getType() == List.class
                ? list(component.getGenericType().getTypeName())
                : value(component.getType());
    }

    private static List<?> list(String type) {
        if (type.contains(SoundWay.class.getSimpleName())) {
            return List.of(
                    new SoundWay(SoundWay.WENT, 3, 3.5, 12.5, new SoundWay.Spread(1, 2.5, 9), SoundWay.Spread.NONE));
        }
        if (type.contains("Passed")) {
            return List.of(new QueueFact.Passed("busy: talks", List.of(new AgentId("anna")), 3));
        }
        if (type.contains(String.class.getSimpleName())) {
            return List.of("a \"text\"\nÜ", "");
        }
        throw new IllegalStateException("a fact with a " + type + ": say here how to make one");
    }

    private static Object value(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "a \"text\"\nÜ";
            case "Personal" -> new Personal("secret");
            case "int" -> 3;
            case "long" -> 1L << 40;
            case "double" -> 1.25;
            case "boolean" -> true;
            case "Duration" -> Duration.ofMillis(3120);
            case "Instant" -> Instant.parse("2026-11-23T03:36:00.123456789Z");
            case "QueueName" -> new QueueName("support");
            case "AgentId" -> new AgentId("anna");
            case "ScreenPop" -> ScriptedCall.pop("secret");
            default -> throw new IllegalStateException("a fact with a " + type + ": say here how to make one");
        };
    }

    /** What an earlier version wrote reads without what it did not know. */
    @Test
    void readsAPopThatLacksWhatCameLater() {
        String pop = "{\"number\":\"+447700900123\",\"matches\":[{\"id\":\"c1\",\"name\":\"Ada\",\"company\":\"\","
                + "\"revenue\":\"\",\"satisfaction\":\"\",\"language\":null,\"lastContacts\":[]}],\"choices\":[],"
                + "\"queue\":\"support\",\"language\":\"en\"}";
        String json = "{\"queue\":\"support\",\"agent\":\"anna\",\"offer\":1,\"waited\":\"PT1S\",\"pop\":\""
                + sealer.seal(pop, key) + "\"}";
        Fact read = codec.read("queue.offered", json, Optional.of(key)).orElseThrow();
        assertThat(((QueueFact.Offered) read).pop().handovers()).isEmpty();
        assertThat(((QueueFact.Offered) read).pop().matches().getFirst().notes())
                .isEqualTo(Personal.NONE);
        assertThat(FactWords.of(read)).endsWith("the desk shows Ada");
    }

    @Test
    void sealsAWholeScreenPop() {
        ScreenPop pop = ScriptedCall.pop("+447700900123");
        String json =
                codec.write(new QueueFact.Offered(pop.queue(), ScriptedCall.ANNA, 1, Duration.ZERO, pop), key, sealer);
        assertThat(json).contains("anna").doesNotContain("oonlight", "yesterday", "care");
    }
}
