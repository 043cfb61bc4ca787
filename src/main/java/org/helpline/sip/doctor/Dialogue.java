package org.helpline.sip.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.sip.trace.Seen;

/** All that was said under one Call-ID, in order. */
final class Dialogue {

    private final String callId;
    private final List<Seen> messages = new ArrayList<>();
    private final Map<String, Exchange> byKey = new LinkedHashMap<>();
    private final List<Seen> acks = new ArrayList<>();

    private Dialogue(String callId) {
        this.callId = callId;
    }

    /** The dialogues of a capture in the order of their begin. */
    static List<Dialogue> of(List<Seen> messages) {
        Map<String, Dialogue> all = new LinkedHashMap<>();
        for (Seen message : messages) {
            all.computeIfAbsent(message.text().callId(), Dialogue::new).take(message);
        }
        return List.copyOf(all.values());
    }

    private void take(Seen message) {
        messages.add(message);
        if (message.text().isRequest("ACK")) {
            acks.add(message);
            return;
        }
        String key = message.text().method()
                + ' '
                + message.text().cseq()
                + ' '
                + message.text().branch();
        Exchange known = byKey.get(key);
        if (!message.text().isRequest()) {
            if (known != null) {
                known.answered(message);
            }
        } else if (known == null) {
            byKey.put(key, new Exchange(message));
        } else {
            known.again(message);
        }
    }

    String callId() {
        return callId;
    }

    List<Seen> messages() {
        return messages;
    }

    List<Seen> acks() {
        return acks;
    }

    List<Exchange> exchanges() {
        return List.copyOf(byKey.values());
    }

    List<Exchange> exchanges(String method) {
        return byKey.values().stream().filter(e -> e.is(method)).toList();
    }

    /** The INVITEs that begin a call, the one that was answered with a challenge before it was answered well included. */
    List<Exchange> invites() {
        return exchanges("INVITE").stream().filter(e -> !e.isWithin()).toList();
    }

    /** The INVITEs within the call. */
    List<Exchange> reInvites() {
        return exchanges("INVITE").stream().filter(Exchange::isWithin).toList();
    }

    /** The INVITE that was answered with 2xx. */
    Optional<Exchange> answered() {
        return invites().stream().filter(Exchange::succeeded).findFirst();
    }

    /** When the call was answered. */
    Optional<Seen> answer() {
        return answered().flatMap(Exchange::last);
    }

    /** The first BYE. */
    Optional<Exchange> bye() {
        return exchanges("BYE").stream().findFirst();
    }

    /** The ACKs of an INVITE's 2xx, over any hop. */
    List<Seen> acksOf(Exchange invite) {
        long cseq = invite.request().text().cseq();
        return acks.stream()
                .filter(a -> a.text().cseq() == cseq
                        && !a.text().branch().equals(invite.request().text().branch()))
                .toList();
    }

    long firstMicros() {
        return messages.getFirst().micros();
    }

    long lastMicros() {
        return messages.getLast().micros();
    }
}
