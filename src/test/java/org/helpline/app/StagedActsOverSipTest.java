package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a test may say is also done over SIP and RTP, with the same trace: recordings, messages, call-backs, PINs, sides of a split, what was
 * kept, waits that are expected, calendars that change, people who are rung.
 */
@Tag("clients")
class StagedActsOverSipTest {

    @TempDir
    private Path folder;

    @Test
    void theCommandTellsEachCallAsItEndsAndThenTheTable() throws IOException {
        try (Starting starting = new Starting(folder)) {
            Path tests = starting.scripts().resolve("line/calls.test.yaml");
            Files.writeString(tests, "tests: [{name: welcomed, call: hears welcome, ends: hangup}]");
            Starting.Said said = starting.command("script", "test", "--sip");
            assertThat(said.code()).as(said.out()).isZero();
            assertThat(said.err()).contains("1 of 1: welcomed");
            assertThat(said.out()).contains("  same  welcomed", "1 test over SIP, all the same as in virtual time");
        }
    }

    @Test
    void everyActOfATestGivesTheSameTraceInVirtualTimeAndOverSip() throws IOException {
        allAreTheSame("staged");
    }

    @Test
    void callBacksGiveTheSameTraceInVirtualTimeAndOverSip() throws IOException {
        allAreTheSame("callbacks");
    }

    private void allAreTheSame(String script) throws IOException {
        Path conf = ShippedTestsOverSipTest.conf(folder);
        Files.writeString(
                conf.resolve("callbacks.properties"),
                Files.readString(conf.resolve("callbacks.properties")).replace("allow =", "allow = *, +*"));
        Files.writeString(
                conf.resolve("extensions.ini"), "[201]\nto = phone\nname = Front desk\nphone-secret = not-a-secret\n");
        Files.writeString(conf.resolve("trunks.ini"), "[acme]\nserver = 192.0.2.200\nping = 0\nallow = +4930*\n");
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Path copy = Files.createDirectory(scripts.resolve(script));
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/ivr").resolve(script))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        StartOptions options = new StartOptions(
                folder.resolve("data").toString(), conf.toString(), null, List.of("scripts.directory=" + scripts));
        ShippedTestsOverSipTest.allAreTheSame(options, scripts);
    }
}
