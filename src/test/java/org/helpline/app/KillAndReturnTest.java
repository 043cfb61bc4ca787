package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.checks.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P69 and P36: a server that is killed while callers wait; those who call again have their places. */
class KillAndReturnTest {

    private static final String WAITING = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start: {queue: support}
            """;

    private static final String FIRST = "waits in queue support at position 1";
    private static final String BACK = "has the old place in queue support back (cut off)";

    @TempDir
    private Path folder;

    private int sip;

    private ServerProcess server(Starting starting) throws IOException {
        List<String> settings = new ArrayList<>(starting.sets());
        settings.addAll(List.of(
                "sip.listen=127.0.0.1:" + sip,
                "numbers.101=waiting",
                "agents.anna.phone-secret=annas-own-secret",
                "agents.anna.always-ready=yes",
                "agents.anna.queues=support"));
        return ServerProcess.start(starting.data(), List.of(), settings.toArray(String[]::new));
    }

    private StagePhone waits(Starting starting, String number, String words) throws Exception {
        StagePhone phone = new StagePhone(number, new InetSocketAddress(InetAddress.getLoopbackAddress(), sip));
        phone.call("101");
        starting.storyWith(words);
        return phone;
    }

    @Test
    void p36AfterAKillTheyStandWhereTheyStood() throws Exception {
        sip = Starting.freePort();
        try (Starting starting = new Starting(folder)) {
            starting.script("waiting", WAITING);
            try (ServerProcess killed = server(starting)) {
                try (StagePhone _ = waits(starting, "+49301111111", FIRST)) {
                    killed.kill();
                }
            }
            try (ServerProcess again = server(starting)) {
                try (StagePhone _ = waits(starting, "+49302222222", FIRST);
                        StagePhone _ = waits(starting, "+49301111111", BACK)) {
                    String story = starting.storyWith(BACK);
                    assertThat(story).contains("waits in queue support at position 1");
                    assertThat(starting.command("calls", "--outcome", "cut").out())
                            .contains("+49301111111");
                }
                again.kill();
            }
        }
    }
}
