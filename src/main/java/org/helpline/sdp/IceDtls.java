package org.helpline.sdp;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What one side of a stream over ICE and DTLS-SRTP tells of itself, as browsers do it (RFC 8839 §5.4, RFC 8122 §5, RFC 5763 §5). Its text says nothing
 * that is secret.
 *
 * @param ufrag names this side's end of the checks; {@code pwd} is the password that checks to it are made with
 * @param fingerprint of this side's certificate
 * @param mid the line's name, by which it is bundled (RFC 9143); empty: it has none
 */
public record IceDtls(String ufrag, String pwd, Fingerprint fingerprint, Setup setup, Optional<String> mid) {

    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UFRAG_CHARS = 8;
    private static final int PWD_CHARS = 24; // 22 is the least: RFC 8839 §5.4
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PWD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
    private static final Pattern MID = Pattern.compile("[\\w!#$%&'*+.^`{|}~-]{1,32}");

    /** Who begins the handshake (RFC 4145 §4). */
    public enum Setup {
        /** We do, as the client of DTLS. */
        ACTIVE,
        /** The other does. */
        PASSIVE,
        /** The one who answers may choose. */
        ACTPASS;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Optional<Setup> of(String word) {
            return List.of(values()).stream()
                    .filter(s -> s.word().equalsIgnoreCase(word))
                    .findFirst();
        }
    }

    /** What a line comes to that wants DTLS. */
    sealed interface Reading {

        record Understood(IceDtls theirs) implements Reading {}

        /** {@code why} continues {@code the caller offers audio}. */
        record Unreadable(String why) implements Reading {}
    }

    /** Our own, new each time; {@code random} must be one that nobody can guess. */
    public static IceDtls fresh(Fingerprint ours, RandomGenerator random) {
        return new IceDtls(text(UFRAG_CHARS, random), text(PWD_CHARS, random), ours, Setup.ACTPASS, Optional.of("0"));
    }

    private static String text(int chars, RandomGenerator random) {
        StringBuilder text = new StringBuilder(chars);
        for (int i = 0; i < chars; i++) {
            text.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return text.toString();
    }

    /** The same in another role, under the line's name. */
    IceDtls as(Setup role, Optional<String> name) {
        return new IceDtls(ufrag, pwd, fingerprint, role, name);
    }

    /** The same for the next offer of ours, in which the peer may choose once more. */
    public IceDtls offeredAgain() {
        return as(Setup.ACTPASS, mid);
    }

    /** The same under the name that the line has. */
    public IceDtls named(Optional<String> name) {
        return as(setup, name);
    }

    /** Whether checks are made as before: no ICE restart (RFC 8839 §4.4.1.1). */
    public boolean isSameIce(IceDtls other) {
        return ufrag.equals(other.ufrag) && pwd.equals(other.pwd);
    }

    /** What {@code line} says, with what holds for the whole description. */
    static Reading read(SessionDescription all, MediaDescription line) {
        Optional<String> ufrag =
                all.valueFor(line, "ice-ufrag").filter(v -> UFRAG.matcher(v).matches());
        Optional<String> pwd =
                all.valueFor(line, "ice-pwd").filter(v -> PWD.matcher(v).matches());
        Optional<Fingerprint> fingerprint = all.valuesFor(line, "fingerprint").stream()
                .map(Fingerprint::parse)
                .flatMap(Optional::stream)
                .findFirst();
        Optional<Setup> setup = all.valueFor(line, "setup").flatMap(Setup::of);
        if (ufrag.isEmpty() || pwd.isEmpty()) {
            return new Reading.Unreadable(
                    "by DTLS without ICE (a=ice-ufrag and a=ice-pwd); let the phone speak ICE as browsers do, or offer RTP/SAVP with keys in SDP");
        }
        if (fingerprint.isEmpty()) {
            return new Reading.Unreadable(
                    "by DTLS without a fingerprint of its certificate that is known here; let the phone tell one by SHA-256 (a=fingerprint:sha-256)");
        }
        if (!line.has("rtcp-mux")) {
            return new Reading.Unreadable(
                    "by DTLS without a=rtcp-mux; Helpline has one port for both there, so let the phone multiplex them");
        }
        Optional<String> mid = line.value("mid").filter(v -> MID.matcher(v).matches());
        return new Reading.Understood(
                new IceDtls(ufrag.get(), pwd.get(), fingerprint.get(), setup.orElse(Setup.ACTIVE), mid));
    }

    /** The lines of a medium that tell this. */
    void tell(List<Attribute> to) {
        mid.ifPresent(name -> to.add(new Attribute("mid", name)));
        to.add(Attribute.property("rtcp-mux"));
        to.add(new Attribute("ice-ufrag", ufrag));
        to.add(new Attribute("ice-pwd", pwd));
        to.add(new Attribute("fingerprint", fingerprint.toString()));
        to.add(new Attribute("setup", setup.word()));
    }

    /** Only the name and the role: this may be logged. */
    @Override
    public String toString() {
        return ufrag + " " + setup.word();
    }
}
