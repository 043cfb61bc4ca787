package org.helpline.config;

import java.nio.file.Path;
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
 * @param https whether browsers come by HTTPS
 * @param knowledge the folder of the articles; one that is not there is no articles
 * @param tags what an agent may tag a call with; empty: any word
 * @param uploadMegabytes the largest recording that is taken, in millions of bytes
 */
public record DeskSettings(
        String listen,
        List<String> origins,
        List<String> notReadyReasons,
        List<String> wrapUpCodes,
        Duration sessionIdle,
        String homeCountry,
        int uploadMegabytes,
        Https https,
        List<String> tags,
        Path knowledge) {

    /** Whether browsers come by HTTPS; both are spoken on the one port of {@code listen}. */
    public enum Https {
        /** Yes; HTTP is for browsers and proxies on this machine only. */
        AUTO,
        /** Yes, and nothing else. */
        ONLY,
        /** No: passwords travel in the open, or a proxy on another machine speaks HTTPS. */
        NO
    }

    /** The same with any tag. */
    public DeskSettings(
            String listen,
            List<String> origins,
            List<String> notReadyReasons,
            List<String> wrapUpCodes,
            Duration sessionIdle,
            String homeCountry,
            int uploadMegabytes,
            Https https) {
        this(
                listen,
                origins,
                notReadyReasons,
                wrapUpCodes,
                sessionIdle,
                homeCountry,
                uploadMegabytes,
                https,
                List.of(),
                Path.of("kb"));
    }

    /** The same in the open. */
    public DeskSettings(
            String listen,
            List<String> origins,
            List<String> notReadyReasons,
            List<String> wrapUpCodes,
            Duration sessionIdle,
            String homeCountry,
            int uploadMegabytes) {
        this(listen, origins, notReadyReasons, wrapUpCodes, sessionIdle, homeCountry, uploadMegabytes, Https.NO);
    }

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
