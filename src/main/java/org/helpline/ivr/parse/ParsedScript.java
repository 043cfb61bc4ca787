package org.helpline.ivr.parse;

import java.util.Map;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.model.Script;

/**
 * A script with what is needed to point into its files.
 *
 * @param promptPlaces where each id stands in {@code prompts.yaml}
 */
public record ParsedScript(
        Script script,
        SourceText scriptSource,
        SourceText promptsSource,
        Map<String, Place> promptPlaces,
        Promises promises) {}
