package org.helpline.sip.doctor;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.sip.trace.SdpText;
import org.helpline.sip.trace.Seen;

/** The sound of an answered call: whether it goes both ways, where it comes from, what it loses (RFC 3550, 3551). */
final class SoundRules {

    private static final long SECOND = 1_000_000;
    private static final double MUCH_LOSS = 2.0;
    private static final double MUCH_JITTER = 40;
    private static final String NETWORK = "Look at the network there: Wi-Fi, a full line, missing priority for voice.";

    private SoundRules() {}

    /** One side: what it said about its sound, and the streams to and from it. */
    private record Side(String name, Seen message, SdpText sdp, List<RtpStream> sent, List<RtpStream> got) {
        boolean silent() {
            return sent.isEmpty();
        }

        /** Whether it sends nothing back to where that stream comes from. */
        boolean silentTo(RtpStream stream) {
            return sent.stream().noneMatch(s -> s.to().equals(stream.from()));
        }
    }

    static void examine(Capture c, Dialogue d, Findings findings) {
        counted(c, findings);
        Optional<Exchange> invite = d.answered();
        if (invite.isEmpty() || findings.has("sound-refused")) {
            return;
        }
        Seen answer = invite.get().last().orElseThrow();
        Optional<SdpText> first = invite.get().request().text().sdp().or(() -> ackSdp(d, invite.get()));
        Optional<SdpText> second = answer.text().sdp();
        if (first.isEmpty()
                || second.isEmpty()
                || first.get().port() <= 0
                || second.get().port() <= 0) {
            return;
        }
        long end = d.bye().map(b -> b.request().micros()).orElse(d.lastMicros());
        Side caller = side(c, d, "the caller's side", invite.get().request(), first.get(), answer);
        Side called =
                side(c, d, "the called side", answer, second.get(), invite.get().request());
        boolean longEnough = Math.max(end, c.lastMicros()) - answer.micros() >= 3 * SECOND;
        if (c.showsSound() && longEnough) {
            ways(caller, called, findings);
        }
        for (Side side : List.of(caller, called)) {
            quality(side, findings);
            sources(side, side == caller ? called : caller, findings);
            types(side, findings);
        }
        early(c, invite.get(), findings);
        quiet(d, List.of(caller, called), findings);
    }

    private static Optional<SdpText> ackSdp(Dialogue d, Exchange invite) {
        return d.acksOf(invite).stream().flatMap(a -> a.text().sdp().stream()).findFirst();
    }

    private static Side side(Capture c, Dialogue d, String name, Seen message, SdpText own, Seen fromOther) {
        List<SdpText> all = d.messages().stream()
                .filter(m -> m.from().equals(message.from()))
                .flatMap(m -> m.text().sdp().stream())
                .toList();
        List<SdpText> theirs = d.messages().stream()
                .filter(m -> m.from().equals(fromOther.from()))
                .flatMap(m -> m.text().sdp().stream())
                .toList();
        List<RtpStream> sent = c.streams().stream()
                .filter(s -> isAt(s.from(), all) || (isAt(s.to(), theirs) && !isAt(s.from(), theirs)))
                .toList();
        List<RtpStream> got =
                c.streams().stream().filter(s -> isAt(s.to(), all)).toList();
        return new Side(name, message, own, sent, got);
    }

    private static boolean isAt(InetSocketAddress address, List<SdpText> sdps) {
        return sdps.stream().anyMatch(s -> s.port() == address.getPort() && Places.is(s.address(), address));
    }

    // ---- one way, no way

    private static void ways(Side caller, Side called, Findings findings) {
        if (caller.silent() && called.silent()) {
            return; // the capture holds other calls' sound only
        }
        for (Side silent : List.of(caller, called)) {
            Side other = silent == caller ? called : caller;
            boolean mayBeSilent =
                    (silent.sdp().holds() && silent.sdp().direction().equals("inactive"))
                            || silent.sdp().direction().equals("recvonly")
                            || other.sdp().direction().equals("sendonly");
            if (silent.silent() && !mayBeSilent) {
                oneWay(silent, other, findings);
            }
        }
    }

