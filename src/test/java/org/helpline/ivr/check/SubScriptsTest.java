package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.helpline.core.Problem;
import org.helpline.ivr.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts that run other scripts, checked before any call. */
class SubScriptsTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhuman: none\n";
    private static final String VERIFY = HEAD + """
            takes: {number: text, tries: {type: number, default: 3}}
            gives: boolean
            start: {return: = size(number) > tries}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {script: verify, with: {number: caller.number}, as: v}            ~ fit
            {script: verify, with: {number: "0815", tries: 5}, as: v}         ~ fit
            {script: verify, with: {number: caller.number, tries: = 2 + 3}}   ~ fit
            {script: verify, as: v}                                           ~ The script 'verify' takes 'number', and is not given it.
            {script: verify, with: {nubmer: dialled}, as: v}                  ~ The script 'verify' takes no 'nubmer'. Did you mean 'number'?
            {script: verify, with: {number: dialled, tries: many}, as: v}     ~ No step sets 'many'.
            {script: verify, with: {number: dialled, tries: "many"}, as: v}   ~ takes 'tries' as a number, and is given a text.
            {script: verify, with: {number: dialled, tries: today}, as: v}    ~ takes 'tries' as a number, and is given a date.
            {script: verify, with: {number: dialled, tries: = tries + 1}}     ~ No step sets 'tries'.
            {script: verfy, with: {number: dialled}}                          ~ There is no script 'verfy'. Did you mean 'verify'?
            {with: {number: dialled}}                                         ~ 'do' runs nothing.
            {script: verify, with: {number: dialled}, ass: v}                 ~ 'do' has no 'ass'. Did you mean 'as'?
            """)
    void whatAScriptIsGivenMustBeWhatItTakes(String run, String told) throws IOException {
        write("verify", VERIFY);
        write("main", HEAD + "start:\n  - do: " + run + "\n  - hangup\n");
        assertThat(told(folder.resolve("main"))).contains(told);
    }

    @Test
    void theResultHasTheTypeThatTheScriptGives() throws IOException {
        write("verify", VERIFY);
        write(
                "main",
                HEAD
                        + "start:\n  - do: {script: verify, with: {number: dialled}, as: v}\n  - {when: v > 5, then: hangup}\n  - hangup\n");
        assertThat(told(folder.resolve("main"))).contains("does not compare true or false");
    }

    @Test
    void whatAScriptGivesBackMustBeOfItsType() throws IOException {
        write("verify", VERIFY.replace("= size(number) > tries", "= size(number)"));
        assertThat(told(folder.resolve("verify"))).contains("The script gives true or false, and this is a number.");
        write("silent", HEAD + "start: return\n");
        write("main", HEAD + "start:\n  - do: {script: silent, as: v}\n  - hangup\n");
        assertThat(told(folder.resolve("main"))).contains("The script 'silent' does not say what it gives back.");
    }

    @Test
    void scriptsAndSectionsThatRunOneAnotherForEverAreTold() throws IOException {
        write("one", HEAD + "start:\n  - do: {script: two}\n  - hangup\n");
        write("two", HEAD + "start:\n  - do: {script: three}\n  - return\n");
        write("three", HEAD + "start:\n  - do: {script: one}\n  - return\n");
        assertThat(told(folder.resolve("one"))).contains("again and again: one → two → three → one.");
        write("self", HEAD + "start: [{do: a}, hangup]\na: [{do: b}]\nb: [{do: a}]\n");
        assertThat(told(folder.resolve("self"))).contains("This runs itself again and again: a → b → a.");
    }

    private void write(String name, String script) throws IOException {
        Path at = Files.createDirectories(folder.resolve(name));
        Files.writeString(at.resolve("script.yaml"), script);
    }

    private static String told(Path script) {
        Known known = Samples.KNOWN.withScripts(Set.of("verify", "main", "silent", "one", "two", "three", "self"));
        return switch (ScriptLoader.load(script, known)) {
            case LoadResult.Loaded _ -> "fit";
            case LoadResult.Refused r ->
                String.join("\n", r.problems().stream().map(Problem::toString).toList());
        };
    }
}
