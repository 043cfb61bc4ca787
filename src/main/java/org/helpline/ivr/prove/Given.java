package org.helpline.ivr.prove;

import java.util.Map;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.PhoneBook;

/**
 * What the settings give to a proof.
 *
 * @param humanWithin how many keys a human may be away where the script promises nothing else
 * @param lookUps what can be looked up, by name
 * @param book who can be rung
 */
public record Given(int humanWithin, Map<String, LookUpShape> lookUps, PhoneBook book) {}
