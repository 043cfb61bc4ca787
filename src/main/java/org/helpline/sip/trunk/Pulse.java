package org.helpline.sip.trunk;

import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.Optional;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Timers;
import org.helpline.sip.transaction.ClientTransaction;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.trunk.HealthMachine.Event;
import org.helpline.sip.trunk.HealthMachine.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one machine of a trunk by OPTIONS whether it is there, and remembers what calls found: carries out {@link HealthMachine}. A machine that answers
 * REGISTER or calls and never any OPTIONS is one that does not speak to strangers: its silence says nothing then. Confined to the edge loop.
 */
final class Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    /** After which an answer is asked to confirm what another one has shown of our address. */
    private static final Duration SOON = Duration.ofMillis(500);

    private final Around around;
    private final TrunkSettings trunk;
    private final Target target;
    private final Runnable changed;
    private final TrunkRequests.Row row;
    private State state = new State.Unknown();
    private Optional<Duration> roundTrip = Optional.empty();
    private Optional<String> seenAs = Optional.empty();
    private String why = "";
    private long cseq;
    private boolean stopped;
    private boolean hasAnsweredPings;
    private boolean hasAnsweredElse;
    private boolean isMute;
    private boolean confirms;
    private @Nullable Asking out;
    private Timers.@Nullable Timer timer;

    /** A machine of which nothing is known yet; {@code changed} is told when it dies or comes alive. */
    Pulse(Around around, TrunkSettings trunk, Target target, Runnable changed) {
        this.around = around;
        this.trunk = trunk;
        this.target = target;
        this.changed = changed;
        this.row = new TrunkRequests.Row(around.transactions().newCallId(), around.tag(), 0);
    }

    /** Begins after that time. */
    void start(Duration delay) {
        if (!trunk.ping().isZero()) {
            after(delay, this::ping);
        }
    }

    void stop() {
        stopped = true;
        cancel();
        if (out != null) {
            out.abandon();
        }
    }

    Target target() {
        return target;
    }

    /** Our address as its latest answer to a ping shows it, {@code host:port}. */
    Optional<String> seenAs() {
        return seenAs;
    }

    boolean isDead() {
        return state instanceof State.Dead;
    }

    boolean isAlive() {
        return state instanceof State.Alive;
    }

    TrunkStatus.Machine told() {
        TrunkStatus.Health health = switch (state) {
            case State.Unknown _ -> TrunkStatus.Health.UNKNOWN;
            case State.Alive _, State.Doubtful _ -> TrunkStatus.Health.ALIVE;
            case State.Dead _ -> TrunkStatus.Health.DEAD;
        };
        return new TrunkStatus.Machine(target.where(), target.host(), health, roundTrip, why);
    }

    /** It answered something else than a ping: a REGISTER, a call. */
    void answered() {
        hasAnsweredElse = true;
        if (!(state instanceof State.Alive)) {
            on(Event.ANSWERED, "");
        }
    }

    /** A call or REGISTER could not reach it. */
    void failed(String how) {
        on(Event.CALL_FAILED, how);
    }

    /** A ping was not answered; only a machine that answers them otherwise is missed. */
    private void missed(String how) {
        if (hasAnsweredPings || !hasAnsweredElse) {
            on(Event.MISSED, how);
            return;
        }
        if (!isMute) {
            isMute = true;
            LOG.info(
                    "trunk={} {} answers, but no OPTIONS: its pings say nothing, ping = 0 saves them",
                    trunk.name(),
                    target.where());
        }
        if (isDead()) {
            on(Event.FORGIVE, "");
        }
        after(trunk.ping(), this::ping);
    }

    private void ping() {
        Asking asking = new Asking(around.transactions().loop().clock().nanos());
        out = asking;
        asking.send();
    }

    private void on(Event event, String how) {
        if (stopped) {
            return;
        }
        boolean wasDead = isDead();
        boolean wasAlive = isAlive();
        HealthMachine.Step step = HealthMachine.on(state, event, trunk.ping());
        state = step.next();
        why = isDead() || state instanceof State.Doubtful ? how : "";
        if (!step.after().isZero()) {
            after(step.after(), trunk.ping().isZero() ? () -> on(Event.FORGIVE, "") : this::ping);
        }
        if (wasDead != isDead()) {
            LOG.info(
                    "trunk={} {} {}{}",
                    trunk.name(),
                    target.where(),
                    isDead() ? "does not answer: " : "answers again",
                    isDead() ? how : "");
        }
        if (wasDead != isDead() || wasAlive != isAlive()) {
            changed.run();
        }
    }

    private void after(Duration delay, Runnable what) {
        cancel();
        timer = around.transactions().loop().timers().after(delay, what);
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** One OPTIONS. */
    private final class Asking implements ClientUser {
        private final long sentNanos;
        private boolean over;
        private @Nullable Flow path;
        private @Nullable ClientTransaction transaction;
        private Timers.@Nullable Timer patience;

        Asking(long sentNanos) {
            this.sentNanos = sentNanos;
        }

        void send() {
            patience = around.transactions().loop().timers().after(HealthMachine.patience(trunk.ping()), () -> {
                if (!over) {
                    abandon();
                    missed("no answer to OPTIONS");
                }
            });
            Flow flow = around.transactions().flowTo(target.to());
            path = flow;
            cseq++;
            ClientTransaction sent = around.transactions()
                    .send(
                            TrunkRequests.options(trunk, flow, new TrunkRequests.Row(row.callId(), row.tag(), cseq)),
                            target.to(),
                            this);
            transaction = sent;
            if (over) {
                sent.abandon();
            }
        }

        void abandon() {
            end();
            if (transaction != null) {
                transaction.abandon();
            }
        }

        private void end() {
            over = true;
            if (patience != null) {
                patience.cancel();
            }
        }

        @Override
        public void onResponse(SIPResponse response) {
            int status = response.getStatusCode();
            if (over || status < 200) {
                return;
            }
            end();
            if (status == 408 || status == 503) {
                missed("it answers OPTIONS with " + status);
                return;
            }
            boolean askAgain = Granted.from(response)
                    .filter(f ->
                            path != null && around.transactions().outer().seen(trunk.name(), path, f.host(), f.port()))
                    .isPresent();
            seenAs = Granted.seenAs(response).or(() -> seenAs);
            hasAnsweredPings = true;
            roundTrip = Optional.of(
                    Duration.ofNanos(around.transactions().loop().clock().nanos() - sentNanos));
            on(Event.ANSWERED, "");
            confirms = askAgain && !confirms; // once, not again and again where each answer shows another address
            if (confirms && !stopped && !trunk.ping().isZero()) {
                after(SOON, Pulse.this::ping);
            }
        }

        @Override
        public void onFailed(String how) {
            if (!over) {
                end();
                missed(ClientUser.reason(how, "no connection to it"));
            }
        }
    }
}
