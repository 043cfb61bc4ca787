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
 * @param uploadMegabytes the largest recording that is taken, in millions of bytes
 */
public record DeskSettings(
        String listen,
        List<String> origins,
        List<String> notReadyReasons,
        List<String> wrapUpCodes,
        Duration sessionIdle,
        String homeCountry,
        int uploadMegabytes) {

    /** The same with the usual limit. */
    public DeskSettings(
            String listen,
            List<String> origins,
            List<String> notReadyReasons,
            List<String> wrapUpCodes,
            Duration sessionIdle,
            String homeCountry) {
        this(listen, origins, notReadyReasons, wrapUpCodes, sessionIdle, homeCountry, 20);
    }
}
