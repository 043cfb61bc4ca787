package org.helpline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.interaction.DeskPort.Command;

/** A server whose agents are ready at real phones over SIP on loopback; number 100 goes straight into queue support. */
final class PhonesInAHouse implements AutoCloseable {

    static final long PATIENCE_MILLIS = 20_000;

    final Starting starting;
    final InetSocketAddress sip;
    final Map<String, StagePhone> phones = new LinkedHashMap<>();
    private final List<String> sets = new ArrayList<>();
    private Assembly.Running running;

    /** The agents are those of {@code sets}. */
    PhonesInAHouse(Path folder, List<String> agents, String... sets) throws IOException {
        starting = new Starting(folder);
        starting.script("line", "helpline: 1\nlanguages: [en]\nhuman: {queue: support}\nstart: [{queue: support}]\n");
        sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Starting.freePort());
        this.sets.add("sip.listen=127.0.0.1:" + sip.getPort());
        agents.forEach(a -> this.sets.add("agents." + a + ".phone-secret=" + secret(a)));
        this.sets.addAll(List.of(sets));
        running = starting.mustStart(this.sets.toArray(String[]::new));
        for (String agent : agents) {
            StagePhone phone = new StagePhone(agent, sip);
            phones.put(agent, phone);
            phone.register(secret(agent));
            command(agent, new Command.LogIn());
            command(agent, new Command.Ready());
        }
        await(() -> agents.stream().allMatch(a -> state(a).equals("ready")));
    }

    private static String secret(String agent) {
        return "the-own-secret-of-" + agent;
    }

    /** Stops the server, and starts it again with the same settings. */
    void restart() {
        starting.stop(running);
        running = starting.mustStart(sets.toArray(String[]::new));
    }

    Assembly.Running running() {
        return running;
    }

    StagePhone phone(String agent) {
        return Objects.requireNonNull(phones.get(agent), agent);
    }

    StagePhone caller(String number) throws IOException {
        return new StagePhone(number, sip);
    }

    /** The password that was made for an account. */
    String password(String name) {
        return running.credentials().made().stream()
                .filter(m -> m.name().equals(name))
                .flatMap(m -> m.password().stream())
                .findFirst()
                .orElseThrow()
                .value();
    }

    void command(String agent, Command command) {
        running.server()
                .hallway()
                .desk()
                .command(new AgentId(agent), command)
                .toCompletableFuture()
                .join();
    }

    String state(String agent) {
        return running.server().hallway().desk().board().agents().stream()
                .filter(a -> a.agent().value().equals(agent))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** Returns once all phones ring. */
    void allRing() {
        await(() -> phones.values().stream().allMatch(StagePhone::rings));
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(condition);
    }

    @Override
    public void close() {
        phones.values().forEach(StagePhone::close);
        starting.close();
    }
}
