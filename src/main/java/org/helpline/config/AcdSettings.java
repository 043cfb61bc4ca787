package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.core.AgentId;
import org.helpline.core.Digit;
import org.helpline.core.QueueName;

/**
 * Settings of queues and agents.
 *
 * @param serviceLevel answers within this time count for the board (FIELD N5: 18 s)
 */
public record AcdSettings(List<QueueSettings> queues, List<AgentSettings> agents, Duration serviceLevel) {

    /** What a queue wants of agents after a call; of one that is gone: nothing. */
    public AfterCall after(QueueName queue) {
        return queues.stream()
                .filter(q -> q.name().equals(queue))
                .map(QueueSettings::afterCall)
                .findFirst()
                .orElse(AfterCall.FREE);
    }

    /** Whether the conversations of a queue are recorded; of one that is gone: not. */
    public QueueRecording recording(QueueName queue) {
        return queues.stream()
                .filter(q -> q.name().equals(queue))
                .map(QueueSettings::recording)
                .findFirst()
                .orElse(QueueRecording.NONE);
    }

    /**
     * One queue.
     *
     * @param name as scripts name it
     * @param music the music file's name without suffix
     * @param maxWait zero: no limit; {@code maxSize} zero: no limit
     * @param overflow where a caller goes when the queue is full or the wait too long
     * @param nobody where a caller goes when nobody is logged in; empty: waits all the same
     * @param closed where waiting callers go when {@code hours} close; {@code hours} empty: always open
     * @param ring how long an agent's phone rings; {@code wrapUp} after each call
     * @param callbacks how callers are called back
     * @param sharing who is rung for whom
     * @param joining who is taken at the door, and with what wait they go on
     * @param afterCall what is wanted of agents after a call
     * @param alarms when the board raises an alarm
     * @param recording whether conversations are recorded
     */
    public record QueueSettings(
            QueueName name,
            String music,
            Duration maxWait,
            int maxSize,
            Target overflow,
            Optional<Target> nobody,
            Optional<Target> closed,
            Optional<String> hours,
            Duration ring,
            Duration wrapUp,
            CallbackTerms callbacks,
            Sharing sharing,
            Joining joining,
            AfterCall afterCall,
            AlarmLimits alarms,
            QueueRecording recording) {

        /** A queue that calls back as usual, rings whoever has been idle longest, and asks nothing of agents after a call. */
        public QueueSettings(
                QueueName name,
                String music,
                Duration maxWait,
                int maxSize,
                Target overflow,
                Optional<Target> nobody,
                Optional<Target> closed,
                Optional<String> hours,
                Duration ring,
                Duration wrapUp) {
            this(
                    name,
                    music,
                    maxWait,
                    maxSize,
                    overflow,
                    nobody,
                    closed,
                    hours,
                    ring,
                    wrapUp,
                    CallbackTerms.USUAL,
                    Sharing.USUAL,
                    Joining.USUAL,
                    AfterCall.FREE,
                    AlarmLimits.NONE,
                    QueueRecording.NONE);
        }

        /** The same, calling back otherwise. */
        public QueueSettings callingBack(CallbackTerms other) {
            return new QueueSettings(
                    name, music, maxWait, maxSize, overflow, nobody, closed, hours, ring, wrapUp, other, sharing,
                    joining, afterCall, alarms, recording);
        }

        /** The same, shared out otherwise. */
        public QueueSettings sharedBy(Sharing other) {
            return new QueueSettings(
                    name, music, maxWait, maxSize, overflow, nobody, closed, hours, ring, wrapUp, callbacks, other,
                    joining, afterCall, alarms, recording);
        }

        /** The same with other rules at the door. */
        public QueueSettings joinedBy(Joining other) {
            return new QueueSettings(
                    name, music, maxWait, maxSize, overflow, nobody, closed, hours, ring, wrapUp, callbacks, sharing,
                    other, afterCall, alarms, recording);
        }

        /** The same, wanting something else of agents after a call. */
        public QueueSettings after(AfterCall other) {
            return new QueueSettings(
                    name, music, maxWait, maxSize, overflow, nobody, closed, hours, ring, wrapUp, callbacks, sharing,
                    joining, other, alarms, recording);
        }

        /** The same, recorded otherwise. */
        public QueueSettings recorded(QueueRecording other) {
            return new QueueSettings(
                    name, music, maxWait, maxSize, overflow, nobody, closed, hours, ring, wrapUp, callbacks, sharing,
                    joining, afterCall, alarms, other);
        }

        /** The same with other alarms. */
        public QueueSettings alarming(AlarmLimits other) {
            return new QueueSettings(
                    name, music, maxWait, maxSize, overflow, nobody, closed, hours, ring, wrapUp, callbacks, sharing,
                    joining, afterCall, other, recording);
        }
    }

