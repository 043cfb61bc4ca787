package org.helpline.sip.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.sip.trace.SdpText;
import org.helpline.sip.trace.Seen;

/** Offer and answer: codecs, keys, encryption, kinds of address (RFC 3264, 4568, 4733). */
final class OfferRules {

    private OfferRules() {}

    static void examine(Dialogue d, Findings findings) {
        for (Exchange invite : d.invites()) {
            Optional<SdpText> offer = invite.request().text().sdp();
            if (invite.status() == 488 || invite.status() == 606 || invite.status() == 415) {
                offer.ifPresent(o -> unacceptable(invite, o, findings));
            }
        }
        d.answered().ifPresent(invite -> {
            Seen answer = invite.last().orElseThrow();
            Optional<SdpText> first = invite.request().text().sdp();
            Optional<SdpText> second = answer.text().sdp();
            if (first.isPresent() && second.isPresent()) {
                agreed(invite, answer, first.get(), second.get(), findings);
            } else if (first.isPresent()
                    && invite.responses().stream().noneMatch(r -> r.text().sdp().isPresent())) {
                findings.add(
                        "no-answer-sdp",
                        78,
                        List.of(invite.request().number(), answer.number()),
                        "The call was answered without a session description: there is nowhere to send sound to.",
                        "The answering side must put its answer into the 200 (RFC 3261 §13.2.1).");
            } else if (first.isEmpty() && second.isPresent()) {
                boolean none =
                        d.acksOf(invite).stream().noneMatch(a -> a.text().sdp().isPresent());
                if (none && !d.acksOf(invite).isEmpty()) {
                    findings.add(
                            "delayed-offer-unanswered",
                            78,
                            List.of(answer.number(), d.acksOf(invite).getFirst().number()),
                            "The INVITE had no offer, the 200 made one, and the ACK does not answer it.",
                            "The calling side must put its answer into the ACK; or let it make the offer in the INVITE.");
                }
            }
        });
    }

    private static void unacceptable(Exchange invite, SdpText o, Findings findings) {
        List<Integer> packets = invite.packets();
        if (o.dtls()) {
            findings.add(
                    "webrtc-offer",
                    84,
                    packets,
                    "A browser's offer (DTLS-SRTP) was refused: the other side has no media of that kind.",
                    "Call with plain RTP or SRTP by SDES, or put a WebRTC gateway between.");
        } else if (o.isSecure()) {
            findings.add(
                    "encryption-refused",
                    84,
                    packets,
                    "The offer demands encrypted sound (" + o.protocol() + ", " + list(o.crypto())
                            + "), and it was refused.",
                    "Allow SRTP with one of these suites at the answering side, or make it optional at the calling side.");
        } else {
            String warning = invite.last().map(l -> l.text().header("warning")).orElse("");
            boolean wantsCrypto = warning.toLowerCase(Locale.ROOT).contains("crypt")
                    || warning.toLowerCase(Locale.ROOT).contains("srtp");
            findings.add(
                    wantsCrypto ? "encryption-required" : "no-common-codec",
                    84,
                    packets,
                    wantsCrypto
                            ? "The offer is not encrypted, and the other side demands that it is."
                            : "No codec in common: offered were " + list(o.codecs()) + ", and "
                                    + Places.words(invite.request().to()) + " takes none of them.",
                    wantsCrypto
                            ? "Switch on SRTP at the calling side, or allow plain RTP at the other."
                            : "Allow one codec on both sides: PCMA (G.711 A-law) or PCMU is understood everywhere.");
        }
    }

    private static String list(List<String> words) {
        return words.isEmpty() ? "none" : plain(String.join(", ", words));
    }

    private static void agreed(Exchange invite, Seen answer, SdpText offer, SdpText reply, Findings findings) {
        List<Integer> packets = List.of(invite.request().number(), answer.number());
        if (reply.port() == 0 && offer.port() > 0) {
            findings.add(
                    "sound-refused",
                    80,
                    packets,
                    "The call was answered with its sound refused (port 0): offered were " + list(offer.codecs())
                            + (offer.isSecure() ? ", encrypted." : "."),
                    "Look at codecs and encryption of the answering side.");
            return;
        }
        if (offer.isSecure() != reply.isSecure()) {
            findings.add(
                    "encryption-mismatch",
                    83,
                    packets,
                    "The offer is " + offer.protocol() + " and the answer " + reply.protocol()
                            + ": one side encrypts and the other does not understand it.",
                    "An answer must keep the offer's protocol (RFC 3264 §6): correct the encryption setting of "
                            + Places.words(answer.from()) + '.');
        } else if (offer.isSecure()
                && !offer.crypto().isEmpty()
                && !reply.crypto().isEmpty()
                && reply.crypto().stream().noneMatch(offer.crypto()::contains)) {
            findings.add(
                    "crypto-suite",
                    83,
                    packets,
                    "The answer's encryption suite " + list(reply.crypto()) + " was not offered ("
                            + list(offer.crypto()) + "): the sound is noise.",
                    "Let both sides have AES_CM_128_HMAC_SHA1_80.");
        }
        if (!reply.codecs().isEmpty() && reply.codecs().stream().noneMatch(c -> has(offer, c))) {
            findings.add(
                    "codec-not-offered",
                    79,
                    packets,
                    "The answer's codecs (" + list(reply.codecs()) + ") are none of the offered ones ("
                            + list(offer.codecs()) + ").",
                    "The answering side is at fault; a device between may have changed the offer.");
        }
        if (offer.events().isPresent() && reply.events().isEmpty()) {
            findings.add(
                    "keys-not-agreed",
                    52,
                    packets,
                    "The caller's side offers keys as telephone-event, and the answer leaves it out: keys are not heard.",
                    "Switch on RFC 4733 (\"RFC 2833\") DTMF at " + Places.words(answer.from()) + '.');
        } else if (offer.events().isEmpty() && reply.events().isEmpty()) {
            findings.add(
                    "no-telephone-event",
                    38,
                    packets,
                    "The caller's side does not offer telephone-event: its keys come as tones in the sound or by INFO, or not"
                            + " at all.",
                    "Switch on RFC 4733 (\"RFC 2833\") DTMF at "
                            + Places.words(invite.request().from()) + '.');
        }
        families(packets, offer, reply, findings);
    }

    private static void families(List<Integer> packets, SdpText offer, SdpText reply, Findings findings) {
        boolean six = offer.address().contains(":");
        if (!offer.address().isEmpty()
                && !reply.address().isEmpty()
                && six != reply.address().contains(":")) {
            findings.add(
                    "address-families",
                    76,
                    packets,
                    "One side names an IPv6 address for its sound and the other an IPv4 one: they do not meet.",
                    "Let both use IPv4, or both IPv6.");
        }
    }

    private static boolean has(SdpText sdp, String codec) {
        return sdp.codecs().stream().anyMatch(c -> c.equalsIgnoreCase(codec));
    }

    /** Nothing that a terminal would obey, and not too much of it. */
    static String plain(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() > 160 ? clean.substring(0, 160) + "..." : clean;
    }
}
