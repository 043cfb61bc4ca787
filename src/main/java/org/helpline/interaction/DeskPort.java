package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.helpline.acd.Board;
import org.helpline.config.AfterCall;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.ivr.run.PlaybookCase;

/** What a desk may ask of the house. Any thread. */
public interface DeskPort {

    /** Carries out a command of an agent; the stage completes when it is done or refused, never exceptionally. */
    CompletionStage<Result> command(AgentId agent, Command command);

    /** Queues and agents now. */
    Board board();

    /** What the agent's desk shows now: used when a desk connects or reconnects. */
    Snapshot snapshot(AgentId agent);

    /** The call in an agent's hand, from the offer to the end of wrap-up. */
    Optional<DeskCall> inHand(AgentId agent);

    /** Where a call can be transferred to. */
    Targets targets();

    /** What agents may write of a caller for the next script: the variables that scripts keep of customers, each with its kind. */
    default SortedMap<String, String> attributes() {
        return new TreeMap<>();
    }

    /** What a queue wants after a call, with the codes to pick from. */
    AfterCall after(QueueName queue);

    /** The calls for help that nobody has taken yet, the oldest first. */
    List<HelpCall> helpCalls();

    /** Somebody comes: ends an agent's call for help. {@code by}: their account. */
    CompletionStage<Result> helpTaken(AgentId agent, String by);

    /** An agent's call for help. {@code text} may be empty. */
    record HelpCall(AgentId agent, InteractionId interaction, QueueName queue, String text, Instant since) {}

    /** An answer to a command. */
    sealed interface Result {
        /** Done. */
        record Done() implements Result {}

        /** Not done; {@code why} is a plain sentence for the agent. */
        record Refused(String why) implements Result {}
    }

    /** The commands. */
    sealed interface Command {
        /** Log in (the desk session began). */
        record LogIn() implements Command {}

        /** Log out. */
        record LogOut() implements Command {}

        /** Ready; ends wrap-up. */
        record Ready() implements Command {}

        /** Not ready with one of the configured reasons. */
        record NotReady(String reason) implements Command {}

        /** Hang up the call in hand. */
        record HangUp() implements Command {}

        /** Put the caller on hold: music. */
        record Hold() implements Command {}

        /** Take the caller back. */
        record Resume() implements Command {}

        /** Blind transfer to a queue. */
        record TransferToQueue(QueueName queue) implements Command {}

        /** Blind transfer to a script. */
        record TransferToScript(String script) implements Command {}

        /** Blind transfer to a colleague. */
        record TransferToAgent(AgentId colleague) implements Command {}

        /** Nobody hears the agent, or they do again. */
        record Mute(boolean on) implements Command {}

        /** Begins to record the call in hand, or ends that; where its queue leaves it to the agent. */
        record RecordCall(boolean on) implements Command {}

        /** Nothing of what is said is recorded until it is resumed; its length is. */
        record PauseRecording(boolean on) implements Command {}

        /** Keys for whoever the agent talks with: 1 to 40 of {@code 0-9*#}. */
        record Keys(String keys) implements Command {}

        /** Rings a colleague's id, an extension or a number; who answers has the caller at once, and until then the agent has. */
        record PutThrough(String to) implements Command {}

        /** The same, but the agent speaks with them first, while the caller waits. */
        record Consult(String to) implements Command {}

        /** The agent turns to whoever waits: the caller, or who is consulted. */
        record Swap() implements Command {}

        /** The caller, the agent and who is consulted hear each other; who is asked for from then on is with all at once. */
        record JoinAll() implements Command {}

        /** The agent leaves, and who is consulted has the caller. */
        record Complete() implements Command {}

        /** The agent does without whom they wanted to transfer to or to consult. */
        record CancelConsult() implements Command {}

        /** Calls a number: the agent's phone rings first. {@code queue}: whose wrap-up and name the call has; empty: none's. */
        record Dial(String number, Optional<QueueName> queue) implements Command {}

        /** Write a note on an interaction of this agent. */
        record Note(InteractionId interaction, String text) implements Command {}

        /** Pick a wrap-up code for an interaction of this agent. */
        record WrapUpCode(InteractionId interaction, String code) implements Command {}

        /** Keep something of the caller for the next script; an empty value is forgotten. */
        record Attribute(InteractionId interaction, String name, String value) implements Command {}

        /** Puts a tag on an interaction of this agent, or takes it off. */
        record Tag(InteractionId interaction, String tag, boolean on) implements Command {}

        /** Ticks a step of the call's playbook, or takes the tick back; {@code note} may be empty. */
        record Step(InteractionId interaction, String step, boolean done, String note) implements Command {}

        /** Call a supervisor for help with the call in hand; {@code text} may be empty. */
        record Help(String text) implements Command {}

        /** The agent needs no help any more. */
        record HelpOver() implements Command {}

        /** Lengthen wrap-up. */
        record ExtendWrapUp(Duration by) implements Command {}
    }

    /** An agent's desk at one moment. {@code call} is present from the offer to the end of wrap-up; {@code playbook} is that of its queue. */
    record Snapshot(Board.AgentLine agent, Optional<DeskCall> call, Optional<Guide> playbook) {}