    /** Of whom somebody must be there, so that a caller is taken. */
    public enum Presence {
        /** Somebody is logged in; where neither the settings nor the script say where else to go, nobody need be. */
        LOGGED_IN("logged in"),
        /** Somebody is ready, talks or works after a call: breaks count as nobody. */
        READY("ready"),
        /** Nobody need be there. */
        ALWAYS("always");

        private final String words;

        Presence(String words) {
            this.words = words;
        }

        /** As in the settings. */
        public String words() {
            return words;
        }
    }

    /**
     * Who is taken at the door, who waits on while nobody is ready, and with what wait they go on.
     *
     * @param presence of whom somebody must be there
     * @param maxExpected a caller who is likely to wait longer is not taken; zero: whoever comes is
     * @param tooLong where such a caller goes; empty: where the queue overflows to
     * @param keepWait whether the wait counts on in the queue to which a caller goes on from this one
     * @param maxUnstaffed who has waited so long while nobody was ready goes on; zero: waits on
     */
    public record Joining(
            Presence presence,
            Duration maxExpected,
            Optional<Target> tooLong,
            boolean keepWait,
            Duration maxUnstaffed) {

        /** Who waits, waits on, whoever is ready. */
        public Joining(Presence presence, Duration maxExpected, Optional<Target> tooLong, boolean keepWait) {
            this(presence, maxExpected, tooLong, keepWait, Duration.ZERO);
        }

        /** The same with a longest wait for nobody. */
        public Joining unstaffed(Duration most) {
            return new Joining(presence, maxExpected, tooLong, keepWait, most);
        }

        /** Whoever comes is taken; the wait counts on. */
        public static final Joining USUAL = new Joining(Presence.LOGGED_IN, Duration.ZERO, Optional.empty(), true);
    }

    /** Who of the free agents is rung. */
    public enum Strategy {
        /** Whoever has been idle longest. */
        LONGEST_IDLE("longest idle"),
        /** One after the other: whoever was rung longest ago for this queue. */
        ROUND_ROBIN("round robin"),
        /** Whoever has had the fewest calls since logging in. */
        FEWEST_CALLS("fewest calls"),
        /** Whoever has talked least since logging in. */
        LEAST_TALK_TIME("least talk time"),
        /** The first in the order of agents.ini. */
        TOP_DOWN("top down"),
        /** Anybody. */
        RANDOM("random"),
        /** Anybody, those of more weight more often. */
        WEIGHTED("weighted"),
        /** All at once, up to {@link Sharing#ringAtOnce}; whoever answers first has the caller. */
        RING_ALL("ring all");

        private final String words;

        Strategy(String words) {
            this.words = words;
        }

        /** As in the settings. */
        public String words() {
            return words;
        }
    }

    /**
     * Who is rung for whom.
     *
     * @param skillsFirst among those who can take a caller who needs skills, whoever has them at the highest levels goes first; then
     *     the strategy decides
     * @param priorityWorth one point of priority counts as so much waiting
     * @param headStart the queue's callers count as having waited so much longer than those of other queues
     * @param helpAfter who has waited so long may be taken by agents who help out; zero: only while the queue is urgent
     * @param ringAtOnce of {@link Strategy#RING_ALL}: at most so many agents are rung for one caller, 1 to 50
     */
    public record Sharing(
            Strategy strategy,
            boolean skillsFirst,
            Duration priorityWorth,
            Duration headStart,
            Duration helpAfter,
            int ringAtOnce) {

        /** Whoever has been idle longest; a point of priority is worth five minutes; who rings all rings ten. */
        public static final Sharing USUAL =
                new Sharing(Strategy.LONGEST_IDLE, false, Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO, 10);

        /** By another strategy. */
        public Sharing by(Strategy other) {
            return new Sharing(other, skillsFirst, priorityWorth, headStart, helpAfter, ringAtOnce);
        }

        /** Ringing so many at once, if it rings all. */
        public Sharing atOnce(int most) {
            return new Sharing(strategy, skillsFirst, priorityWorth, headStart, helpAfter, most);
        }
    }

