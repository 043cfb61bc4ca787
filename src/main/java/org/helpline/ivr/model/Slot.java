package org.helpline.ivr.model;

import org.helpline.ivr.spoken.Filter;

/** A value's place in a text: {@code {name}}, {@code {name|digits}}, {@code {name|plural message|messages}}. */
public record Slot(String name, Filter filter) {}
