package org.helpline.ivr.prove;

import org.helpline.ivr.model.Place;

/**
 * That a script hands the call to another.
 *
 * @param at the step that does
 * @param trail a call that comes to it
 */
public record Handover(Place at, Trail trail) {}
