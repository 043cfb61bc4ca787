package org.helpline.ivr.model;

import java.util.List;

/** What a key, a retry or a branch leads to: steps, run in order. */
public record Action(Place at, List<ScriptStep> steps) {}