    /**
     * How a queue calls back.
     *
     * @param customerFirst the customer's phone is called before the agent's; else the other way round
     * @param again how long after each attempt in vain the next one comes; after as many the call-back is given up
     * @param most call-backs that may be promised at one time; zero: no limit
     * @param keep how long after it was asked for a call-back is worth making
     * @param returnWithin who was cut off and calls again within this time has the old place back; zero: nobody has
     */
    public record CallbackTerms(
            boolean customerFirst, List<Duration> again, int most, Duration keep, Duration returnWithin) {

        /** Agent first, three attempts, for two days; ten minutes to call again. */
        public static final CallbackTerms USUAL = new CallbackTerms(
                false,
                List.of(Duration.ofMinutes(5), Duration.ofMinutes(30)),
                50,
                Duration.ofDays(2),
                Duration.ofMinutes(10));
    }

    /**
     * One agent.
     *
     * @param queues served queues
     * @param alwaysReady a static agent without a desk: logged in and ready from the start, and again after each call
     * @param skills what callers may need, such as {@code billing}, each with its level from 1 to 5
     * @param listed whether callers who spell the name find it
     * @param srtp how sound is kept secret on the agent's phones; empty: as {@code media.srtp} says
     * @param accept the key that takes a call on the agent's phone, so that no mailbox ever does; empty: whoever answers takes it
     * @param weights how often the agent is rung by the weighted strategy in a queue, against 1 of the others; a queue that
     *     is not there: 1
     * @param helps queues that the agent does not serve, but helps out in when callers have waited long there or it is urgent
     */
    public record AgentSettings(
            AgentId id,
            String name,
            List<QueueName> queues,
            boolean alwaysReady,
            Role role,
            Map<String, Integer> skills,
            boolean listed,
            Optional<TrunkSettings.Srtp> srtp,
            Optional<AcceptKey> accept,
            Map<QueueName, Integer> weights,
            List<QueueName> helps) {

        /** The level of a skill that is named without one. */
        public static final int USUAL_LEVEL = 3;

        /** The same, serving and knowing something else. */
        public AgentSettings with(List<QueueName> otherQueues, Map<String, Integer> otherSkills) {
            return new AgentSettings(
                    id, name, otherQueues, alwaysReady, role, otherSkills, listed, srtp, accept, weights, helps);
        }

        /** The same without the queues that are not known. */
        public AgentSettings serving(Set<QueueName> known) {
            List<QueueName> there = queues.stream().filter(known::contains).toList();
            return with(there, skills);
        }

        /** Whoever answers takes the call. */
        public AgentSettings(
                AgentId id,
                String name,
                List<QueueName> queues,
                boolean alwaysReady,
                Role role,
                Map<String, Integer> skills,
                boolean listed,
                Optional<TrunkSettings.Srtp> srtp) {
            this(id, name, queues, alwaysReady, role, skills, listed, srtp, Optional.empty(), Map.of(), List.of());
        }

        /** Encrypted as all are. */
        public AgentSettings(
                AgentId id,
                String name,
                List<QueueName> queues,
                boolean alwaysReady,
                Role role,
                Map<String, Integer> skills,
                boolean listed) {
            this(id, name, queues, alwaysReady, role, skills, listed, Optional.empty());
        }

        /** Without skills, and listed. */
        public AgentSettings(AgentId id, String name, List<QueueName> queues, boolean alwaysReady, Role role) {
            this(id, name, queues, alwaysReady, role, Map.of(), true);
        }
    }

    /**
     * The key that an agent presses to take a call.
     *
     * @param say what is said to whoever answers the phone, in {@code language}
     * @param within they have this long; then it counts as no answer
     */
    public record AcceptKey(Digit key, String say, String language, Duration within) {}

    /** What a person may do at the desk; each may what the one before may, and more. */
    public enum Role {
        AGENT("agent"),
        SUPERVISOR("supervisor"),
        /** Changes settings and accounts. */
        ADMINISTRATOR("administrator");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        /** As in the settings. */
        public String word() {
            return word;
        }

        /** The role of a word; empty for any other word. */
        public static Optional<Role> of(String word) {
            return Stream.of(values()).filter(r -> r.word.equals(word)).findFirst();
        }

        /** Whether a supervisor's things may be done. */
        public boolean supervises() {
            return this != AGENT;
        }

        /** Whether an administrator's things may be done. */
        public boolean administers() {
            return this == ADMINISTRATOR;
        }
    }

    /** Where to send a caller on: {@code queue:NAME}, {@code script:NAME} or {@code goodbye}. */
    public sealed interface Target {
        /** Another queue. */
        record ToQueue(QueueName queue) implements Target {}

        /** A script from its start. */
        record ToScript(String script) implements Target {}

        /** The prompt {@code goodbye}, then hang up. */
        record Goodbye() implements Target {}
    }
}
