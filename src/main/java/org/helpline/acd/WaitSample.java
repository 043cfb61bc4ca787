package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import org.helpline.core.QueueName;

/**
 * A wait of the past that had to be waited: nobody was free when the caller came.
 *
 * @param position on joining, from 1
 * @param answered else the caller left before, so that the wait would have been longer still
 */
public record WaitSample(QueueName queue, Instant joined, int position, Duration waited, boolean answered) {}
