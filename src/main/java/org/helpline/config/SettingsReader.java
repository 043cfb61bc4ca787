package org.helpline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.core.Problems;

/** Reads every setting from every source; all mistakes come in one list. Any thread, but it blocks on files. */
public final class SettingsReader {

    private SettingsReader() {}

    /** What came of it. */
    public sealed interface Outcome {}

    /** All is well: what is in force, and where each value came from, in the order of the rooms. */
    public record Read(Settings settings, List<InForce> inForce) implements Outcome {}

    /**
     * Nothing can start before these are mended.
     *
     * @param readable with a default in the place of every wrong value, so that the rest can be checked in the same go
     */
    public record Refused(Problems problems, Read readable) implements Outcome {}

    /** Reads defaults, files, profile, environment and command line, each overriding the ones before it. */
    public static Outcome read(Sources sources) {
        return read(sources, Map.of());
    }

    /**
     * The same as it would be with other files.
     *
     * @param drafts texts in the place of files of the folder, by file name
     */
    public static Outcome read(Sources sources, Map<String, String> drafts) {
        Problems problems = new Problems();
        Values values = Layers.read(sources, drafts, problems);
        Settings settings = settings(sources, values);
        Read read = new Read(settings, inForce(values));
        return problems.isEmpty() ? read : new Refused(problems, read);
    }

    private static Settings settings(Sources sources, Values values) {
        Path conf = sources.conf().orElse(sources.home().resolve("conf"));
        Map<String, HoursSettings> hours = HoursKeys.read(values);
        List<QueueSettings> queues = QueueKeys.read(values, hours.keySet());
        Set<String> queueNames = queues.stream().map(q -> q.name().value()).collect(Collectors.toSet());
        AgentKeys.People people = AgentKeys.read(values, conf, queueNames);
        ExtensionKeys.Book book = ExtensionKeys.read(values, people, queueNames);
        return new Settings(
                sources.data(),
                SipKeys.read(values, both(people.phones(), book.phones()), both(people.contacts(), book.contacts())),
                MediaKeys.read(values),
                new CallSettings(
                        NumberKeys.read(values),
                        NumberKeys.ring(values),
                        values.get(MediaKeys.MAX_LENGTH),
                        book.extensions(),
                        values.get(MediaKeys.DRAIN),
                        values.get(MediaKeys.TEST_CALL)),
                PaperKeys.scripts(values, sources.home(), hours),
                SpeechKeys.read(values, sources.data(), conf),
                new AcdSettings(queues, people.agents(), values.get(QueueKeys.SERVICE_LEVEL)),
                PaperKeys.desk(values, conf),
                PaperKeys.store(values, sources.data(), conf),
                LookUpKeys.read(values, conf, sources.environment()),
                VoicemailKeys.read(values, sources.data(), conf, queueNames),
                CallbackKeys.read(
                        values, queues.stream().map(q -> q.name().value()).collect(Collectors.toSet())),
                TlsKeys.read(values, sources.data(), conf),
                TrunkKeys.read(values, conf),
                TraceKeys.read(values),
                ReportKeys.read(values, values.isSet(VoicemailKeys.HOST.name())),
                RecordingKeys.read(values, sources.data()));
    }

    private static <T> Map<String, T> both(Map<String, T> agents, Map<String, T> extensions) {
        Map<String, T> all = new HashMap<>(agents);
        all.putAll(extensions);
        return Map.copyOf(all);
    }

    private static List<InForce> inForce(Values values) {
        List<InForce> all = new ArrayList<>();
        KeyTable.ALL.stream().filter(k -> !k.name().contains("*")).forEach(k -> all.add(values.inForce(k, k.name())));
        for (String family : List.of(
                NumberKeys.FAMILY,
                HoursKeys.FAMILY,
                QueueKeys.FAMILY,
                AgentKeys.FAMILY,
                LookUpKeys.FAMILY,
                EventKeys.FAMILY,
                ExtensionKeys.FAMILY,
                VoicemailKeys.FAMILY,
                ReportKeys.FAMILY,
                TrunkKeys.FAMILY)) {
            for (String member : values.members(family)) {
                KeyTable.ALL.stream()
                        .filter(k -> k.name().startsWith(family + ".*"))
                        .forEach(k -> all.add(values.inForce(k, k.of(member))));
            }
        }
        return List.copyOf(all);
    }
}
