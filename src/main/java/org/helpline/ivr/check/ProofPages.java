package org.helpline.ivr.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.ivr.prove.Goals;
import org.helpline.ivr.prove.Proof;
import tools.jackson.databind.json.JsonMapper;

/** What was proved, for people and for programs. */
public final class ProofPages {

    /** How the remark begins that names a step behind which nothing is proved. */
    static final String NOT_PROVED = "Not everything is proved from here on: ";

    private static final String ROW = "  %-28s %5s %10s %8s%n";

    private ProofPages() {}

    /** A table for each script; nothing for one that has holes. */
    public static String text(CheckReport report) {
        StringBuilder text = new StringBuilder();
        for (LoadResult result : report.results()) {
            result.proof().ifPresent(p -> text.append('\n').append(text(result.name(), p)));
        }
        return text.toString();
    }

    private static String text(String name, Proof proof) {
        StringBuilder text = new StringBuilder(name + ": " + proof.situations() + " situations, " + proof.ways()
                + " ways between them" + (proof.isWhole() ? "." : ", and not all of them were seen.") + '\n');
        claims(proof).forEach((claim, verdict) -> text.append(String.format("  %-10s %s%n", verdict, claim)));
        proof.doubts()
                .forEach(d -> text.append("  From line ")
                        .append(d.at().line())
                        .append(d.script().map(s -> " of " + s).orElse(""))
                        .append(" on: ")
                        .append(d.why())
                        .append(".\n"));
        text.append(String.format(ROW, "goal", "keys", "questions", "seconds"));
        for (Goals.Goal goal : proof.goals().all()) {
            text.append(String.format(ROW, goal.name(), goal.keys(), goal.questions(), seconds(goal)));
        }
        proof.goals()
                .quickestHuman()
                .ifPresent(
                        g -> text.append(String.format(ROW, "a human, quickest", g.keys(), g.questions(), seconds(g))));
        return text.toString();
    }

    private static String seconds(Goals.Goal goal) {
        return String.format(Locale.ROOT, "%.1f", goal.time().toMillis() / 1000.0);
    }

    /** Each claim and what came of it. */
    private static Map<String, String> claims(Proof proof) {
        Map<String, String> claims = new LinkedHashMap<>();
        String proved = proof.isWhole() ? "proved" : "not proved";
        for (Proof.Claim claim : Proof.Claim.values()) {
            boolean refuted = proof.findings().stream().anyMatch(f -> f.claim() == claim);
            boolean asked = claim != Proof.Claim.HUMAN || proof.farthestHuman() >= 0;
            claims.put(words(claim, proof), !asked ? "not asked" : refuted ? "not so" : proved);
        }
        return claims;
    }

    private static String words(Proof.Claim claim, Proof proof) {
        return switch (claim) {
            case ENDS -> "Every call ends; who does nothing is never sent round for ever.";
            case HUMAN ->
                "A human is at most " + proof.humanWithin()
                        + " keys away from every question while it is open (farthest: " + proof.farthestHuman() + ").";
            case SET -> "Nothing is read before it is set.";
            case REACHED -> "Every step and every branch is reached by some call.";
            case KEYS -> "No key is hidden by another, and every question answers silence and wrong keys.";
            case SECRET -> "No card number, PIN or password is kept in the call's story.";
            case BUDGET -> "Every goal is within what 'check' allows.";
        };
    }

    /** Everything as JSON; ends with a newline. {@code hours}: what looks like a mistake in calendars. */
    public static String json(CheckReport report, List<String> hours) {
        List<Map<String, Object>> scripts = new ArrayList<>();
        for (LoadResult result : report.results()) {
            Map<String, Object> script = new LinkedHashMap<>();
            script.put("script", result.name());
            script.put("good", result instanceof LoadResult.Loaded);
            script.put("problems", problems(result));
            result.proof().ifPresent(p -> proof(p, script));
            scripts.add(script);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("clean", report.isClean());
        all.put("scripts", scripts);
        all.put("hours", hours);
        all.put(
                "tests",
                report.trials().values().stream()
                        .flatMap(List::stream)
                        .map(p -> problem(p, Optional.empty()))
                        .toList());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all) + '\n';
    }

    private static List<Map<String, Object>> problems(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded l ->
                l.remarks().stream().map(p -> problem(p, Optional.empty())).toList();
            case LoadResult.Refused r ->
                r.problems().stream()
                        .map(p -> problem(p, Optional.ofNullable(r.calls().get(p))))
                        .toList();
        };
    }

    private static Map<String, Object> problem(Problem problem, Optional<String> call) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", problem.source());
        told.put("line", problem.line());
        told.put("column", problem.column());
        told.put("what", problem.what());
        told.put("fix", problem.fix());
        call.ifPresent(c -> told.put("call", c));
        return told;
    }

    private static void proof(Proof proof, Map<String, Object> script) {
        script.put("situations", proof.situations());
        script.put("ways", proof.ways());
        script.put("proved", claims(proof));
        script.put(
                "goals",
                proof.goals().all().stream()
                        .map(g -> Map.of(
                                "goal",
                                g.name(),
                                "keys",
                                g.keys(),
                                "questions",
                                g.questions(),
                                "millis",
                                g.time().toMillis()))
                        .toList());
    }
}
