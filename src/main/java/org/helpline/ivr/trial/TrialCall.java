package org.helpline.ivr.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.State;
import org.helpline.ivr.run.Transcript;

/** A call under way in virtual time, to which acts are done one after another. One thread. */
final class TrialCall {

    private final VirtualCall call;
    private final Standing standing;
    private final Expectations expectations;
    private final CallerActs caller;
    private final QueueActs queue;
    private final NamedAgents agents;

    TrialCall(Script script, Circumstances given, Surroundings surroundings) {
        this.call = new VirtualCall(script, given, surroundings);
        this.standing = new Standing(call);
        this.expectations = new Expectations(call, standing);
        this.caller = new CallerActs(call, standing);
        this.queue = new QueueActs(call, standing);
        this.agents = new NamedAgents(call, queue);
    }

    /** Does it. Empty: as the test says. */
    Optional<Refusal> act(TrialAct act) {
        if (call.hasHungUp()) {
            return Refusal.of("the call goes on", standing.situation());
        }
        return switch (act) {
            case TrialAct.Hears h -> expectations.hears(h);
            case TrialAct.HearsWords h -> expectations.hears(h);
            case TrialAct.GoesTo g -> expectations.goesTo(g);
            case TrialAct.Rings r -> expectations.rings(r);
            case TrialAct.MayRing m -> queue.mayRing(m.agents());
            case TrialAct.QueueRings r -> agents.queueRings(r.agents());
            case TrialAct.AgentComes a -> agents.comes(a.agent());
            case TrialAct.AgentGoes a -> agents.goes(a.agent());
            case TrialAct.AgentRefuses a -> agents.refuses(a.agent());
            case TrialAct.ExpectedWait e -> {
                call.expectWait(e);
                yield Optional.empty();
            }
            case TrialAct.Becomes b -> {
                call.declare(b);
                yield Optional.empty();
            }
            case TrialAct.Deed deed -> {
                call.handOn();
                call.beginAct();
                Optional<Refusal> refusal = done(deed);
                if (cutsShort(deed)) {
                    call.forgetHeard();
                }
                yield refusal;
            }
        };
    }

    private Optional<Refusal> done(TrialAct.Deed deed) {
        return switch (deed) {
            case TrialAct.Press p -> caller.press(p);
            case TrialAct.Silence _ -> caller.silence();
            case TrialAct.Records r -> caller.records(r.speech());
            case TrialAct.Wait w -> {
                call.pass(w.time());
                yield Optional.empty();
            }
            case TrialAct.HangsUp _ -> caller.hangsUp();
            case TrialAct.WantsCallback _ -> caller.wantsCallback(queue);
            case TrialAct.WaitsIn w -> queue.waitsIn(w);
            case TrialAct.Position p -> queue.position(p);
            case TrialAct.QueueRefuses q -> queue.refuses(q.reason());
            case TrialAct.NotReached n -> queue.notReached(n.why());
            case TrialAct.AgentAnswers a -> queue.agentAnswers(a.after());
            case TrialAct.NamedAnswers a -> agents.answers(a.agent(), a.after());
            case TrialAct.AgentLeaves a -> queue.agent(a.after(), new ScriptEvent.AgentLeft());
            case TrialAct.AgentSends a ->
                queue.agent(Duration.ZERO, new ScriptEvent.SentToQueue(new QueueName(a.queue())));
            case TrialAct.CallbackTo c -> queue.callback(Optional.of(c.number()), ScriptEvent.CallbackAnswer.TAKEN);
            case TrialAct.CallbackAnswered c -> queue.callback(Optional.empty(), c.answer());
            case TrialAct.Answers a -> answers(a);
        };
    }

    /** Whether what was being said counts as cut short by it, and so not as heard. */
    private static boolean cutsShort(TrialAct.Deed deed) {
        return switch (deed) {
            case TrialAct.Press _, TrialAct.WantsCallback _, TrialAct.WaitsIn _, TrialAct.Position _ -> true;
            case TrialAct.QueueRefuses _, TrialAct.NotReached _ -> true;
            case TrialAct.AgentAnswers _, TrialAct.NamedAnswers _, TrialAct.AgentLeaves _, TrialAct.AgentSends _ ->
                true;
            case TrialAct.Silence _, TrialAct.Records _, TrialAct.Wait _, TrialAct.HangsUp _ -> false;
            case TrialAct.CallbackTo _, TrialAct.CallbackAnswered _, TrialAct.Answers _ -> false;
        };
    }

    private Optional<Refusal> answers(TrialAct.Answers act) {
        call.listen();
        if (unanswered().filter(act.lookUp()::equals).isEmpty()) {
            return Refusal.of("the script asks the look-up " + act.lookUp(), standing.situation());
        }
        for (Moment moment : moments().reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.LookUp asked)) {
                call.tell(new ScriptEvent.LookedUp(asked.token(), act.answer()));
                return Optional.empty();
            }
        }
        throw new IllegalStateException("a look-up under way that was never asked");
    }

    /** Hears out what this script says, unless the caller has hung up; a call that is handed on stays there. */
    void settle() {
        call.settle();
    }

    /** Hears out what is said, unless the caller has hung up. */
    void hearOut() {
        if (!call.hasHungUp()) {
            call.listen();
        }
    }

    /** Whose phones ring for the caller who waits; empty if the test has called no agent by name. */
    Optional<Set<String>> rung() {
        return call.state().isInQueue() ? call.queues().ifAsked().map(TrialQueues::rung) : Optional.empty();
    }

    /** What the call is at, in words. */
    String situation() {
        return standing.situation();
    }

    /** How the call has ended, or where it stands. */
    Expected.Ending ending() {
        return standing.ending();
    }

    /** Whether the caller has hung up. */
    boolean hasHungUp() {
        return call.hasHungUp();
    }

    State state() {
        return call.state();
    }

    /** What was done that the script is not told of, in order. */
    List<Played.Aside> asides() {
        return call.asides();
    }

    List<Moment> moments() {
        return call.moments();
    }

    /** The transcript so far. */
    List<String> transcript() {
        return Transcript.of(call.moments());
    }

    /** Since the call began. */
    Duration elapsed() {
        return call.elapsed();
    }

    Instant now() {
        return call.now();
    }

    /** The step that was entered last. */
    Optional<ScriptFact.Entered> lastStep() {
        return call.lastStep();
    }

    /** The question that the caller is asked; empty when there is none. */
    Optional<ScriptStep.Input> question() {
        return call.question();
    }

    /** The look-up that the script waits for, if nobody has said what it answers. */
    Optional<String> unanswered() {
        return call.unanswered();
    }

    /** The queues that the caller has left messages for, oldest first. */
    List<String> messages() {
        return call.kept().stream()
                .flatMap(k -> k.box().stream())
                .map(QueueName::value)
                .toList();
    }

    /** Whether it was heard at any time, if only in part. */
    boolean everHeard(String sound) {
        return call.everHeard(sound);
    }
}
