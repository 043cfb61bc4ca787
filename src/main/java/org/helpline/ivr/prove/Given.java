package org.helpline.ivr.prove;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Script;

/**
 * What the settings give to a proof.
 *
 * @param humanWithin how many keys a human may be away where the script promises nothing else
 * @param lookUps what can be looked up, by name
 * @param book who can be rung
 * @param scripts those that a script may run, by name; the same one each time it is asked
 */
public record Given(
        int humanWithin, Map<String, LookUpShape> lookUps, PhoneBook book, Function<String, Optional<Script>> scripts) {

    /** Nothing that a script runs can be read. */
    public Given(int humanWithin, Map<String, LookUpShape> lookUps, PhoneBook book) {
        this(humanWithin, lookUps, book, _ -> Optional.empty());
    }
}
