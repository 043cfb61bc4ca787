package org.helpline.sip.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.sip.trace.Seen;

/** A request and what was answered to it over one hop: a transaction as it can be seen from outside (RFC 3261 §17). */
final class Exchange {

    private final Seen request;
    private final List<Seen> copies = new ArrayList<>();
    private final List<Seen> responses = new ArrayList<>();

    Exchange(Seen request) {
        this.request = request;
        copies.add(request);
    }

    void again(Seen copy) {
        copies.add(copy);
    }

    void answered(Seen response) {
        responses.add(response);
    }

    /** The request as it was sent first. */
    Seen request() {
        return request;
    }

    /** The request and all its repetitions. */
    List<Seen> copies() {
        return copies;
    }

    /** All responses in order, repeated ones too. */
    List<Seen> responses() {
        return responses;
    }

    String method() {
        return request.text().method();
    }

    boolean is(String method) {
        return method().equals(method);
    }

    /** The first final response. */
    Optional<Seen> last() {
        return responses.stream().filter(r -> r.text().status() >= 200).findFirst();
    }

    /** The status of the final response; 0 while there is none. */
    int status() {
        return last().map(r -> r.text().status()).orElse(0);
    }

    boolean succeeded() {
        return status() >= 200 && status() < 300;
    }

    /** The first provisional response that satisfies more than 100 Trying. */
    Optional<Seen> ringing() {
        return responses.stream()
                .filter(r -> r.text().status() > 100 && r.text().status() < 200)
                .findFirst();
    }

    /** How often its final response was sent. */
    int finalCopies() {
        return last().map(l -> (int) responses.stream()
                        .filter(r -> r.isCopyOf(l)
                                || (r.text().status() == l.text().status()
                                        && r.text().tag("to").equals(l.text().tag("to"))))
                        .count())
                .orElse(0);
    }

    /** Whether it belongs to a dialog that stands. */
    boolean isWithin() {
        return !request.text().tag("to").isEmpty();
    }

    List<Integer> packets() {
        List<Integer> all = new ArrayList<>();
        copies.forEach(c -> all.add(c.number()));
        responses.forEach(r -> all.add(r.number()));
        return all;
    }

    /** The packets of the request and its repetitions. */
    List<Integer> requestPackets() {
        return copies.stream().map(Seen::number).toList();
    }
}
