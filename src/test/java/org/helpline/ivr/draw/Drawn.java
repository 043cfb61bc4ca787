package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.helpline.core.Problems;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.ScriptFiles;
import org.helpline.ivr.parse.ScriptParser;

/** Scripts to be drawn. */
final class Drawn {

    private static final String HEAD = "helpline: 1\nlanguages: [en, tr]\nhours: office\nhuman: {queue: support}\n";

    private Drawn() {}

    /** Parsed only, so that a test needs no prompts. */
    static Script script(String sections) {
        return script(sections, "");
    }

    static Script script(String sections, String prompts) {
        return parsed(Samples.files(HEAD + sections, prompts));
    }

    static Script parsed(ScriptFiles files) {
        Problems problems = new Problems();
        Script script = ScriptParser.parse(files, problems).orElseThrow().script();
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.all());
        }
        return script;
    }

    /** Sections that lead to each other at random, up to 30 of them. */
    static Script random(long seed) {
        Random random = new Random(seed);
        int sections = 1 + random.nextInt(30);
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < sections; i++) {
            yaml.append(i == 0 ? "start" : "s" + i).append(":\n");
            for (int j = random.nextInt(4); j > 0; j--) {
                yaml.append("  - ").append(step(random, sections)).append('\n');
            }
            yaml.append("  - ").append(last(random, sections)).append('\n');
        }
        yaml.append("queues:\n  support: {every: 45s, say: p1, keys: {star: start}, closed: ")
                .append(section(random, sections))
                .append("}\n");
        return script(yaml.toString(), "p1: {en: " + "word ".repeat(random.nextInt(40)) + "x}\n");
    }

    private static String step(Random random, int sections) {
        return switch (random.nextInt(6)) {
            case 0 -> "say: [p1, p2]";
            case 1 -> "{when: closed, go: " + section(random, sections) + "}";
            case 2 -> "{when: open, then: {say: p1}, else: [{say: p2}, " + section(random, sections) + "]}";
            case 3 ->
                "{ask: p1, digits: 4..10, as: number, end: hash, keys: {star: " + section(random, sections) + "}}";
            case 4 -> "notice: outage";
            default -> "{set: {kind: \"" + random.nextInt() + "\"}}";
        };
    }

    private static String last(Random random, int sections) {
        return switch (random.nextInt(5)) {
            case 0 -> "hangup";
            case 1 -> section(random, sections);
            case 2 -> "{queue: support, full: " + section(random, sections) + ", after: hangup}";
            case 3 -> "{script: other}";
            default -> menu(random, sections);
        };
    }

    private static String menu(Random random, int sections) {
        List<String> keys = new ArrayList<>();
        for (int key = 1; key <= 1 + random.nextInt(9); key++) {
            keys.add(key + ": " + (random.nextInt(4) == 0 ? "[{say: p1}, again]" : section(random, sections)));
        }
        return "{menu: p1, keys: {" + String.join(", ", keys) + "}, silence: [again, " + section(random, sections)
                + "]}";
    }

    private static String section(Random random, int sections) {
        int i = random.nextInt(sections);
        return i == 0 ? "start" : "s" + i;
    }
}
