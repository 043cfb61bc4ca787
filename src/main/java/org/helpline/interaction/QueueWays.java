package org.helpline.interaction;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.core.QueueName;
import org.helpline.ivr.run.Target;

/** What the settings of queues say to scripts: the music, and where a caller goes who is not served. Any thread. */
public record QueueWays(List<QueueSettings> queues) {

    /** The music's name; empty: silence. */
    public String music(QueueName queue) {
        return queue(queue).map(QueueSettings::music).orElse("");
    }

    /**
     * Where the caller goes.
     *
     * @param why the words of {@link org.helpline.ivr.run.ScriptEvent.NotQueued} and {@link org.helpline.ivr.run.ScriptEvent.SentOn}
     */
    public Target overflow(QueueName queue, String why) {
        Optional<AcdSettings.Target> target = switch (why.startsWith("nobody") ? "nobody serving" : why) {
            case "closed" -> queue(queue).flatMap(q -> q.closed().or(() -> Optional.of(q.overflow())));
            case "nobody serving" -> queue(queue).flatMap(q -> q.nobody().or(() -> Optional.of(q.overflow())));
            case "expected wait" ->
                queue(queue).flatMap(q -> q.joining().tooLong().or(() -> Optional.of(q.overflow())));
            default -> queue(queue).map(QueueSettings::overflow);
        };
        return switch (target.orElse(new AcdSettings.Target.Goodbye())) {
            case AcdSettings.Target.ToQueue t -> new Target.ToQueue(t.queue());
            case AcdSettings.Target.ToScript t -> new Target.ToScript(t.script());
            case AcdSettings.Target.Goodbye ignored -> new Target.Goodbye();
        };
    }

    /** The same with other settings; queues that are no longer in them stay, for those who still wait there. */
    QueueWays with(List<QueueSettings> next) {
        Set<QueueName> named = next.stream().map(QueueSettings::name).collect(Collectors.toSet());
        return new QueueWays(Stream.concat(next.stream(), queues.stream().filter(q -> !named.contains(q.name())))
                .toList());
    }

    /** Whether who goes on from there counts as having waited all along. */
    boolean keepsWait(QueueName queue) {
        return queue(queue).map(q -> q.joining().keepWait()).orElse(true);
    }

    private Optional<QueueSettings> queue(QueueName name) {
        return queues.stream().filter(q -> q.name().equals(name)).findFirst();
    }
}
