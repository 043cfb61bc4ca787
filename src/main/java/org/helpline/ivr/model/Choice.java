package org.helpline.ivr.model;

/** A key's way on. {@code show} is the line in the screen pop, empty for none. */
public record Choice(Action action, String show) {}
