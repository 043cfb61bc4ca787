package org.helpline.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.store.Callers;

/**
 * Which key seals which stream, confined to the journal's loop. A caller's key is kept while it is in use; a caller who
 * comes back after a restart (or after {@value #KEPT} others) gets one more key, so nothing is ever read from the store on
 * the way in. Forgetting destroys all of a caller's keys.
 */
final class Keyring {

    private static final int KEPT = 20_000;

    private final Callers callers;
    private final RandomGenerator random;
    private final Map<String, String> callerOfStream = new Bounded<>();
    private final Map<String, SealingKey> keyOfCaller = new Bounded<>();

    Keyring(Callers callers, RandomGenerator random) {
        this.callers = callers;
        this.random = random;
    }

    /** Notes whose call a stream is, when its first fact says so. */
    void learn(Published published) {
        if (published.fact() instanceof CallFact.Arrived arrived) {
            callerOfStream.put(published.stream(), callerOf(arrived.from(), published.stream()));
        } else if (published.fact() instanceof CallFact.CallsBack back) {
            callerOfStream.put(published.stream(), callerOf(back.to(), published.stream()));
        } else if (published.fact() instanceof CallFact.Dials dials) {
            callerOfStream.put(published.stream(), callerOf(dials.to(), published.stream()));
        } else if (published.fact() instanceof QueueFact.CallbackBooked booked) {
            callerOfStream.put(published.stream(), callerOf(booked.number(), published.stream()));
        }
    }

    /** The caller id of a call's stream: from its number, or of the call alone when the number is withheld. */
    String caller(String stream) {
        return callerOfStream.getOrDefault(stream, "call:" + stream);
    }

    /** The key in use for a caller, if there is one. */
    Optional<SealingKey> inUse(String caller) {
        return Optional.ofNullable(keyOfCaller.get(caller));
    }

    /** Makes a caller's key and takes it into use. */
    SealingKey make(String caller) {
        SealingKey key = SealingKey.fresh(caller, random);
        keyOfCaller.put(caller, key);
        return key;
    }

    /** Takes a caller's key out of use. */
    void forget(String caller) {
        keyOfCaller.remove(caller);
    }

    private String callerOf(Personal number, String stream) {
        return callers.idOf(number).orElse("call:" + stream);
    }

    /** Forgets what was used longest ago. */
    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        Bounded() {
            super(256, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > KEPT;
        }
    }
}
