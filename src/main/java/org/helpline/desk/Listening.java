package org.helpline.desk;

import org.helpline.recording.Recordings;

/**
 * The recordings of conversations at desks.
 *
 * @param ownCalls whether agents hear those of their own calls; supervisors hear all
 */
public record Listening(Recordings recordings, boolean ownCalls) {}
