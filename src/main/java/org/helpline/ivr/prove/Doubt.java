package org.helpline.ivr.prove;

import org.helpline.ivr.model.Place;

/** A step of which the exploring could not see every way, and why. */
public record Doubt(Place at, String why) {}
