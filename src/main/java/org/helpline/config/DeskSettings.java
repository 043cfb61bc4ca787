package org.helpline.config;

import java.time.Duration;
import java.util.List;

/**
 * Settings of the desk.
 *
 * @param listen host:port; loopback by default; port 0 lets the system choose
 * @param origins allowed Origin values beside the desk's own address
 * @param notReadyReasons what an agent may pick; {@code wrapUpCodes} likewise
 * @param sessionIdle how long a login lasts without use
 * @param homeCountry ISO 3166 code with which national numbers are read, for example {@code TR}
 */
public record DeskSettings(
        String listen,
        List<String> origins,
        List<String> notReadyReasons,
        List<String> wrapUpCodes,
        Duration sessionIdle,
        String homeCountry) {}