    private static void oneWay(Side silent, Side other, Findings findings) {
        List<Integer> packets = new ArrayList<>(
                List.of(silent.message().number(), other.message().number()));
        other.sent().forEach(s -> packets.add(s.firstPacket()));
        boolean toPrivate = other.sent().stream()
                .anyMatch(s -> CaptureReader.isPrivate(s.to().getAddress()) && Places.isPublic(s.from()));
        boolean sendsToPrivate = Places.isPrivate(other.sdp().address()) && Places.isPublicWay(other.message());
        findings.add(
                "one-way-sound",
                90,
                packets,
                "Sound goes one way only: nothing comes from " + silent.name() + " ("
                        + Places.words(silent.message().from()) + ", sound from "
                        + silent.sdp().address() + ':'
                        + silent.sdp().port() + ")."
                        + (sendsToPrivate
                                ? " It was told to send to the private address "
                                        + other.sdp().address() + '.'
                                : toPrivate ? " It was sent to at a private address." : ""),
                sendsToPrivate
                        ? "Set the public address at "
                                + Places.words(other.message().from())
                                + " (Helpline: sip.advertised), and forward its RTP ports."
                        : "Open and forward the RTP ports towards "
                                + other.sdp().address() + ':' + other.sdp().port()
                                + " (Helpline: media.ports), and look whether the phone is muted.");
    }

