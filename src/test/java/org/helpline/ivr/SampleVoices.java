package org.helpline.ivr;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Template;

/**
 * Renders the samples' recordings anew, after their texts have changed; a tool, not a test. Needs espeak-ng and sox.
 *
 * <pre>java -cp … org.helpline.ivr.SampleVoices support-line information-line</pre>
 */
public final class SampleVoices {

    private static final Map<String, String> VOICES = Map.of("en", "en-gb", "tr", "tr");
    private static final Map<String, String> STILL_WAITING =
            Map.of("en", "You are still in the queue.", "tr", "Hâlâ sıradasınız.");
    private static final int POSITIONS = 20;

    private SampleVoices() {}

    /** Renders the samples named. */
    public static void main(String[] names) throws IOException, InterruptedException {
        for (String name : names) {
            Script script = Samples.sample(name);
            for (String language : script.languages()) {
                render(script, language);
            }
        }
    }

    private static void render(Script script, String language) throws IOException, InterruptedException {
        for (Map.Entry<String, Map<String, Template>> prompt :
                script.prompts().texts().entrySet()) {
            Template text = prompt.getValue().get(language);
            if (text == null) {
                continue;
            }
            if (text.slots().stream().map(Slot::name).anyMatch("position"::equals)) {
                for (int i = 1; i <= POSITIONS; i++) {
                    String value = Integer.toString(i);
                    speak(script, language, prompt.getKey() + "@" + i, text.fill(_ -> value));
                }
                speak(script, language, prompt.getKey(), STILL_WAITING.getOrDefault(language, ""));
            } else {
                speak(script, language, prompt.getKey(), text.fill(_ -> ""));
            }
        }
        if (Samples.saysDigits(script)) {
            for (int i = 0; i <= 9; i++) {
                speak(script, language, "digit@" + i, Integer.toString(i));
            }
        }
    }

    private static void speak(Script script, String language, String name, String text)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(script.folder().resolve("prompts").resolve(language));
        Path raw = Files.createTempFile("voice", ".wav");
        run(
                List.of(
                        "espeak-ng",
                        "-v",
                        VOICES.getOrDefault(language, language),
                        "-s",
                        "160",
                        "--stdin",
                        "-w",
                        raw.toString()),
                text);
        // edges trimmed, level set, a breath at the end; µ-law as the telephone has it
        String out = folder.resolve(name + ".wav").toString();
        List<String> sox =
                new ArrayList<>(List.of("sox", "-D", raw.toString(), "-r", "8000", "-c", "1", "-e", "mu-law", out));
        sox.addAll(List.of("silence", "1", "0.01", "0.5%", "reverse", "silence", "1", "0.01", "0.5%", "reverse"));
        sox.addAll(List.of("gain", "-6", "highpass", "200", "gain", "-n", "-4", "pad", "0.05", "0.2"));
        run(sox, "");
        Files.delete(raw);
    }

    private static void run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed for: " + input);
        }
    }
}
