package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.config.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of a plain start are read as the whole command line would read them, and nothing else is read at all. */
class StartWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--data|d",
                "--data=d",
                "--data=d|--conf|conf|--profile|bench",
                "--set|sip.listen=127.0.0.1:0|--set=desk.listen=*:80|--ready|json",
                "--set|numbers.100=",
                "--set|numbers.100=a=b",
                "--set=sip.listen=[::1]:0",
                "--data|with a space|--set|speech.command=\"espeak-ng\" -v",
                "--profile|call"
            })
    void plainWordsMeanTheSameToBoth(String line) {
        String[] words = line.isEmpty() ? new String[0] : line.split("\\|", -1);
        ServeCommand serve = new ServeCommand();
        Main.commandLine(serve).parseArgs(words);
        Sources full = serve.options().sources();
        assertThat(StartWords.read(words).map(w -> w.options().sources())).contains(full);
        assertThat(StartWords.read(words).map(StartWords::json).orElse(false)).isEqualTo(line.contains("json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "-h",
                "--check",
                "--check|--data|d",
                "calls",
                "--data|d|calls",
                "--data",
                "--data=",
                "--data||--ready|json",
                "--data|a|--data|b",
                "--data|--ready|json",
                "--set|-x=y",
                "--profile|calls",
                "--ready|yaml",
                "--ready",
                "--prfile|bench",
                "--data|@words",
                "@words",
                "--",
                "-",
                ""
            })
    void allElseIsLeftToTheWholeCommandLine(String line) {
        assertThat(StartWords.read(line.split("\\|", -1))).isEmpty();
    }

    @Test
    void everyCommandIsKnownToIt() {
        assertThat(StartWords.COMMANDS)
                .isEqualTo(Main.commandLine(new ServeCommand()).getSubcommands().keySet());
    }

    @Test
    void withoutWordsItIsAStart() {
        assertThat(StartWords.read()).isPresent().get().returns(false, StartWords::json);
    }
}
