package org.helpline.config;

/** One setting as some source gives it: {@code key} in full, for example {@code queues.support.ring}. */
record Entry(String key, String value, Origin origin) {}
