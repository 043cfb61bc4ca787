package org.helpline.config;

import java.time.Duration;
import java.util.List;

/**
 * Who is not listened to.
 *
 * @param banAfter offences within {@code banWindow} that make a ban; 0: nobody is banned
 * @param banTime the first ban of a source that has proved its address; each further one is twice as long
 * @param never networks that are never banned
 * @param requestsPerSource requests a second of one source, those within a dialog apart; more is dropped unread; 0: any number
 * @param scanners whose User-Agent contains one of these is dropped unread and banned
 */
public record SipGuard(
        int banAfter,
        Duration banWindow,
        Duration banTime,
        List<Network> never,
        int requestsPerSource,
        List<String> scanners) {}
