package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.ivr.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetRoundsTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhuman: {queue: support}\n";

    @TempDir
    private Path folder;

    private void script(String name, String flow) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve(name).resolve("script.yaml"), HEAD + flow);
        Files.writeString(folder.resolve(name).resolve("prompts.yaml"), "main: Press a key.\n");
    }

    private String told() throws IOException {
        return CheckReport.of(folder, Samples.KNOWN.proving(3)).text();
    }

    @Test
    void scriptsThatHandASilentCallerToEachOtherAreRefused() throws IOException {
        script("one", "start:\n  - {menu: main, keys: {1: human}, silence: [{script: two}]}\n");
        script("two", "start: {script: one}\n");
        assertThat(told())
                .contains("one/script.yaml:5:46: A caller who does nothing is handed round for ever: one → two → one.")
                .contains("two/script.yaml:4:8: A caller who does nothing is handed round for ever: two → one → two.");
    }

    @Test
    void whoPressesAKeyToGoRoundMayDoSo() throws IOException {
        script("one", "start:\n  - {menu: main, keys: {1: {script: two}}}\n");
        script("two", "start: {script: one}\n");
        assertThat(told()).contains("one: good", "two: good");
    }
}
