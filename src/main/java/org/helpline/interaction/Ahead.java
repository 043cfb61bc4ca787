package org.helpline.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.run.Effect.Utterance;
import org.helpline.ivr.run.OnePrompt;

/** What a script is sure to say, or nearly so, before anybody calls: texts without values, and the first places in a queue. */
final class Ahead {

    private static final int POSITIONS = 10;

    private Ahead() {}

    static List<Utterance> of(Script script) {
        List<Utterance> sure = new ArrayList<>();
        script.prompts()
                .texts()
                .forEach((id, byLanguage) -> byLanguage.forEach((language, text) -> {
                    if (script.languages().contains(language)) {
                        values(text)
                                .forEach(value ->
                                        sure.addAll(OnePrompt.of(script, id, language, _ -> value.orElse(""))));
                    }
                }));
        return sure;
    }

    /** The values that a text will be said with; none for what only the call knows. */
    private static List<Optional<String>> values(Template text) {
        List<String> names = text.slots().stream().map(Slot::name).distinct().toList();
        if (names.isEmpty()) {
            return List.of(Optional.empty());
        }
        return names.equals(List.of(BuiltIn.POSITION))
                ? IntStream.rangeClosed(1, POSITIONS)
                        .mapToObj(n -> Optional.of(String.valueOf(n)))
                        .toList()
                : List.of();
    }
}