    /** The playbook of a call, with the steps that are shown now. */
    record Guide(String name, String version, String title, List<GuideStep> steps) {}

    /**
     * A step of it.
     *
     * @param links those whose values are known, with them
     * @param takesNote whether the agent may write a note about it; {@code wantsNote} whether it cannot be ticked without
     * @param note what was written
     */
    record GuideStep(
            String id,
            String title,
            String text,
            List<PlaybookCase.Opened> links,
            boolean takesNote,
            boolean wantsNote,
            boolean required,
            boolean done,
            String note) {}

    /** The call in hand. {@code phase}: {@code offered}, {@code calling} (the agent's own call is not answered yet), {@code talking}, {@code held}, {@code wrap-up}. */
    record DeskCall(
            InteractionId interaction,
            String phase,
            ScreenPop pop,
            Instant arrived,
            Duration waited,
            Instant since,
            Hand hand) {

        /** A call that came in, and that the agent has done nothing with yet. */
        public DeskCall(
                InteractionId interaction,
                String phase,
                ScreenPop pop,
                Instant arrived,
                Duration waited,
                Instant since) {
            this(interaction, phase, pop, arrived, waited, since, Hand.EMPTY);
        }

        /** The same with another pop. */
        public DeskCall showing(ScreenPop other) {
            return new DeskCall(interaction, phase, other, arrived, waited, since, hand);
        }

        /** The same in another phase. */
        public DeskCall in(String next, Instant from) {
            return new DeskCall(interaction, next, pop, arrived, waited, from, hand);
        }

        /** The same as its agent is to see it. */
        public DeskCall forAgent() {
            return hand.supervised().filter(s -> !s.shown()).isPresent()
                    ? with(hand.supervised(Optional.empty()))
                    : this;
        }

        /** The same with something else done about it. */
        public DeskCall with(Hand other) {
            return new DeskCall(interaction, phase, pop, arrived, waited, since, other);
        }
    }

    /**
     * What the agent does with the call beside talking.
     *
     * @param dialled the agent's desk made the call
     * @param muted nobody hears the agent
     * @param consult somebody else on the line
     * @param supervised a supervisor who listens to the agent, or is about to
     * @param taped its recording
     */
    record Hand(
            boolean dialled, boolean muted, Optional<Consult> consult, Optional<Supervised> supervised, Taped taped) {

        /** Nothing. */
        public static final Hand EMPTY = new Hand(false, false, Optional.empty(), Optional.empty(), Taped.NOT);

        /** The same of a call that the agent's desk makes. */
        public Hand dialling() {
            return new Hand(true, muted, consult, supervised, taped);
        }

        /** The same with the agent muted, or heard. */
        public Hand muted(boolean on) {
            return new Hand(dialled, on, consult, supervised, taped);
        }

        /** The same with somebody else on the line, or nobody. */
        public Hand consulting(Optional<Consult> other) {
            return new Hand(dialled, muted, other, supervised, taped);
        }

        /** The same with a supervisor beside the agent, or none. */
        public Hand supervised(Optional<Supervised> by) {
            return new Hand(dialled, muted, consult, by, taped);
        }

        /** The same recorded otherwise. */
        public Hand recorded(Taped as) {
            return new Hand(dialled, muted, consult, supervised, as);
        }

        /** What is left of it when nobody talks any more. */
        public Hand over() {
            return new Hand(dialled, false, Optional.empty(), Optional.empty(), Taped.NOT);
        }
    }

    /**
     * The recording of a call.
     *
     * @param phase {@code announced}: it begins; {@code on}, {@code paused}; empty: there is none
     * @param isFree whether the agent may begin and end it
     */
    record Taped(String phase, boolean isFree) {

        /** Nothing, and nothing may be. */
        public static final Taped NOT = new Taped("", false);
    }

    /**
     * A supervisor beside an agent.
     *
     * @param by the account; {@code name} as people read it
     * @param as {@code ringing}: their phone rings; {@code listen}, {@code whisper} or {@code barge}, as {@link SupervisorVoice} says
     * @param shown whether the agent is to see it
     * @param since when their phone began to ring, or was answered
     */
    record Supervised(String by, String name, String as, boolean shown, Instant since) {}

    /**
     * Somebody else on the line.
     *
     * @param with a colleague's id, an extension or a number; {@code name} as people read it
     * @param phase {@code transfer}: rung, to have the caller at once; {@code ringing}: rung, to be asked; {@code private} and {@code
     *     with-caller}: who of the two is being spoken with; {@code together}: all hear each other; {@code asked}: this agent is whom {@code
     *     with} asks, {@code joined}: and speaks with both
     * @param since when the phase began
     * @param members all who are in it beside the caller and this agent, as people call them
     * @param rung who is rung to come to all these; empty: nobody
     */
    record Consult(String with, String name, String phase, Instant since, List<String> members, String rung) {

        /** One alone. */
        public Consult(String with, String name, String phase, Instant since) {
            this(with, name, phase, since, List.of(name), "");
        }
    }

    /** Names to offer in the transfer lists. */
    record Targets(List<QueueName> queues, List<String> scripts, List<AgentId> agents) {}
}
