package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.app.stage.StagePhone;
import org.helpline.app.stage.Staging;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;

/** A whole server with Anna and her phone in it, and Kim who calls: talks over real SIP and RTP, up to where tests differ. */
final class AnnasHouse implements AutoCloseable {

    /** Kim's number. */
    static final String KIM = "+49301234567";

    /** A script that sends each caller to support at once. */
    static final String SUPPORT = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - queue: support
            queues: {support: {}}
            """;

    private static final long PATIENCE_MILLIS = 30_000;
    private static final AgentId ANNA = new AgentId("anna");
    private static final String SECRET = "annas-own-secret";

    final Starting starting;
    final InetSocketAddress sip;
    final StagePhone kim;
    final StagePhone annasPhone;
    private Optional<Assembly.Running> running = Optional.empty();

    /** Not started yet. {@code line}: the script of number 100. */
    AnnasHouse(Path folder, String line) throws IOException {
        starting = new Starting(folder);
        starting.script("line", line);
        sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Starting.freePort());
        kim = new StagePhone(KIM, sip);
        annasPhone = new StagePhone("anna", sip);
    }

    /** Starts as these settings say, and registers Anna's phone. */
    Assembly.Running start(String... sets) throws IOException {
        return start(Staging.NONE, sets);
    }

    /** The same with some of the house put on. */
    Assembly.Running start(Staging staging, String... sets) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "sip.listen=127.0.0.1:" + sip.getPort(),
                "queues.support.wrap-up=0s",
                "agents.anna.phone-secret=" + SECRET));
        all.addAll(List.of(sets));
        Assembly.Running started = starting.mustStart(staging, all.toArray(String[]::new));
        running = Optional.of(started);
        annasPhone.register(SECRET);
        return started;
    }

    /** The server, once it has started. */
    Assembly.Running running() {
        return running.orElseThrow();
    }

    DeskPort desk() {
        return running().server().hallway().desk();
    }

    /** What comes of Anna's doing this at her desk. */
    Result tries(Command command) {
        return desk().command(ANNA, command).toCompletableFuture().join();
    }

    /** Anna does this at her desk. */
    void does(Command command) {
        assertThat(tries(command)).isEqualTo(new Result.Done());
    }

    /** What her desk shows. */
    DeskPort.Snapshot annasDesk() {
        return desk().snapshot(ANNA);
    }

    /** The call that Anna has. */
    InteractionId call() {
        return annasDesk().call().orElseThrow().interaction();
    }

    /** Anna takes calls. */
    void annaIsReady() {
        does(new Command.LogIn());
        does(new Command.Ready());
    }

    /** Anna's phone rings, she picks it up, and both hear each other. */
    void annaAnswers() throws IOException, InterruptedException {
        assertThat(annasPhone.awaitRing(PATIENCE_MILLIS)).isTrue();
        annasPhone.answer();
        starting.storyWith("caller and anna hear each other");
    }

    /** Anna is ready, Kim calls, and they talk. */
    void talk() throws IOException, InterruptedException {
        annaIsReady();
        kim.call("100");
        annaAnswers();
    }

    @Override
    public void close() {
        kim.close();
        annasPhone.close();
        starting.close();
    }
}
