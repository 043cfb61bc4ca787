package org.helpline.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.helpline.config.Settings;
import org.helpline.core.Problems;
import org.helpline.ivr.parse.ScriptFormat;
import org.helpline.ivr.parse.Words;

/** A script to begin with, in which the names of this server's queue and calendar are filled in. */
final class ScriptTemplate {

    /** All that there are. */
    static final List<String> NAMES = List.of("hotline", "hours", "office", "orders");

    private static final List<String> FILES = List.of("script.yaml", "prompts.yaml");
    private static final String TESTS = "calls.test.yaml";
    private static final String NEEDS_HOURS = "hours";
    private static final String NEEDS_LOOK_UP = "orders";
    private static final String LOOK_UP = "order_status";

    private static final String SCHEMAS = "../../docs/schema";

    private final String template;
    private final String queue;
    private final String hours;

    /** One that {@link #refusal} has nothing against. */
    ScriptTemplate(String template, Settings settings) {
        this.template = template;
        this.queue = queue(settings).orElseThrow();
        this.hours = hours(settings).orElse("");
    }

    /** Why a script cannot be begun from it here; empty when it can. */
    static Optional<String> refusal(String template, Settings settings) {
        if (!NAMES.contains(template)) {
            String name = template.replaceAll("\\p{Cntrl}", "?");
            return Optional.of("There is no template '" + name + "'. " + Words.suggestion(name, NAMES, "template"));
        }
        if (queue(settings).isEmpty()) {
            return Optional.of("The settings have no queue that the script could lead to. Add one to conf/queues.ini.");
        }
        if (template.equals(NEEDS_LOOK_UP) && !settings.lookUps().containsKey(LOOK_UP)) {
            return Optional.of("The settings have no look-up " + LOOK_UP + ", which this template asks. Take the # away"
                    + " from the example in conf/look-ups.ini, and write where your orders are.");
        }
        return template.equals(NEEDS_HOURS) && hours(settings).isEmpty()
                ? Optional.of("The settings have no calendar that says when you are open. Add one to conf/hours.ini.")
                : Optional.empty();
    }

    private static Optional<String> queue(Settings settings) {
        return settings.acd().queues().stream().map(q -> q.name().value()).findFirst();
    }

    private static Optional<String> hours(Settings settings) {
        return settings.scripts().hours().keySet().stream().sorted().findFirst();
    }

    /**
     * Makes the folder and its files; blocks.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the folder is there already; then nothing was touched
     * @throws IOException if it cannot be written
     */
    void write(Path folder) throws IOException {
        Files.createDirectory(folder);
        for (String file : FILES) {
            Files.writeString(folder.resolve(file), text(file, folder), StandardOpenOption.CREATE_NEW);
        }
        if (ScriptTemplate.class.getResource("templates/" + template + "/" + TESTS) != null) {
            Files.writeString(folder.resolve(TESTS), text(TESTS, folder), StandardOpenOption.CREATE_NEW);
        }
    }

    private String text(String file, Path folder) throws IOException {
        String name = "templates/" + template + "/" + file;
        try (InputStream in = ScriptTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the template " + name + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String filled = text.replace("QUEUE", queue).replace("HOURS", hours);
            // an editor would complain of a schema that is not where the line says
            boolean schema = Files.isDirectory(folder.resolve(SCHEMAS));
            String mine = schema ? filled : filled.replaceFirst("^# yaml-language-server:.*\\R", "");
            return ScriptFormat.format(file, mine, new Problems()).orElse(mine);
        }
    }
}
