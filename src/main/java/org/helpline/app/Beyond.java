package org.helpline.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.helpline.admin.ControlClient;
import org.helpline.admin.Output;
import org.helpline.config.EngineSettings;
import org.helpline.config.Settings;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.customer.Customers;

/** What a check looks at beyond settings and scripts: this machine, and files that a start would not refuse. Blocks, writes nothing. */
final class Beyond {

    private static final String SPEECH = "speech.command";

    private Beyond() {}

    /** What would refuse a start: ports, the outer address, the data folder. */
    static void ofTheMachine(Settings settings, Origins origins, Problems problems) {
        DataFolder.check(settings.data(), problems);
        Ports.areFree(settings, origins, heldByOurServer(settings), problems);
        Ports.advertised(settings, origins, problems);
    }

    /** What a start would only tell in the log, and callers or agents would miss. */
    static void ofTheService(Settings settings, Origins origins, boolean speech, Problems problems) {
        Customers.check(settings.store(), problems);
        boolean asked = !origins.of(SPEECH).equals(SPEECH);
        for (EngineSettings engine : settings.speech().engines()) {
            if (asked && !speech && engine instanceof EngineSettings.Program program) {
                problems.add(Problem.of(
                        origins.of(SPEECH),
                        SPEECH + " names " + program.command().getFirst()
                                + ", which is not installed, or may not be run.",
                        "Install it, name another program, or leave " + SPEECH
                                + " empty where everything is recorded."));
            }
        }
    }

    /** The addresses that a server which runs on this data folder listens on, as it was told them. */
    private static Set<String> heldByOurServer(Settings settings) {
        List<String> lines = new ArrayList<>();
        Output collected = new Output() {
            @Override
            public void line(String text) {
                lines.add(text);
            }

            @Override
            public void problem(String text) {}
        };
        for (String key : List.of("sip.listen", "sip.tls-listen", "sip.ws-listen", "sip.wss-listen", "desk.listen")) {
            var _ = ControlClient.at(settings.data()).ask(List.of(ConfigCommand.NAME, "show", key), collected);
        }
        Set<String> words = new HashSet<>();
        lines.forEach(line -> words.addAll(Arrays.asList(line.split("[\\s,]+", -1))));
        return words;
    }
}
