package org.helpline.core;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What happened to a call and its legs. {@code leg} is {@code caller}, {@code agent:NAME}, {@code phone:EXTENSION}, {@code number:NUMBER} or {@code supervisor:NAME}. */
public sealed interface CallFact extends Fact {

    /**
     * An INVITE came in.
     *
     * @param from the caller's number or SIP user as sent; {@code fromName} the display name
     * @param dialled the user part of the Request-URI
     * @param callId the SIP Call-ID, as the tester sent it
     * @param source {@code udp 192.0.2.1:5060}
     * @param userAgent the User-Agent header, control characters removed, at most 120 characters
     * @param trunk whose call it is; empty: a phone's, or anyone's
     * @param sentFrom the caller's number as the trunk wrote it, where that is another form; else empty
     * @param sentDialled the same of the dialled number
     * @param divertedBy who passed the call on to us, as the INVITE says; empty: nobody
     */
    record Arrived(
            Personal from,
            Personal fromName,
            String dialled,
            String callId,
            String source,
            String userAgent,
            String trunk,
            Personal sentFrom,
            String sentDialled,
            Personal divertedBy)
            implements CallFact {

        public Arrived {
            trunk = Objects.requireNonNullElse(trunk, ""); // an earlier version did not write it
            sentDialled = Objects.requireNonNullElse(sentDialled, "");
            divertedBy = Objects.requireNonNullElse(divertedBy, Personal.NONE);
        }

        /** A call of no trunk. */
        public Arrived(
                Personal from, Personal fromName, String dialled, String callId, String source, String userAgent) {
            this(from, fromName, dialled, callId, source, userAgent, "", Personal.NONE, "", Personal.NONE);
        }
    }

    /** The dialled number stands in numbers.properties otherwise than it was dialled: {@code entry}. */
    record NumberMatched(String entry) implements CallFact {}

    /**
     * A call-back begins: the first fact of a call that we make.
     *
     * @param to the customer's number
     * @param shown the number that the customer's phone shows
     * @param callback names the call-back, whose attempts have ids of their own
     * @param attempt counts from 1
     * @param waited since the customer asked
     */
    record CallsBack(Personal to, String shown, QueueName queue, String callback, int attempt, Duration waited)
            implements CallFact {}

    /**
     * An agent calls somebody from the desk: the first fact of such a call.
     *
     * @param to the number; {@code shown} what the phone there is to show, empty: what the trunk's settings say
     * @param queue whose call it is; {@code direct} for none
     */
    record Dials(AgentId by, Personal to, String shown, QueueName queue) implements CallFact {}

    /** An agent tries the own phone: no caller's call, and in no report. */
    record Tested(AgentId by) implements CallFact {}

    /** The agent's call came to nothing. {@code why} is part of a sentence. */
    record NotDialled(AgentId by, Personal to, String why) implements CallFact {}

    /** A final refusal was sent before any answer. {@code reason} is one plain sentence with cause and fix. */
    record Refused(int status, String reason) implements CallFact {}

    /** The leg was answered. {@code codec} is PCMU, PCMA, G722 or OPUS; {@code rtp} the negotiated remote address. */
    record Answered(String leg, String codec, String rtp) implements CallFact {}

    /** A leg of ours is called under this Call-ID; by trunk maybe under several, one after the other. */
    record Invited(String leg, String callId) implements CallFact {}

    /** An agent's phone is ringing (180 or 183). */
    record Ringing(String leg) implements CallFact {}

    /** The caller hears what comes from a phone that has not answered yet, instead of our ringing tone. */
    record Early(String leg) implements CallFact {}

    /**
     * A call of ours by a trunk: one try came to its end, this one or another goes on.
     *
     * @param target the trunk's machine; empty where the trunk was not used
     * @param status what it answered, 200 if it took the call, 0 for no answer
     * @param sentence one plain sentence, such as {@code trunk acme: sip1.acme.example did not answer within 2 s}
     */
    record Tried(String leg, String trunk, String target, int status, String sentence) implements CallFact {}

    /** A key was heard. {@code via} is {@code rtp} (RFC 4733), {@code info} (SIP INFO) or {@code tone} (in the sound). */
    record DigitPressed(String leg, Personal digit, String via) implements CallFact {}

    /** The leg's own phone put us on hold, or the desk put the caller on hold ({@code by} is {@code phone} or {@code desk}). */
    record Held(String leg, String by) implements CallFact {}

    /** Hold ended. */
    record Resumed(String leg, String by) implements CallFact {}

    /** Caller and agent hear each other from now on. */
    record Bridged(String agentLeg) implements CallFact {}

    /**
     * Another call has taken the place of this leg (INVITE with Replaces).
     *
     * @param by who calls; {@code callId} of the call, {@code trunk} that it came by, empty: a phone of the house
     */
    record Replaced(String leg, Personal by, String callId, String trunk) implements CallFact {}

    /** The agent sent the caller on. {@code to} is {@code queue support}, {@code script x} or a colleague's id. */
    record Transferred(AgentId by, String to) implements CallFact {}

    /** A supervisor moved the caller. {@code by}: their account; {@code to}: {@code queue support} or an agent's id. */
    record Moved(String by, String to) implements CallFact {}

