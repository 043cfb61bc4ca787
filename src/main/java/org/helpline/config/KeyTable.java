package org.helpline.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** All settings that the program knows, in the order in which they are shown. */
final class KeyTable {

    static final List<Key<?>> ALL = Stream.of(
                    SipKeys.ALL,
                    SessionKeys.ALL,
                    GuardKeys.ALL,
                    TraceKeys.ALL,
                    TlsKeys.ALL,
                    TrunkKeys.OF_ALL,
                    MediaKeys.ALL,
                    NumberKeys.ALL,
                    PaperKeys.ALL,
                    CallbackKeys.ALL,
                    SpeechKeys.ALL,
                    HoursKeys.ALL,
                    QueueKeys.ALL,
                    AgentKeys.ALL,
                    LookUpKeys.ALL,
                    EventKeys.ALL,
                    RetentionKeys.ALL,
                    OidcKeys.ALL,
                    ExtensionKeys.ALL,
                    VoicemailKeys.ALL,
                    RecordingKeys.ALL,
                    ReportKeys.ALL,
                    TrunkKeys.ALL)
            .<Key<?>>flatMap(List::stream)
            .toList();

    /** Families whose members have sections of their own. */
    static final Set<String> SECTIONED = Set.of(
            HoursKeys.FAMILY,
            QueueKeys.FAMILY,
            AgentKeys.FAMILY,
            LookUpKeys.FAMILY,
            EventKeys.FAMILY,
            ExtensionKeys.FAMILY,
            VoicemailKeys.FAMILY,
            ReportKeys.FAMILY,
            TrunkKeys.FAMILY);

    /** Families that a file of that name replaces as a whole. */
    static final Set<String> FAMILIES = Set.of(
            NumberKeys.FAMILY,
            HoursKeys.FAMILY,
            QueueKeys.FAMILY,
            AgentKeys.FAMILY,
            LookUpKeys.FAMILY,
            EventKeys.FAMILY,
            ExtensionKeys.FAMILY,
            TrunkKeys.FAMILY);

    private static final int FARTHEST_TYPING_ERROR = 3;

    private KeyTable() {}

    /** The setting that a full name means. */
    static Optional<Key<?>> find(String name) {
        String pattern = pattern(name);
        return ALL.stream()
                .filter(k -> k.name().equals(name) || k.name().equals(pattern))
                .findFirst();
    }

    /** The family's key with {@code *} for the member: {@code queues.support.ring} is {@code queues.*.ring}. */
    private static String pattern(String name) {
        String family = family(name);
        if (family.equals(NumberKeys.FAMILY)) {
            return NumberKeys.SCRIPT.name();
        }
        String member = member(name);
        return member.isEmpty() ? name : family + ".*" + name.substring(family.length() + 1 + member.length());
    }

    static String family(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The member of a family in a full name; empty for settings that stand alone. */
    static String member(String name) {
        String family = family(name);
        String rest = name.substring(Math.min(name.length(), family.length() + 1));
        if (family.equals(NumberKeys.FAMILY)) {
            return rest;
        }
        int lastDot = rest.lastIndexOf('.');
        return SECTIONED.contains(family) && lastDot > 0 ? rest.substring(0, lastDot) : "";
    }

    /** The known name that a mistyped one is closest to; empty if none is close. */
    static Optional<String> nearest(String name) {
        String family = family(name);
        if (name.startsWith(family + "." + family + ".")) {
            return Optional.of(name.substring(family.length() + 1));
        }
        String member = member(name);
        String wanted = name.replace('_', '-');
        return ALL.stream()
                .map(k -> member.isEmpty() ? k.name() : k.of(member))
                .filter(n -> !n.contains("*"))
                .filter(n -> distance(n, wanted) <= FARTHEST_TYPING_ERROR)
                .min(Comparator.comparingInt(n -> distance(n, wanted)));
    }

    /** The closest of {@code names}; empty if none is close. */
    static Optional<String> nearest(String name, Set<String> names) {
        return names.stream()
                .filter(n -> distance(n, name) <= FARTHEST_TYPING_ERROR)
                .min(Comparator.comparingInt(n -> distance(n, name)));
    }

    private static int distance(String a, String b) {
        return LevenshteinDistance.getDefaultInstance().apply(a, b);
    }
}
