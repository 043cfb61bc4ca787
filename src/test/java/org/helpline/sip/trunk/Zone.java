package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Name servers as a table, which can be changed and can die. One thread, unless it does not change. */
final class Zone implements Resolver {

    final List<Question> asked = new ArrayList<>();
    private final Map<Question, List<Entry>> entries = new HashMap<>();
    private Duration ttl = Duration.ofMinutes(5);
    private String dead = "";

    Zone naptr(String name, int order, int preference, String service, String replacement) {
        return add(name, Kind.NAPTR, new Entry.Naptr(order, preference, "s", service, replacement));
    }

    Zone srv(String name, int priority, int weight, int port, String host) {
        return add(name, Kind.SRV, new Entry.Srv(priority, weight, port, host));
    }

    Zone address(String name, String ip) {
        return add(name, ip.indexOf(':') >= 0 ? Kind.AAAA : Kind.A, new Entry.Address(InetAddress.ofLiteral(ip)));
    }

    Zone without(String name) {
        entries.keySet().removeIf(q -> q.name().equals(name));
        return this;
    }

    Zone ttl(Duration other) {
        ttl = other;
        return this;
    }

    /** From now on nobody answers; empty: they do again. */
    Zone dies(String why) {
        dead = why;
        return this;
    }

    private Zone add(String name, Kind kind, Entry entry) {
        entries.computeIfAbsent(new Question(name, kind), _ -> new ArrayList<>())
                .add(entry);
        return this;
    }

    @Override
    public Answer ask(Question question) {
        asked.add(question);
        List<Entry> found = entries.getOrDefault(
                new Question(question.name().toLowerCase(Locale.ROOT), question.kind()), List.of());
        if (!dead.isEmpty()) {
            return new Answer.Failed(dead);
        }
        return found.isEmpty() ? new Answer.Nothing(ttl) : new Answer.Found(List.copyOf(found), ttl);
    }
}