    /** A supervisor put the caller first in line. */
    record PutFirst(String by) implements CallFact {}

    /** The agent's phone asked for a transfer that did not come about. {@code to} is what was dialled; {@code why} is part of a sentence. */
    record NotTransferred(AgentId by, Personal to, String why) implements CallFact {}

    /** The desk muted the agent's phone, or ended that: nobody hears what it says while it is on. */
    record Muted(String leg, boolean on) implements CallFact {}

    /** Keys that an agent pressed at the desk, sent to {@code leg}. */
    record KeysSent(AgentId by, Personal keys, String leg) implements CallFact {}

    /** The desk of an agent who has the caller has somebody rung. {@code forGood}: who answers has the caller at once; else they are asked first. */
    record Consults(AgentId by, Personal with, boolean forGood) implements CallFact {}

    /** The agent speaks with whom they asked for while the caller waits, or {@code withCaller} while the other does. */
    record Consulted(AgentId by, Personal with, boolean withCaller) implements CallFact {}

    /** The agent has joined all: caller, agent and whom they asked for hear each other. */
    record AllTogether(AgentId by, Personal with) implements CallFact {}

    /** The agent of a call in which all are joined has one more rung, who is with all at once. */
    record Invites(AgentId by, Personal with) implements CallFact {}

    /** They are not with the others any more, or did not come; {@code how} as in {@link ConsultEnded}. */
    record InviteEnded(AgentId by, Personal with, String how) implements CallFact {}

    /** It is over: {@code how} is {@code transferred}, {@code cancelled}, {@code they hung up}, or why the other did not come. */
    record ConsultEnded(AgentId by, Personal with, String how) implements CallFact {}

    /** The caller, and whoever talks with them, were told that the call is recorded. */
    record RecordingAnnounced() implements CallFact {}

    /**
     * What caller and agent say to each other is recorded from now on.
     *
     * @param by {@code queue NAME}, {@code the script}, {@code the program NAME} or an agent
     */
    record RecordingBegan(String recording, String by) implements CallFact {}

    /** An agent or a program paused the recording, or ended that: what is said meanwhile is silence in it. */
    record RecordingPaused(String recording, String by, boolean on) implements CallFact {}

    /** It has ended; what its file is, {@link ServerFact.RecordingKept} tells. {@code trouble}: what is missing, empty: nothing. */
    record RecordingEnded(String recording, Duration length, String trouble) implements CallFact {}

    /** The conversation was to be recorded, and is not. {@code why} is part of a sentence. */
    record NotRecorded(String why) implements CallFact {}

    /** A supervisor wants to listen to what this agent hears and says: their own phone is rung. {@code by}: their account. */
    record SupervisorRung(String by, AgentId agent) implements CallFact {}

    /**
     * A supervisor is beside an agent from now on, or takes part otherwise than before.
     *
     * @param by their account; {@code as} is {@code listen} (nobody hears them), {@code whisper} (the agent alone does) or {@code barge} (all do)
     * @param shown whether the agent's desk shows it
     */
    record Supervises(String by, AgentId agent, String as, boolean shown) implements CallFact {}

    /**
     * A supervisor is no longer beside the agent.
     *
     * @param length since they were; zero: they never came
     * @param why part of a sentence, such as {@code they hung up}
     */
    record SuperviseEnded(String by, AgentId agent, Duration length, String why) implements CallFact {}

    /** No RTP came for this long. */
    record MediaSilent(String leg, Duration silence) implements CallFact {}

    /** Counters of a leg's media when it closed; {@code sound} what RTCP came to, at most one for each direction. */
    record MediaClosed(
            String leg,
            long packetsReceived,
            long packetsSent,
            long lost,
            long strangers,
            double jitterMillis,
            List<SoundWay> sound)
            implements CallFact {

        public MediaClosed {
            sound = List.copyOf(Objects.requireNonNullElse(sound, List.of())); // an earlier version did not write it
        }

        /** Of a leg of which RTCP told nothing. */
        public MediaClosed(
                String leg, long packetsReceived, long packetsSent, long lost, long strangers, double jitterMillis) {
            this(leg, packetsReceived, packetsSent, lost, strangers, jitterMillis, List.of());
        }
    }

    /**
     * A leg ended.
     *
     * @param by {@code caller}, {@code agent}, {@code script}, {@code desk}, {@code supervisor}, {@code server} or {@code network}
     * @param reason one plain sentence
     */
    record LegEnded(String leg, String by, String reason) implements CallFact {}

    /** The whole call ended; always the last fact of a call. {@code outcome} is one of {@link #OUTCOMES}. */
    record Ended(String outcome, String by, String reason) implements CallFact {

        /**
         * How calls turn out: {@code served} by an agent; {@code self-served}, by a script alone; {@code turned-away}, by a
         * queue that did not take the caller or gave the caller up, and no agent was reached; {@code abandoned} by the
         * caller while waiting; {@code callback}, promised to the caller; {@code not-reached}, a call-back whose customer or
         * agent did not answer; {@code refused} before any answer; {@code failed}; {@code cut} by the server's own end.
         */
        public static final List<String> OUTCOMES = List.of(
                "served",
                "self-served",
                "turned-away",
                "abandoned",
                "callback",
                "not-reached",
                "refused",
                "failed",
                "cut");
    }
}
