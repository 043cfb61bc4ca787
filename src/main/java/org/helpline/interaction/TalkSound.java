package org.helpline.interaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.call.Leg;
import org.helpline.call.Mix;
import org.helpline.core.FewMap;
import org.jspecify.annotations.Nullable;

/**
 * Who hears whom in a call: nobody, two, or all who were joined; and a supervisor, who hears what one of them hears and says. Two alone are a relay, all else is
 * a mix, in which a supervisor comes and goes without the others' sound being touched. Confined to the call's loop.
 */
final class TalkSound {

    private final House house;
    private final Map<Leg, Mix.Voice> talk = new FewMap<>();
    private final Map<Leg, Mix.Voice> mixed = new FewMap<>();
    private boolean together;
    private @Nullable Mix mix;
    private @Nullable Ear ear;

    /** A supervisor beside an agent. */
    private record Ear(Leg agent, Leg supervisor, Mix.Voice voice) {}

    TalkSound(House house) {
        this.house = house;
    }

    /** These two hear each other, and nobody else. */
    void pair(Leg one, Leg other) {
        begins(List.of(one, other), false);
        if (!isOverheard()) {
            mixed.remove(one);
            mixed.remove(other);
            one.bridge(other); // ends what they heard before
        }
        arrange();
    }

    /** Whether these could hear each other. */
    boolean canJoin(List<Leg> legs) {
        return room(legs).isPresent();
    }

    /** All these hear each other. */
    void all(List<Leg> legs) {
        begins(legs, true);
        arrange();
    }

    /** One more is with those who are together. */
    void add(Leg leg) {
        if (together) {
            talk.put(leg, Mix.HEARD);
            arrange();
        }
    }

    /** Whether nobody more could hear these. */
    boolean isFull() {
        return talk.size() + (ear == null ? 0 : 1) >= Mix.MOST;
    }

    /** One of those who are together is out of it, or back. */
    void hold(Leg leg, boolean on) {
        if (together && talk.replace(leg, on ? Mix.HELD : Mix.HEARD) != null) {
            arrange();
        }
    }

    /** It hears nobody any more; of two neither does. A supervisor stays beside their agent. */
    void apart(Leg leg) {
        out(leg);
        if (talk.remove(leg) != null && talk.size() < 2) {
            List.copyOf(talk.keySet()).forEach(this::out);
            talk.clear();
            together = false;
        }
        arrange();
    }

    /** It hears {@code phone}, which is not answered yet, until the next word about it; a supervisor beside it does not. */
    void hears(Leg leg, Leg phone) {
        mixed.remove(leg);
        leg.hear(phone);
    }

    /** From now on {@code supervisor} hears what {@code agent} hears and says; {@code voice}: who hears the supervisor. */
    void overhears(Leg agent, Leg supervisor, Mix.Voice voice) {
        ear = new Ear(agent, supervisor, voice);
        arrange();
    }

    /** No supervisor is there any more: two are a relay again. */
    void alone() {
        Ear gone = ear;
        if (gone == null) {
            return;
        }
        ear = null;
        List<Leg> legs = List.copyOf(talk.keySet());
        if (!together && legs.size() == 2 && talk.containsKey(gone.agent())) {
            pair(legs.getFirst(), legs.getLast());
        } else {
            arrange();
        }
    }

    private boolean isOverheard() {
        return ear != null && talk.containsKey(ear.agent());
    }

    private void begins(List<Leg> legs, boolean all) {
        talk.clear();
        together = all;
        legs.forEach(leg -> talk.put(leg, Mix.HEARD));
    }

    private void out(Leg leg) {
        boolean isBesideSupervisor = ear != null && ear.agent() == leg && mixed.containsKey(leg);
        if (!isBesideSupervisor) {
            mixed.remove(leg);
            leg.unbridge();
        }
    }

    /** Brings the mix to what is wanted. */
    private void arrange() {
        Map<Leg, Mix.Voice> wanted = wanted();
        List.copyOf(mixed.keySet()).stream()
                .filter(leg -> !wanted.containsKey(leg))
                .forEach(leg -> {
                    mixed.remove(leg);
                    leg.unbridge();
                });
        mix = wanted.isEmpty() ? null : mix;
        if (mix == null && !wanted.isEmpty()) {
            mix = room(List.copyOf(wanted.keySet())).orElse(null);
        }
        Mix all = mix;
        if (all != null) {
            wanted.forEach((leg, voice) -> {
                if (!voice.equals(mixed.put(leg, voice))) {
                    leg.join(all, voice);
                }
            });
        }
    }

    private Map<Leg, Mix.Voice> wanted() {
        Map<Leg, Mix.Voice> wanted = new LinkedHashMap<>();
        if (together || isOverheard()) {
            wanted.putAll(talk);
        }
        if (ear != null) {
            wanted.putIfAbsent(ear.agent(), Mix.HEARD);
            wanted.put(ear.supervisor(), ear.voice());
        }
        return wanted;
    }

    private Optional<Mix> room(List<Leg> legs) {
        List<Leg> others = new ArrayList<>(legs);
        Leg first = others.removeFirst();
        return house.calls().mix(first, others);
    }
}