    /** The same for legs of our own, whose packets were only counted. */
    private static void counted(Capture c, Findings findings) {
        for (Capture.MediaCount leg : c.counts()) {
            reported(leg, findings);
            if (leg.received() == 0 && leg.sent() > 150) {
                findings.add(
                        leg.strangers() > 50 ? "sound-from-strangers" : "one-way-sound",
                        90,
                        List.of(),
                        "Nothing was heard from " + who(leg) + ": " + leg.sent()
                                + " packets were sent there and none came"
                                + (leg.strangers() > 50
                                        ? " from the agreed address; " + leg.strangers() + " came from elsewhere."
                                        : "."),
                        "Open and forward media.ports on the way to this server; behind NAT set sip.advertised.");
            } else if (leg.received() > 0 && 100.0 * leg.lost() / (leg.received() + leg.lost()) > MUCH_LOSS) {
                findings.add(
                        "packets-lost",
                        58,
                        List.of(),
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of the sound from %s was lost on its way.",
                                100.0 * leg.lost() / (leg.received() + leg.lost()),
                                who(leg)),
                        NETWORK);
            } else if (leg.jitterMillis() > MUCH_JITTER) {
                findings.add(
                        "jitter",
                        50,
                        List.of(),
                        String.format(
                                Locale.ROOT,
                                "The sound from %s comes unevenly: jitter %.0f ms.",
                                who(leg),
                                leg.jitterMillis()),
                        NETWORK);
            }
        }
    }

    /** What the other side of a leg says of the sound that we sent there. */
    private static void reported(Capture.MediaCount leg, Findings findings) {
        if (leg.lostThere() > MUCH_LOSS) {
            findings.add(
                    "packets-lost-there",
                    57,
                    List.of(),
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of what we sent was lost on its way to %s.",
                            leg.lostThere(),
                            who(leg)),
                    NETWORK);
        } else if (leg.jitterThere() > MUCH_JITTER) {
            findings.add(
                    "jitter-there",
                    49,
                    List.of(),
                    String.format(
                            Locale.ROOT,
                            "What we sent came unevenly to %s: jitter %.0f ms.",
                            who(leg),
                            leg.jitterThere()),
                    NETWORK);
        }
    }

    private static String who(Capture.MediaCount leg) {
        return leg.leg().equals("caller") ? "the caller" : leg.leg();
    }

    // ---- where it comes from

    private static void sources(Side side, Side other, Findings findings) {
        for (RtpStream stream : side.sent()) {
            boolean asAgreed = stream.from().getPort() == side.sdp().port()
                    && Places.is(side.sdp().address(), stream.from());
            boolean elsewhere = !asAgreed && !isAt(stream.from(), List.of(side.sdp()));
            boolean toldBetter = Places.isPrivate(side.sdp().address()) && Places.isPublic(stream.from());
            if (elsewhere && !toldBetter && stream.packets() >= 25 && other.silentTo(stream)) {
                findings.add(
                        "sound-from-elsewhere",
                        70,
                        List.of(side.message().number(), stream.firstPacket()),
                        "The sound of " + side.name() + " comes from " + Places.words(stream.from()) + ", but it said "
                                + side.sdp().address() + ':' + side.sdp().port()
                                + ", and the other side sends only there.",
                        "Let the other side send to where the sound comes from (symmetric RTP, \"comedia\"), or correct the"
                                + " address of " + side.name() + '.');
            }
        }
    }

    private static void types(Side side, Findings findings) {
        for (RtpStream stream : side.sent()) {
            int strange = stream.payloads().entrySet().stream()
                    .filter(e -> !side.sdp().payloads().contains(e.getKey()))
                    .mapToInt(java.util.Map.Entry::getValue)
                    .sum();
            if (strange > 20 && !side.sdp().isSecure() && !side.sdp().dtls()) {
                findings.add(
                        "codec-not-agreed",
                        74,
                        List.of(stream.firstPacket()),
                        "The sound of " + side.name() + " comes as payload types "
                                + stream.payloads().keySet() + ", and it agreed on "
                                + side.sdp().payloads() + ": it is not understood.",
                        "The sending side is at fault; look for a transcoder that was left out or put in.");
            } else if (strange > 0
                    && side.sdp().events().isPresent()
                    && stream.payloads().keySet().stream()
                            .anyMatch(p -> p >= 96 && !side.sdp().payloads().contains(p))) {
                findings.add(
                        "keys-as-other-type",
                        66,
                        List.of(stream.firstPacket()),
                        "Keys come as a payload type that was not agreed for telephone-event ("
                                + side.sdp().events().get() + " was): they are not heard.",
                        "Set the same payload type (101) for DTMF on both sides.");
            }
        }
    }

    // ---- how good it is

    private static void quality(Side side, Findings findings) {
        for (RtpStream s : side.sent()) {
            if (s.packets() < 50) {
                continue;
            }
            List<Integer> where = List.of(s.firstPacket(), s.lastPacket());
            if (s.lossPercent() > MUCH_LOSS) {
                findings.add(
                        "packets-lost",
                        58,
                        where,
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of the sound of %s is missing (%d of %d packets).",
                                s.lossPercent(),
                                side.name(),
                                s.lost(),
                                s.lost() + s.packets()),
                        "Look at the network between " + Places.host(s.from())
                                + " and the place of this capture: Wi-Fi, a full line, missing priority for voice.");
            }
            int clock = clock(side, s);
            double jitter = clock == 0 ? 0 : s.jitterMillis(clock);
            if (jitter > MUCH_JITTER) {
                findings.add(
                        "jitter",
                        50,
                        where,
                        String.format(
                                Locale.ROOT, "The sound of %s comes unevenly: jitter %.0f ms.", side.name(), jitter),
                        "Look at the network there: Wi-Fi, a full line, missing priority for voice.");
            }
            rates(side, s, where, findings);
        }
    }

    /** At which most of the stream counts, in Hz: as it is fixed, else as the description says; 0: nobody says. */
    private static int clock(Side side, RtpStream s) {
        int payload = s.usualPayload();
        boolean isFixed =
                payload == 0 || payload == 8 || payload == 9 || payload == 18; // whatever is said: RFC 3551 §6
        return isFixed ? 8_000 : side.sdp().clock(payload);
    }

    /** Whether time stamps, distance of packets and ptime fit together. */
    private static void rates(Side side, RtpStream s, List<Integer> where, Findings findings) {
        int clock = clock(side, s);
        double spacing = s.spacingMillis();
        if (clock == 0 || s.packetsOf(s.usualPayload()) * 2 <= s.packets() || spacing <= 0 || s.usualStep() == 0) {
            return;
        }
        double stamped = s.usualStep() * 1_000.0 / clock;
        double average = s.averageStep() * 1_000.0 / clock; // pauses are in both averages
        if (Math.abs(spacing - average) > average * 0.3) {
            findings.add(
                    "clock-rate",
                    67,
                    where,
                    String.format(
                            Locale.ROOT,
                            "The time stamps of %s advance by %.0f ms a packet, and a packet comes every %.0f ms: it sounds too"
                                    + " fast, too slow or torn.",
                            side.name(),
                            stamped,
                            spacing),
                    "Its clock rate is wrong: look at the codec's rate in the session description and at the device.");
        } else if (side.sdp().ptime() > 0 && Math.abs(side.sdp().ptime() - stamped) > 5) {
            findings.add(
                    "ptime",
                    43,
                    where,
                    String.format(
                            Locale.ROOT,
                            "%s says that a packet holds %d ms, and sends %.0f ms.",
                            capital(side.name()),
                            side.sdp().ptime(),
                            stamped),
                    "Some devices drop what is not 20 ms: set ptime to 20 on both sides.");
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    // ---- early media, silence

    private static void early(Capture c, Exchange invite, Findings findings) {
        Optional<Seen> progress = invite.responses().stream()
                .filter(r -> r.text().status() == 183 && r.text().sdp().isPresent())
                .findFirst();
        Seen answer = invite.last().orElseThrow();
        if (progress.isEmpty()
                || !c.showsSound()
                || answer.micros() - progress.get().micros() < 2 * SECOND) {
            return;
        }
        SdpText sdp = progress.get().text().sdp().orElseThrow();
        boolean heard = c.streams().stream()
                .anyMatch(s -> s.firstMicros() < answer.micros()
                        && Places.literal(sdp.address())
                                .filter(s.from().getAddress()::equals)
                                .isPresent());
        boolean rings = invite.responses().stream().anyMatch(r -> r.text().status() == 180);
        if (!heard && !rings) {
            findings.add(
                    "no-early-sound",
                    56,
                    List.of(progress.get().number(), answer.number()),
                    "183 promised sound before the answer, and none came: the caller hears nothing while it rings.",
                    "Let the called side send 180 instead of 183, or let its early sound through the firewall.");
        }
    }

    /** Sound stops, and some time later one side hangs up. */
    private static void quiet(Dialogue d, List<Side> sides, Findings findings) {
        Optional<Exchange> bye = d.bye();
        if (bye.isEmpty()) {
            return;
        }
        long end = bye.get().request().micros();
        for (Side side : sides) {
            Optional<RtpStream> last = side.sent().stream().max((a, b) -> Long.compare(a.lastMicros(), b.lastMicros()));
            boolean held = d.reInvites().stream()
                    .anyMatch(e -> e.request().text().sdp().map(SdpText::holds).orElse(false));
            boolean byOther = !bye.get().request().from().equals(side.message().from());
            boolean otherGoesOn = last.isPresent()
                    && sides.stream()
                            .filter(s -> s != side)
                            .flatMap(s -> s.sent().stream())
                            .anyMatch(s -> s.lastMicros() - last.get().lastMicros() > 5 * SECOND);
            if (otherGoesOn && !held && byOther && end - last.get().lastMicros() > 8 * SECOND) {
                findings.add(
                        "sound-stopped",
                        71,
                        List.of(last.get().lastPacket(), bye.get().request().number()),
                        "The sound of " + side.name() + " stopped "
                                + (end - last.get().lastMicros()) / SECOND
                                + " s before the other side hung up, without a word in SIP.",
                        "The network or the phone died there, or its NAT changed the port in mid-call.");
            }
        }
    }
}
