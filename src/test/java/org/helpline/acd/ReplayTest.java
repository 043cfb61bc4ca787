package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.helpline.config.AcdSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ACD's log: texts of all that moves it, and the same decisions again; the simulations replay their days too. */
class ReplayTest {

    private final RecordText texts = new RecordText(UnaryOperator.identity());

    static Stream<Class<?>> inputs() {
        return Arrays.stream(AcdInput.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void everyInputReadsAsItWasWritten(Class<?> kind) throws ReflectiveOperationException {
        AcdInput input = (AcdInput) sample(kind);
        String text = texts.write((Record) input);
        assertThat(RecordText.read(AcdInput.class, text)).isEqualTo(input);
        assertThat(text).doesNotContain("\n");
    }

    @Test
    void textsWithQuotesAndControlCharactersComeBack() {
        AcdInput input = new AcdInput.CancelCallback(new InteractionId("a"), "said \"no\\\" (twice),\n[so]\u0001");
        assertThat(RecordText.read(AcdInput.class, texts.write((Record) input))).isEqualTo(input);
    }

    @Test
    void setsAndMapsStandInOneOrder() {
        List<String> written = new ArrayList<>();
        for (List<String> order : List.of(List.of("a", "b", "c"), List.of("c", "b", "a"))) {
            java.util.LinkedHashSet<QueueName> also = new java.util.LinkedHashSet<>();
            order.forEach(n -> also.add(new QueueName(n)));
            written.add(texts.write(new Plan.Stage(Duration.ZERO, Demand.ANY, also)));
        }
        assertThat(written.getFirst()).isEqualTo(written.getLast());
    }

    @Test
    void aNumberIsNeverWritten() {
        Shift shift = Shift.with("anna");
        shift.ready("anna");
        shift.asks("kim", "cb1", "support", "+4930123456");
        List<String> log = shift.log();
        assertThat(String.join("\n", log)).doesNotContain("4930123456").contains("Personal(\"caller 1\")");
        assertThat(Shift.replayed(log).difference()).isEmpty();
    }

    @Test
    void aDecisionThatIsNotTheSameIsShown() {
        Shift shift = Shift.with("anna", "ben");
        shift.ready("anna", "ben");
        shift.calls("kim", "support");
        shift.answers(1);
        List<String> log = new ArrayList<>(shift.log());
        log.replaceAll(l -> l.replace("LONGEST_IDLE", "TOP_DOWN")); // anna is the first either way
        log.replaceAll(l -> l.replace("Reachable(AgentId(\"anna\"),true)", "Reachable(AgentId(\"anna\"),false)"));
        Replay replay = Shift.replayed(log);
        assertThat(replay.difference()).isPresent();
        assertThat(replay.difference().get().input()).startsWith("Join(Ticket(InteractionId(\"kim\")");
        assertThat(String.join("\n", replay.difference().get().decisions())).contains("ben");
    }

    @Test
    void whatFollowsAMissingLineIsPassedOverUntilTheNextBeginning() {
        Shift shift = Shift.with("anna");
        shift.ready("anna");
        shift.calls("kim", "support");
        List<String> log = new ArrayList<>(shift.log());
        log.remove(2);
        Shift next = Shift.with("anna");
        next.ready("anna");
        log.addAll(next.log());
        Replay replay = Shift.replayed(log);
        assertThat(replay.passed()).isEqualTo(2);
        assertThat(replay.began()).isEqualTo(2);
        assertThat(replay.difference()).isEmpty();
    }

    @Test
    void aLineOfAnotherVersionIsRefusedInWords() {
        assertThatThrownBy(() -> new Replay().take("Took(1,2026-11-23T09:00:00Z,1,Teleport(),Answers({},[]),\"\")"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Teleport");
    }

    private static Object sample(Class<?> type) throws ReflectiveOperationException {
        if (type.isSealed()) {
            return sample(type.getPermittedSubclasses()[0]);
        }
        RecordComponent[] parts = type.getRecordComponents();
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = value(parts[i]);
        }
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object value(RecordComponent part) throws ReflectiveOperationException {
        Class<?> type = part.getType();
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == Acd.CallbackWindow.class) {
            return new Acd.CallbackWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
        }
        if (type == Plan.class) {
            return new Plan(
                    List.of(
                            new Plan.Stage(Duration.ZERO, Demand.of(Map.of("billing", 3)), Set.of()),
                            new Plan.Stage(Duration.ofSeconds(30), Demand.ANY, Set.of(new QueueName("sales")))),
                    Optional.of(new Plan.Preference(new AgentId("anna"), Duration.ofMillis(1500))));
        }
        if (type == AcdSettings.class) {
            return Shift.settings(List.of(Shift.queue("support"), Shift.queue("billing")), "anna", "ben");
        }
        if (type.isRecord() || type.isSealed()) {
            return type == Personal.class ? new Personal("+49 30 \"1\"") : sample(type);
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a, (b) \"c\"";
            case "long" -> 1L << 40;
            case "int" -> 3;
            case "boolean" -> true;
            case "Duration" -> Duration.ofMillis(90_500);
            case "Instant" -> Instant.parse("2026-11-23T09:00:00.123456Z");
            case "Optional" -> Optional.empty();
            case "List" -> List.of();
            case "Set" -> Set.of();
            case "SortedMap" -> (SortedMap<String, Integer>) new TreeMap<String, Integer>();
            default -> throw new IllegalStateException("a record with a " + type + ": say here how to make one");
        };
    }
}
