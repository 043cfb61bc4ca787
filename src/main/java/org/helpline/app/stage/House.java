package org.helpline.app.stage;

import java.net.InetSocketAddress;
import org.helpline.config.Secret;
import org.helpline.core.AgentId;
import org.helpline.core.FactSink;
import org.helpline.core.MovableClock;
import org.helpline.interaction.DeskPort;
import org.helpline.ivr.trial.TrialAct;

/**
 * A server that stands ready for one test.
 *
 * @param sip where it takes calls, by UDP
 * @param number what is dialled
 * @param agent who serves the queues
 * @param secret with which every phone registers that can be rung
 * @param changes what calendars or queues say from now on
 * @param listen has somebody told every fact from now on
 * @param stop stops the server
 */
public record House(
        InetSocketAddress sip,
        String number,
        AgentId agent,
        Secret secret,
        MovableClock clock,
        StagedAcd acd,
        DeskPort desk,
        java.util.function.Consumer<TrialAct> changes,
        java.util.function.Consumer<FactSink> listen,
        Runnable stop)
        implements AutoCloseable {

    @Override
    public void close() {
        stop.run();
    }
}
