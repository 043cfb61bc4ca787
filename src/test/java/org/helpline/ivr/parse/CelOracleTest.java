package org.helpline.ivr.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.helpline.core.BusinessHours;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Evaluation;
import org.junit.jupiter.api.Test;

/** Our evaluation of expressions against CEL's own, on what both know: whole numbers, texts, truths, lists and maps. */
class CelOracleTest {

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("n", SimpleType.INT)
            .addVar("s", SimpleType.STRING)
            .addVar("b", SimpleType.BOOL)
            .addVar("list", ListType.create(SimpleType.INT))
            .addVar("m", MapType.create(SimpleType.STRING, SimpleType.INT))
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().build();
    private static final Map<String, Object> THEIRS =
            Map.of("n", 3L, "s", "0815", "b", true, "list", List.of(1L, 3L, 7L), "m", Map.of("a", 5L));
    private static final Map<String, Value> OURS = Map.of(
            "n", Value.Number.of(3),
            "s", Value.text("0815"),
            "b", new Value.Truth(true),
            "list", new Value.Many(List.of(Value.Number.of(1), Value.Number.of(3), Value.Number.of(7))),
            "m", new Value.Fields(Map.of("a", Value.Number.of(5))));

    @Test
    void thousandsOfExpressionsComeToTheSame() throws CelValidationException {
        long seed = 815;
        Random random = new Random(seed);
        int undecided = 0;
        for (int i = 0; i < 2_000; i++) {
            String expression = truth(random, 3);
            Optional<Boolean> theirs = theirs(expression);
            assertThat(ours(expression))
                    .describedAs("seed %d: %s", seed, expression)
                    .isEqualTo(theirs);
            undecided += theirs.isEmpty() ? 1 : 0;
        }
        assertThat(undecided).as("expressions that cannot be worked out").isBetween(50, 1_500);
    }

    private static Optional<Boolean> theirs(String expression) throws CelValidationException {
        try {
            Object result =
                    RUNTIME.createProgram(COMPILER.compile(expression).getAst()).eval(THEIRS);
            return Optional.of(Boolean.TRUE.equals(result));
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> ours(String expression) {
        Problems problems = new Problems();
        ExpressionSource source = new ExpressionSource(
                new SourceText("x", expression, problems), new YamlNode.Text(expression, false, 1, 1), 0);
        Term term = source.read(Optional.empty())
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
        Evaluation.Outcome outcome = Evaluation.truth(term, new Evaluation.World() {
            @Override
            public Optional<Value> value(String name) {
                return Value.find(OURS, name);
            }

            @Override
            public BusinessHours.State state(String calendar) {
                return BusinessHours.State.OPEN;
            }
        });
        return switch (outcome) {
            case Evaluation.Outcome.Is(Value value) -> Optional.of(value.equals(new Value.Truth(true)));
            case Evaluation.Outcome.Undecided _ -> Optional.empty();
        };
    }

    private static String truth(Random r, int depth) {
        if (depth == 0) {
            return List.of("true", "false", "b", "has(m.a)", "has(m.zz)").get(r.nextInt(5));
        }
        return switch (r.nextInt(11)) {
            case 0 -> "(" + truth(r, depth - 1) + " && " + truth(r, depth - 1) + ")";
            case 1 -> "(" + truth(r, depth - 1) + " || " + truth(r, depth - 1) + ")";
            case 2 -> "!" + truth(r, depth - 1);
            case 3, 4 -> "(" + number(r, depth - 1) + sign(r) + number(r, depth - 1) + ")";
            case 5 -> "(" + text(r) + sign(r) + text(r) + ")";
            case 6 ->
                text(r)
                        + List.of(".startsWith(", ".endsWith(", ".contains(", ".matches(")
                                .get(r.nextInt(4)) + text(r) + ")";
            case 7 -> "(" + number(r, depth - 1) + " in [1, n, " + number(r, depth - 1) + "])";
            case 8 ->
                "list" + List.of(".exists(", ".all(", ".exists_one(").get(r.nextInt(3)) + "i, i" + sign(r)
                        + number(r, depth - 1) + ")";
            case 9 -> "(" + truth(r, depth - 1) + " ? " + truth(r, depth - 1) + " : " + truth(r, depth - 1) + ")";
            default -> truth(r, 0);
        };
    }

    private static String number(Random r, int depth) {
        if (depth == 0) {
            return List.of("0", "1", "3", "7", "n", "m.a", "m.zz", "list[1]", "list[9]", "size(s)")
                    .get(r.nextInt(10));
        }
        return switch (r.nextInt(5)) {
            case 0 -> "(" + number(r, depth - 1) + " + " + number(r, depth - 1) + ")";
            case 1 -> "(" + number(r, depth - 1) + " - " + number(r, depth - 1) + ")";
            case 2 -> "(" + number(r, depth - 1) + " * " + number(r, depth - 1) + ")";
            case 3 -> "(" + number(r, depth - 1) + " % " + number(r, depth - 1) + ")";
            default -> "size(list.filter(i, i" + sign(r) + number(r, 0) + "))";
        };
    }

    private static String text(Random r) {
        return List.of("s", "'08'", "'15'", "''", "(s + '1')", "'8.5'").get(r.nextInt(6));
    }

    private static String sign(Random r) {
        return List.of(" == ", " != ", " < ", " <= ", " > ", " >= ").get(r.nextInt(6));
    }
}
