package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.access.AuditLine.Act;
import org.helpline.admin.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commands are written down, and how: each top-level command stands in one of the three sets. */
class CommandsSeenTest {

    private static final Set<String> WITHOUT_THE_SERVER = Set.of(
            "demo-sound", "kb", "playbook", "doctor", "prompts", "replay", "restore", "script", "tls", "what-if");
    private static final Set<String> CHANGE_SOMETHING = Set.of(
            "backup",
            "bans",
            "callbacks",
            "customers",
            "drain",
            "forget",
            "hours",
            "notice",
            "password",
            "pin",
            "queues",
            "recordings",
            "reload",
            "retention",
            "settings",
            "tokens",
            "trunks",
            "voicemail",
            "webhooks");

    private final List<Act> acts = new ArrayList<>();

    @Test
    void everyCommandStandsInOneOfTheSets() {
        Set<String> known = new TreeSet<>(CHANGE_SOMETHING);
        known.addAll(WITHOUT_THE_SERVER);
        CommandsSeen.ONLY_SHOW.stream().filter(c -> !c.equals("past")).forEach(known::add);
        assertThat(known).isEqualTo(new TreeSet<>(StartWords.COMMANDS));
    }

    @ParameterizedTest
    @CsvSource({
        "notice on outage, notice, on outage",
        "hours close office, hours, close office",
        "drain, drain, ''",
        "retention now, retention, now",
        "reload, reload, ''",
        "tokens end crm, tokens, end crm",
        "settings undo 4, settings, undo 4",
        "callbacks cancel 20261122-021503-7f3a9c, callbacks, cancel 20261122-021503-7f3a9c",
        "callbacks cancel 20261122-021503-734912, callbacks, cancel 20261122-021503-734912",
        "bans add 203.0.113.9 12h, bans, add 203.0.113.9 12h",
        "bans lift 203.0.113.0/24, bans, lift 203.0.113.0/24",
        "forget nobody, forget, nobody",
        "recordings export 7f3a 7f3a.ogg, recordings, export 7f3a 7f3a.ogg",
    })
    void whatChangesSomethingIsToldWithItsWords(String line, String act, String what) {
        see(line);
        assertThat(acts).containsExactly(new Act("os:root", "command", act, what, "done"));
    }

    @ParameterizedTest
    @CsvSource({
        "status",
        "calls --last 5",
        "callbacks",
        "callbacks list",
        "tokens list",
        "settings history",
        "retention",
        "audit 50",
        "recordings check 7f3a",
        "hours show",
        "config"
    })
    void whatOnlyShowsIsNot(String line) {
        see(line);
        assertThat(acts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "forget +442079460018",
        "forget 02079460018",
        "forget sip:02079460018@example.com",
        "pin 442079460018",
        "forget 44.207.946.018"
    })
    void aCallersNumberIsNotWrittenDown(String line) {
        see(line);
        assertThat(acts).singleElement().satisfies(a -> assertThat(a.what()).isEqualTo("caller:1a2b3c"));
    }

    private void see(String line) {
        new CommandsSeen(acts::add, number -> Optional.of("1a2b3c"))
                .saw("root", List.of(line.split(" ", -1)), ExitCode.FINE);
    }
}
