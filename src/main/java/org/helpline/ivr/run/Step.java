package org.helpline.ivr.run;

import java.util.List;

/** An interpreter's answer: the state from now on, and what is to be done, in order. */
public record Step(State state, List<Effect> effects) {}
