package org.helpline.sip.registrar;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Knows the phones that cannot register for want of a digest, so that the operator is told what to set: once for each agent until its
 * phone is registered. Owned by the edge loop.
 */
final class DigestTrouble {

    /** A phone's first REGISTER of all comes without an answer; the second such in a row is one of a phone that cannot. */
    private static final int UNANSWERED = 2;

    private static final String REMEDY =
            "if it knows MD5 only (as baresip 1.0), set sip.digests = MD5, or give the agent a contact";

    private final List<DigestAlgorithm> offered;
    private final Predicate<String> agents;
    private final Map<String, Integer> unanswered = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    DigestTrouble(List<DigestAlgorithm> offered, Predicate<String> agents) {
        this.offered = offered;
        this.agents = agents;
    }

    /** Takes note of a challenge; the words for the log, empty if there is nothing to tell or the user is no agent. */
    Optional<String> onChallenge(String user, InetAddress source, List<Credentials> given) {
        if (!agents.test(user)) {
            return Optional.empty(); // nobody fills our log, or our memory, with names
        }
        if (!given.isEmpty()) {
            unanswered.remove(user);
            boolean strange = given.stream().noneMatch(this::isOffered);
            return strange ? once(user, source, "answers with a digest that is not offered") : Optional.empty();
        }
        boolean silent = unanswered.merge(user, 1, Integer::sum) >= UNANSWERED;
        return silent ? once(user, source, "asks to register and never answers the challenge") : Optional.empty();
    }

    /** Its phone is registered: from now on trouble is news again. */
    void onRegistered(String user) {
        unanswered.remove(user);
        told.remove(user);
    }

    private boolean isOffered(Credentials credentials) {
        return DigestAlgorithm.of(credentials.algorithm())
                .filter(offered::contains)
                .isPresent();
    }

    private Optional<String> once(String user, InetAddress source, String what) {
        if (!told.add(user)) {
            return Optional.empty();
        }
        String names = offered.stream().map(DigestAlgorithm::token).collect(Collectors.joining(", "));
        return Optional.of("agent=%s from %s: the phone %s (offered: %s); %s"
                .formatted(user, source.getHostAddress(), what, names, REMEDY));
    }
}
