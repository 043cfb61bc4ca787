package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One trunk of {@code trunks.ini}: a provider, or a PBX beside us.
 *
 * @param name of the section
 * @param enabled no: it is neither called nor answered, as if it were not there, but its name may be used
 * @param server a name (found by NAPTR, SRV, A and AAAA, RFC 3263), a name or an address with a port, or an address
 * @param transport how it is reached; AUTO asks NAPTR and SRV, then takes UDP
 * @param login how we log in, where the provider asks for it
 * @param ping how often OPTIONS asks whether it is there; zero: never
 * @param from which calls are this trunk's
 * @param numbers how its numbers are written
 * @param out which numbers may be called by it
 * @param shows who the called phone sees
 * @param most calls at once, both ways; 0: no limit
 * @param perSecond new calls a second, both ways; 0: no limit
 * @param tls what a TLS connection to it needs
 * @param media how its sound is kept secret
 */
public record TrunkSettings(
        String name,
        boolean enabled,
        String server,
        Transport transport,
        Optional<Login> login,
        Duration ping,
        From from,
        Numbers numbers,
        Out out,
        Shows shows,
        int most,
        int perSecond,
        Tls tls,
        MediaSecurity media) {

    /** How a trunk is reached. */
    public enum Transport {
        AUTO,
        UDP,
        TCP,
        TLS
    }

    /**
     * How we log in.
     *
     * @param user the user of our address there (To of REGISTER, From of calls)
     * @param authUser the digest's user name; the same as {@code user} unless set
     * @param domain the host of our address there; the server's unless set
     * @param register yes: by REGISTER; no: only where a request of ours is challenged
     * @param expires what we ask for in REGISTER
     */
    public record Login(
            String user, String authUser, Secret secret, String domain, boolean register, Duration expires) {}

    /**
     * Which calls that come in are the trunk's: those from its sources, further narrowed by header and number where these are set.
     *
     * @param sources addresses, networks ({@code 203.0.113.0/24}) or names; empty: whatever {@code server} leads to
     * @param header {@code Name: value}; a call must carry it; empty: none needed
     * @param dialled patterns of called numbers, as after normalisation, {@code *} for any digits; empty: any
     */
    public record From(List<String> sources, Optional<String> header, List<String> dialled) {}

    /**
     * How the trunk writes numbers. Within the house a public number is E.164 with a leading {@code +}.
     *
     * @param form what it wants to be sent
     * @param country country calling code without +, for national numbers both ways; empty: numbers without + or 00 stay as they are
     * @param national what precedes a national number, such as {@code 0}; {@code international} such as {@code 00}
     * @param prefix put before every number that is sent, such as {@code 9#}
     */
    public record Numbers(Form form, Optional<String> country, String national, String international, String prefix) {}

    /** How a number is sent. */
    public enum Form {
        /** +49301234567. */
        PLUS,
        /** 49301234567. */
        E164,
        /** 0049301234567. */
        INTERNATIONAL,
        /** 0301234567 within the country, else as INTERNATIONAL. */
        NATIONAL,
        /** As it is. */
        AS_IS
    }

    /**
     * Which numbers may be called by it.
     *
     * @param allow patterns of normalised numbers ({@code +49*}); empty: none
     * @param deny stronger than {@code allow}
     * @param daily how many calls a day (local midnight to midnight); 0: no cap
     * @param followRedirect whether a 3xx is followed, to numbers that {@code allow} allows
     * @param refer whether its own callers are sent on to such numbers by REFER, and not by a second call
     */
    public record Out(List<String> allow, List<String> deny, int daily, boolean followRedirect, boolean refer) {

        /** One whose callers stay with us. */
        public Out(List<String> allow, List<String> deny, int daily, boolean followRedirect) {
            this(allow, deny, daily, followRedirect, false);
        }

        /** Whether the normalised number may be called; nothing is counted. */
        public boolean allows(String number) {
            return NumberPatterns.any(allow, number) && !NumberPatterns.any(deny, number);
        }
    }

    /**
     * Who the called phone sees.
     *
     * @param number shown instead of the caller's own where that may not be shown; empty: the dialled service number
     * @param passCaller whether the caller's own number is passed on (with Diversion, where {@code diversion})
     * @param allowed numbers that the provider lets us show, patterns; empty: any
     * @param asserted whether P-Asserted-Identity (RFC 3325) is sent, and believed when it comes
     * @param diversion whether Diversion (RFC 5806) tells by whom the call was passed on
     */
    public record Shows(
            Optional<String> number, boolean passCaller, List<String> allowed, boolean asserted, boolean diversion) {}

    /**
     * TLS to the trunk.
     *
     * @param verify whether its certificate must be valid and for {@code host}; only ever no in a laboratory
     * @param host the name in its certificate; the server's host unless set
     * @param authorities PEM file of those who may have signed it; empty: those of the system
     * @param certificate ours, if it asks for one; with its {@code key}
     */
    public record Tls(
            boolean verify,
            Optional<String> host,
            Optional<Path> authorities,
            Optional<Path> certificate,
            Optional<Path> key) {}

    /**
     * How sound is kept secret: never weaker than this, whatever the peer would take.
     *
     * @param srtp whether by SDES (RFC 4568)
     * @param suites in order of preference, such as {@code AES_CM_128_HMAC_SHA1_80}
     */
    public record MediaSecurity(Srtp srtp, List<String> suites) {}

    /** Whether sound is encrypted. */
    public enum Srtp {
        /** Never: an offer that has nothing else is refused with 488. */
        REFUSED,
        /** If the peer offers it; our own offers are plain. */
        OPTIONAL,
        /** Always: a plain offer is refused with 488, an answer without it ends the call. */
        REQUIRED
    }
}
