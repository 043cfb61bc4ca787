package org.helpline.interaction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.ivr.model.Ringing;
import org.jspecify.annotations.Nullable;

/**
 * What an agent and somebody whom they ask beside the caller hear: the ringing tone or what comes from the phone before it is
 * answered, each other, music while the agent is with the caller, both the caller and each other. Confined to the call's loop.
 */
final class ConsultSound {

    private final House house;
    private final LiveCall call;
    private final AgentPart agent;
    private final AgentPart other;
    private final Optional<CallerMusic> tone;
    private @Nullable CallerMusic music;
    private boolean together;
    private boolean early;

    ConsultSound(House house, LiveCall call, AgentPart agent, AgentPart other) {
        this.house = house;
        this.call = call;
        this.agent = agent;
        this.other = other;
        this.tone = agent.talkingLeg().map(l -> new CallerMusic(house.prompts(), l));
    }

    /** The other's phone rings. */
    void rings() {
        if (!early) {
            tone.ifPresent(t -> t.start(Ringing.RINGBACK));
        }
    }

    /** The other's network speaks before the phone is answered. */
    void hears(Leg phone) {
        early = true;
        tone.ifPresent(CallerMusic::stop);
        agent.talkingLeg().ifPresent(l -> call.sound().hears(l, phone));
    }

    /** Agent and other hear each other; the caller hears neither. */
    void talk() {
        apart();
        other.talkingLeg().ifPresent(theirs -> {
            call.whereabouts().talksBy(theirs.callId());
            Optional.ofNullable(music).ifPresent(CallerMusic::stop);
            agent.talkingLeg().ifPresent(ours -> call.sound().pair(ours, theirs));
        });
    }

    /** The other waits. */
    void park() {
        apart();
        other.talkingLeg().ifPresent(theirs -> {
            CallerMusic waiting = music == null ? new CallerMusic(house.prompts(), theirs) : music;
            music = waiting;
            waiting.start(house.holdMusic(call.queue().lastQueue()));
        });
    }

    /** Whether the caller could hear both. */
    boolean canJoin(CallerLeg caller) {
        return call.sound().canJoin(all(caller));
    }

    private List<Leg> all(CallerLeg caller) {
        Stream<Leg> guests = call.consult().guests().talking().flatMap(g -> g.talkingLeg().stream());
        return Stream.concat(Stream.of(caller), Stream.concat(both(), guests)).toList();
    }

    private Stream<Leg> both() {
        return Stream.of(agent, other).flatMap(part -> part.talkingLeg().stream());
    }

    /** Caller, agent and other hear each other, and whoever is in it beside them. */
    void together(CallerLeg caller) {
        end();
        call.music().stop();
        together = true;
        call.sound().all(all(caller));
        hold(agent, agent.isOnHold());
        hold(other, other.isOnHold());
        call.consult().guests().talking().forEach(g -> hold(g, g.isOnHold()));
    }

    /** One of them is out of it, or back; the caller hears music while nobody is there. */
    void hold(AgentPart part, boolean on) {
        if (together) {
            part.talkingLeg().ifPresent(l -> call.sound().hold(l, on));
            boolean isAnybodyThere = Stream.concat(
                            Stream.of(agent, other), call.consult().guests().talking())
                    .anyMatch(p -> !p.isOnHold());
            if (!isAnybodyThere) {
                call.music().again(house.holdMusic(call.queue().lastQueue()));
            } else {
                call.music().stop();
            }
        }
    }

    /** They hear nothing of each other any more, and the other no music. */
    void end() {
        apart();
        if (together) {
            together = false;
            both().forEach(call.sound()::apart);
        }
        Optional.ofNullable(music).ifPresent(CallerMusic::stop);
    }

    /** The agent hears neither tone nor other; a bridge with the caller stays. */
    void apart() {
        tone.ifPresent(CallerMusic::stop);
        if (agent.isOnHold()) {
            agent.talkingLeg().ifPresent(call.sound()::apart);
        }
    }
}
