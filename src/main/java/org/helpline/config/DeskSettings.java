package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
 * @param company the company's own log-in; empty: there is none
 * @param passwords whether people log in with a password of this desk
 * @param showsListening whether an agent's desk shows that a supervisor listens; it always shows one who whispers or speaks
 * @param phone where pages speak SIP over WebSocket, to be phones: {@code auto}, {@code no}, or an address that begins with {@code ws}
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
        Path knowledge,
        Optional<OidcSettings> company,
        boolean passwords,
        boolean showsListening,
        String phone) {

    /** Whether browsers come by HTTPS; both are spoken on the one port of {@code listen}. */
    public enum Https {
        /** Yes; HTTP is for browsers and proxies on this machine only. */
        AUTO,
        /** Yes, and nothing else. */
        ONLY,
        /** No: passwords travel in the open, or a proxy on another machine speaks HTTPS. */
        NO
    }

    /** One that speaks HTTP, takes any tag and the usual size of recordings, and lets people in by password. */
    public DeskSettings(
            String listen,
            List<String> origins,
            List<String> notReadyReasons,
            List<String> wrapUpCodes,
            Duration sessionIdle,
            String homeCountry) {
        this(
                listen,
                origins,
                notReadyReasons,
                wrapUpCodes,
                sessionIdle,
                homeCountry,
                20,
                Https.NO,
                List.of(),
                Path.of("kb"),
                Optional.empty(),
                true,
                true,
                "auto");
    }

    /** The same with another size of recordings, by HTTP or HTTPS. */
    public DeskSettings with(int otherMegabytes, Https otherHttps) {
        return new DeskSettings(
                listen,
                origins,
                notReadyReasons,
                wrapUpCodes,
                sessionIdle,
                homeCountry,
                otherMegabytes,
                otherHttps,
                tags,
                knowledge,
                company,
                passwords,
                showsListening,
                phone);
    }

    /** The same with the company's own log-in, beside passwords or alone. */
    public DeskSettings with(OidcSettings otherCompany, boolean otherPasswords) {
        return new DeskSettings(
                listen,
                origins,
                notReadyReasons,
                wrapUpCodes,
                sessionIdle,
                homeCountry,
                uploadMegabytes,
                https,
                tags,
                knowledge,
                Optional.of(otherCompany),
                otherPasswords,
                showsListening,
                phone);
    }
}
