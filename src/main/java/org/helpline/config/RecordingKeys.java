package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.config.RecordingSettings.Format;

/** What {@code recordings.properties} knows. */
final class RecordingKeys {

    static final Key<String> FOLDER = Key.of("recordings.folder", "recordings", Shapes.oneLine());
    static final Key<Format> FORMAT = Key.of(
            "recordings.format",
            Format.OPUS.word(),
            new Shape<>(
                    "opus, wav or g711",
                    text -> Stream.of(Format.values())
                            .filter(f -> f.word().equals(text))
                            .findFirst()));
    static final Key<Duration> KEEP =
            Key.of("recordings.keep", "90d", RetentionKeys.orForEver(Shapes.duration("1h", "3650d")));
    static final Key<Boolean> ENCRYPT = Key.of("recordings.encrypt", "yes", Shapes.flag());
    static final Key<String> KEY_FILE = Key.of("recordings.key-file", "recordings.key", Shapes.oneLine());
    static final Key<Boolean> ANNOUNCE = Key.of("recordings.announce", "yes", Shapes.flag());
    static final Key<Optional<String>> SAY =
            Key.of("recordings.say", "", Shapes.oneLine().orNothing());
    static final Key<Integer> KEEP_FREE = Key.of("recordings.keep-free-megabytes", "1000", Shapes.whole(0, 1_000_000));
    static final Key<Boolean> OWN_CALLS = Key.of("recordings.agents-hear-own", "no", Shapes.flag());

    static final List<Key<?>> ALL =
            List.of(FOLDER, FORMAT, KEEP, ENCRYPT, KEY_FILE, ANNOUNCE, SAY, KEEP_FREE, OWN_CALLS);

    private RecordingKeys() {}

    static RecordingSettings read(Values values, Path data) {
        return new RecordingSettings(
                data.resolve(values.get(FOLDER)),
                values.get(FORMAT),
                values.get(KEEP),
                values.get(ENCRYPT) ? Optional.of(data.resolve(values.get(KEY_FILE))) : Optional.empty(),
                values.get(ANNOUNCE) ? Optional.of(values.get(SAY).orElse("")) : Optional.empty(),
                values.get(KEEP_FREE),
                values.get(OWN_CALLS));
    }
}
