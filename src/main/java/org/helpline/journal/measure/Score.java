package org.helpline.journal.measure;

/** A caller's answer to a rating: {@code score} of {@code most}; {@code at} in milliseconds since 1970. */
record Score(String call, long at, String question, long score, long most, String queue, String agent) {}
