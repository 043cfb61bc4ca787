package org.helpline.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that a certificate is for: SIP URIs, DNS names and addresses of its subjectAltName, and its common name only where it has no
 * subjectAltName at all (RFC 5922 §7.1).
 */
record PeerNames(List<String> hosts) {

    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;
    /** A SIP URI that names a domain, not a user in it. */
    private static final Pattern SIP_DOMAIN = Pattern.compile("(?i)sip:([^@;?:]+|\\[[^]]+])(:\\d+)?([;?].*)?");

    private static final Pattern COMMON_NAME = Pattern.compile("(?i)(?:^|,)\\s*CN=([^,+]+)");

    static PeerNames of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return new PeerNames(names == null ? commonName(certificate) : alternative(names));
        } catch (CertificateParsingException e) {
            return new PeerNames(List.of()); // names that cannot be read are those of nobody
        }
    }

    private static List<String> alternative(Collection<List<?>> names) {
        List<String> hosts = new ArrayList<>();
        for (List<?> name : names) {
            String value = String.valueOf(name.get(1));
            switch ((Integer) name.get(0)) {
                case DNS, IP -> hosts.add(value);
                case URI -> {
                    Matcher sip = SIP_DOMAIN.matcher(value);
                    if (sip.matches()) {
                        hosts.add(sip.group(1));
                    }
                }
                default -> {} // mail addresses and directory names are no hosts
            }
        }
        return List.copyOf(hosts);
    }

    private static List<String> commonName(X509Certificate certificate) {
        Matcher found =
                COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        return found.find() ? List.of(found.group(1).strip()) : List.of();
    }

    /**
     * Whether one of them is {@code host}, whole and letter for letter but for the case: a {@code *} stands for nothing but itself
     * (RFC 5922 §7.2), so that who wants to take a wildcard writes it.
     */
    boolean has(String host) {
        return hosts.stream().anyMatch(own -> same(own, host));
    }

    private static boolean same(String own, String host) {
        return own.equalsIgnoreCase(host)
                || (isAddress(own) && isAddress(host) && address(own).equals(address(host)));
    }

    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    private static String address(String host) {
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).getHostAddress();
        } catch (IllegalArgumentException e) {
            return host.toLowerCase(Locale.ROOT);
        }
    }

    /** For a sentence: at most five of them. */
    String inWords() {
        List<String> some = hosts.subList(0, Math.min(5, hosts.size()));
        String more = hosts.size() > 5 ? " and " + (hosts.size() - 5) + " more" : "";
        // the peer wrote them: no control characters, no end to a line
        return some.isEmpty() ? "nobody" : String.join(", ", some).replaceAll("[^ -~]", "?") + more;
    }
}
