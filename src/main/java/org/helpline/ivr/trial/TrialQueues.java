package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Set;
import org.helpline.ivr.run.Effect;

/** The queues of one trial's call as the server has them, with its rules of whom to ring; in the trial's own time. One thread. */
public interface TrialQueues {

    /** Opens such queues. */
    @FunctionalInterface
    interface Opening {
        /** They open with the call, while those who are said to be there are. */
        TrialQueues open(MockedAgents agents);
    }

    /** So much time passes: agents are rung, and let it ring. */
    void pass(Duration time);

    /** The caller joins, or waits again where the place was kept. */
    void join(Effect.Enqueue wanted);

    /** The caller keeps the place, and is not offered. */
    void hold();

    /** The caller is gone from the queue. */
    void leave();

    /** Somebody has the caller: the first whose phone rings, or nobody of these. */
    void connect();

    /** The agent who has the caller has them no longer. */
    void release();

    /** Whose phones ring for the caller, in the order of their names. */
    Set<String> rung();

    /** The agent takes the call, which rings there. */
    void answer(String agent);

    /** The agent declines it. */
    void refuse(String agent);

    /** The agent logs in, if need be, and is ready; whoever talked no longer does. */
    void come(String agent);

    /** The agent is not ready any more; who talks goes after the call. */
    void go(String agent);
}
