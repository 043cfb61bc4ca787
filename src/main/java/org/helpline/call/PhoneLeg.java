package org.helpline.call;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.call.Sounds.Sound;
import org.helpline.core.Digit;
import org.helpline.core.Loop;
import org.helpline.core.SoundWatch;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaEvent;
import org.helpline.media.MediaLeg;
import org.helpline.media.capture.RecorderEnd;
import org.helpline.media.capture.RecorderTerms;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sip.Referral;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of leg share: the media leg, re-negotiation from either end, hold, digits by both ways. Life: new, up
 * (agreed), over. Confined to its loop.
 */
abstract class PhoneLeg implements Line {

    private final String name;
    private final Loop loop;
    private LegListener listener;
    private SoundWatch watch = SoundWatch.NONE;
    private final OnceDigits onceDigits = new OnceDigits();
    private @Nullable MediaLeg media;
    private @Nullable Negotiation negotiation;
    private @Nullable PhoneLeg neighbour;
    private @Nullable InetAddress signallingHost;
    private boolean up;
    private boolean early;
    private boolean over;
    private boolean heldByPhone;
    private boolean takesTelephoneEvents;
    private boolean mediaClosed;
    private @Nullable Moving moving;
    private int leaving;

    /** The sound is to be brought beside another's: where to, once the phone has agreed. */
    private record Moving(MediaLeg next, Consumer<Optional<MediaLeg>> done) {}

    PhoneLeg(String name, Loop loop, LegListener listener) {
        this.name = name;
        this.loop = loop;
        this.listener = listener;
    }

    @Override
    public final void listen(LegListener other) {
        listener = other;
    }

    /** Who looks at how its sound fares. */
    final void watchedBy(SoundWatch by) {
        watch = by;
    }

    /** The SIP side; null before an outgoing leg was sent. */
    abstract @Nullable SipLeg sip();

    final void attach(MediaLeg openedMedia, InetAddress itsSignallingHost) {
        signallingHost = itsSignallingHost;
        media = openedMedia;
    }

    /**
     * Another peer is tried now, which is faced by {@code local}: its sound is opened there, unless it is. What it was opened for before has agreed to
     * nothing. Without a free port all stays as it is.
     */
    final void faces(MediaEngine engine, InetAddress peer, InetAddress local) {
        MediaLeg now = media;
        if (now == null || up || now.local().getAddress().equals(local)) {
            return;
        }
        engine.open(loop, local, Optional.of(now), this::onMedia).ifPresent(next -> {
            leaving++;
            now.close();
            attach(next, peer);
        });
    }

    /** Whether its sound was opened for that peer. */
    final boolean isFor(InetAddress peer) {
        return peer.equals(signallingHost);
    }

    /** Offer and answer begin anew, with whoever is tried now. */
    final Negotiation negotiates(Negotiation anew) {
        negotiation = anew;
        return anew;
    }

    final void neighbour(PhoneLeg other) {
        neighbour = other;
    }

    /** The media that others of the same call are opened beside. */
    final Optional<MediaLeg> besides() {
        return Optional.ofNullable(media)
                .or(() -> Optional.ofNullable(neighbour).flatMap(PhoneLeg::besides));
    }

    /** What it speaks; empty: nothing has been agreed. */
    final Optional<AudioCodec> codec() {
        return audio().map(NegotiatedAudio::codec);
    }

    /** What it agreed to last; empty: nothing has been. */
    final Optional<NegotiatedAudio> audio() {
        return Optional.ofNullable(negotiation).flatMap(Negotiation::agreed);
    }

    private List<AudioCodec> offered() {
        return negotiation == null ? List.of() : negotiation.codecsToOffer();
    }

    /** What the one agreed to who is to talk with it; empty: nobody is, or nothing has been agreed with them. */
    final Optional<NegotiatedAudio> audioBesides() {
        return Optional.ofNullable(neighbour).flatMap(PhoneLeg::audio);
    }

    @Override
    public final @Nullable MediaLeg media() {
        return media;
    }

    final Negotiation negotiation() {
        if (negotiation == null) {
            throw new IllegalStateException(name + ": no media yet");
        }
        return negotiation;
    }

    final boolean isOver() {
        return over;
    }

    final void tell(LegEvent event) {
        listener.on(event);
    }

    /** Takes an agreement into force; the first one makes the leg answered. */
    final void agreed(NegotiatedAudio audio) {
        opened(audio);
        takesTelephoneEvents = audio.telephoneEvent().isPresent();
        if (!up) {
            up = true;
            tell(new LegEvent.Answered(
                    audio.codec().name()
                            + audio.secrecy().map(by -> " encrypted by " + by).orElse(""),
                    audio.dtls().isPresent()
                            ? "where its checks come from" // ICE, not SDP, says where that is
                            : audio.remoteRtp().getHostString() + ":"
                                    + audio.remoteRtp().getPort()));
        }
        boolean heldNow = !audio.direction().sends();
        if (!over && heldNow != heldByPhone) { // the answer may have ended it
            heldByPhone = heldNow;
            tell(heldNow ? new LegEvent.Held() : new LegEvent.Resumed());
        }
    }

    /** What was agreed for the time before the answer; a later one takes its place. Sound that comes is told as {@link LegEvent.EarlyMedia}. */
    final void early(NegotiatedAudio audio) {
        if (!up && !over) {
            early = true;
            opened(audio);
        }
    }

    private void opened(NegotiatedAudio audio) {
        SipLeg sip = sip();
        InetAddress host = sip == null ? signallingHost : sip.peer().orElse(signallingHost);
        if (media != null && host != null) {
            media.agreed(audio, host);
        }
    }

    /** The last event of the SIP side: tells it and closes the media. */
    final void finish(LegEvent last) {
        if (!over) {
            over = true;
            up = false;
            tell(last);
            stays();
            closeMedia();
        }
    }

    /** What a dialog does whoever began it. */
    final void onDialog(SipLegEvent event) {
        switch (event) {
            case SipLegEvent.ReInvited e -> reInvited(e.offer());
            case SipLegEvent.InfoReceived e ->
                InfoDigits.read(e.contentType(), e.body()).ifPresent(d -> digit(d, "info"));
            case SipLegEvent.Referred e -> referred(new TransferWish(e.referral()));
            case SipLegEvent.ReferNews e -> tell(new LegEvent.SendOnNews(sentOn(e.stage()), e.status(), e.reason()));
            case SipLegEvent.ByeReceived e -> finish(new LegEvent.HungUp(true, e.reason()));
            case SipLegEvent.Failed e -> finish(new LegEvent.Failed(e.why()));
            case SipLegEvent.Acknowledged e -> {
                if (media != null) {
                    media.confirmed();
                }
                acknowledged(e.sdp());
            }
            case SipLegEvent.ReInviteAnswered e when moving != null -> moved(moving, e.sdp());
            case SipLegEvent.ReInviteAnswered e ->
                e.sdp().ifPresent(sdp -> completed(negotiation().renew(sdp)));
            case SipLegEvent.ReInviteRefused ignored -> stays(); // the session goes on as it was: RFC 3261 §14.1
            case SipLegEvent.Provisional ignored -> {} // told by the agent's leg itself
            case SipLegEvent.Answered ignored -> {} // likewise
            case SipLegEvent.Tried ignored -> {} // likewise
            case SipLegEvent.Refused e ->
                finish(new LegEvent.Refused(e.status(), Explained.refused(e.status(), e.sentence(), offered())));
            case SipLegEvent.NeverAcknowledged ignored ->
                finish(new LegEvent.Failed("The phone never acknowledged our answer (no ACK within 32 s);"
                        + " check that its side can reach our Contact address."));
            case SipLegEvent.Cancelled e -> finish(new LegEvent.HungUp(false, e.reason()));
        }
    }

    private static LegEvent.SendOn sentOn(SipLegEvent.ReferNews.Stage stage) {
        return switch (stage) {
            case TAKEN -> LegEvent.SendOn.TAKEN;
            case REFUSED -> LegEvent.SendOn.REFUSED;
            case PROGRESS -> LegEvent.SendOn.PROGRESS;
            case OVER -> LegEvent.SendOn.OVER;
        };
    }

    private void referred(TransferWish wish) {
        if (up) {
            tell(new LegEvent.Referred(wish));
        } else {
            wish.refuse(481, "Call Does Not Exist");
        }
    }

    /** Whether the phone rings and has not answered: what it offers by UPDATE meanwhile counts once it has (RFC 3311 §5.1). */
    boolean isRinging() {
        return false;
    }

    private void reInvited(Optional<String> offer) {
        SipLeg sip = sip();
        if (sip == null || negotiation == null) {
            return;
        }
        if (offer.isEmpty()) {
            sip.acceptReInvite(negotiation.offer()); // the answer comes in the ACK: RFC 3261 §14.2
            return;
        }
        switch (negotiation.answer(offer.get())) {
            case Negotiation.Agreed a -> {
                sip.acceptReInvite(a.sdp());
                if (!a.again() && !isRinging()) { // a mere refresh touches no sound: RFC 4028 §7.4
                    agreed(a.audio());
                }
            }
            case Negotiation.NotAgreed n -> sip.refuseReInvite(n.toPeer());
        }
    }

    /** The ACK brings the answer to a delayed offer: RFC 3261 §13.2.2.4. */
    private void acknowledged(Optional<String> answer) {
        if (answer.isPresent()) {
            completed(negotiation().complete(answer.get()));
        } else if (!up && !over) {
            hangUpFailed("The INVITE had no offer, and its ACK brought no answer to ours.");
        }
    }

    private void completed(Negotiation.Outcome outcome) {
        switch (outcome) {
            case Negotiation.Agreed a -> {
                if (!a.again() || !up) {
                    agreed(a.audio());
                }
            }
            case Negotiation.NotAgreed n -> {
                if (!up) {
                    hangUpFailed("The answer to our offer cannot be used: " + n.why());
                }
            }
        }
    }

    /** Ends a leg whose session could not be agreed after it was answered. */
    final void hangUpFailed(String why) {
        SipLeg sip = sip();
        if (sip != null) {
            sip.end(488, "Not acceptable here");
        }
        finish(new LegEvent.Failed(why));
    }

    final void onMedia(MediaEvent event) {
        switch (event) {
            case MediaEvent.DigitHeard e -> digit(e.digit(), e.inBand() ? "tone" : "rtp");
            case MediaEvent.PlayEnded e -> tell(new LegEvent.PlayEnded(e.playId(), e.heard(), e.complete()));
            case MediaEvent.Recorded e ->
                tell(new LegEvent.Recorded(e.recordId(), ended(e.end()), e.length(), e.spoken(), e.trouble()));
            case MediaEvent.Silent e -> {
                if (!over) { // else it was on its way when the leg ended
                    tell(new LegEvent.Silent(e.silence()));
                }
            }
            case MediaEvent.Latched ignored -> { // counted and shown by the media room
                if (early && !up && !over) {
                    tell(new LegEvent.EarlyMedia());
                }
            }
            case MediaEvent.Unsecured e -> {
                if (!over) {
                    hangUpFailed("The browser's sound could not be encrypted: " + e.why() + ".");
                }
            }
            case MediaEvent.Closed ignored when leaving > 0 -> leaving--; // the sound is elsewhere
            case MediaEvent.Reported e -> watch.onReport(callId(), e.report());
            case MediaEvent.Closed e -> {
                mediaClosed = true;
                tell(new LegEvent.MediaClosed(
                        e.received(), e.sent(), e.lost(), e.strangers(), e.jitterMillis(), e.sound()));
            }
        }
    }

    private static LegEvent.RecordEnd ended(RecorderEnd end) {
        return switch (end) {
            case STOPPED -> LegEvent.RecordEnd.STOPPED;
            case PAUSE -> LegEvent.RecordEnd.PAUSE;
            case LONGEST -> LegEvent.RecordEnd.LONGEST;
            case CLOSED -> LegEvent.RecordEnd.CLOSED;
            case FAILED -> LegEvent.RecordEnd.FAILED;
        };
    }

    private void digit(Digit digit, String via) {
        if (!over && onceDigits.isNew(digit, via, loop.clock().nanos())) {
            tell(new LegEvent.DigitHeard(digit, via));
        }
    }

    private void closeMedia() {
        if (media != null) {
            media.close();
        }
    }

    // ---- beside another's sound

    @Override
    public final void bringBeside(MediaEngine engine, MediaLeg sound, Consumer<Optional<MediaLeg>> done) {
        SipLeg sip = sip();
        InetAddress host = sip == null ? signallingHost : sip.peer().orElse(signallingHost);
        if (media == null || sip == null || host == null || !up || moving != null) {
            done.accept(Optional.empty());
            return;
        }
        if (engine.areBeside(media, sound)) {
            done.accept(Optional.of(media));
            return;
        }
        Optional<MediaLeg> opened = engine.open(loop, media.local().getAddress(), Optional.of(sound), this::onMedia);
        if (opened.isEmpty()) {
            done.accept(Optional.empty());
            return;
        }
        moving = new Moving(opened.get(), done);
        sip.reInvite(negotiation().offerFrom(opened.get().local(), host));
    }

    private void moved(Moving now, Optional<String> answer) {
        if (answer.map(negotiation()::renew).orElse(null) instanceof Negotiation.Agreed a && media != null) {
            moving = null;
            leaving++;
            media.close();
            media = now.next;
            agreed(a.audio());
            now.done.accept(Optional.of(now.next));
        } else {
            stays();
        }
    }

    /** The sound stays where it is, if it was to move. */
    private void stays() {
        Moving was = moving;
        if (was != null) {
            moving = null;
            leaving++;
            was.next.close();
            negotiation().offerRefused();
            was.done.accept(Optional.empty());
        }
    }

    /** {@link CallerLeg#place}. */
    public final Optional<Beside> place() {
        return Optional.ofNullable(media).map(sound -> new Beside(loop, sound));
    }

    @Override
    public final boolean isDialog(Referral.Replaced named) {
        SipLeg sip = sip();
        return sip != null && sip.isDialog(named);
    }

    @Override
    public final Optional<String> trunk() {
        SipLeg sip = sip();
        return sip == null ? Optional.empty() : sip.trunk();
    }

    @Override
    public final void hangUp(int status, String reason) {
        if (!over) {
            SipLeg sip = sip();
            if (sip != null) {
                sip.end(status, reason);
            }
            dispose();
        }
    }

    /** Over without a word to the peer, which has had its last one. */
    final void dispose() {
        over = true;
        up = false;
        stays();
        closeMedia();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String callId() {
        SipLeg sip = sip();
        return sip == null ? "" : sip.callId();
    }

    @Override
    public final Loop loop() {
        return loop;
    }

    @Override
    public final boolean isUp() {
        return up;
    }

    @Override
    public final void play(long playId, List<Sound> sounds) {
        if (media != null) {
            media.play(playId, sounds.stream().map(Sound::audio).toList());
        }
    }

    @Override
    public final void stopPlay() {
        if (media != null) {
            media.stopPlay();
        }
    }

    @Override
    public final void startMusic(Sound music) {
        if (media != null) {
            media.startMusic(music.audio());
        }
    }

    @Override
    public final void stopMusic() {
        if (media != null) {
            media.stopMusic();
        }
    }

    @Override
    public final void record(long recordId, RecordTerms terms) {
        if (media != null) {
            media.record(recordId, new RecorderTerms(terms.file(), terms.longest(), terms.pause()));
        }
    }

    @Override
    public final void stopRecord() {
        if (media != null) {
            media.stopRecord();
        }
    }

    @Override
    public final Optional<CallTape> tape(long recordId, CallTape.Terms terms, Duration longest) {
        return Optional.ofNullable(media).map(sound -> new CallTape(sound.tape(recordId, terms.sound(longest))));
    }

    @Override
    public final void on(CallTape tape) {
        if (media != null) {
            tape.takes(media);
        }
    }

    @Override
    public final void pauseTape(boolean on) {
        if (media != null) {
            media.pauseTape(on);
        }
    }

    @Override
    public final void stopTape() {
        if (media != null) {
            media.stopTape();
        }
    }

    @Override
    public final boolean hasMedia() {
        return media != null && !mediaClosed;
    }

    @Override
    public final void relayDigit(Digit digit, String via) {
        SipLeg sip = sip();
        if (!up || media == null || sip == null) {
            return;
        }
        if (!takesTelephoneEvents) {
            sip.info("application/dtmf-relay", InfoDigits.write(digit));
        } else if (via.equals("info")) {
            media.sendDigit(digit);
        }
    }

    @Override
    public final void mute(boolean on) {
        if (media != null) {
            media.mute(on);
        }
    }

    @Override
    public final void bridge(Leg other) {
        if (media != null && other instanceof Line line && line.media() != null) {
            media.bridge(line.media());
        }
    }

    @Override
    public final void hear(Leg other) {
        if (media != null && other instanceof Line line && line.media() != null) {
            media.hear(line.media());
        }
    }

    @Override
    public final void join(Mix mix, Mix.Voice voice) {
        if (media != null) {
            mix.takes(media, voice);
        }
    }

    /** {@link CallerLeg#sendOn}. */
    public final boolean sendOn(String number) {
        SipLeg sip = sip();
        return up && sip != null && sip.refer(number);
    }

    /** {@link CallerLeg#joinedOutside}. */
    public final boolean joinedOutside(Leg other) {
        SipLeg ours = sip();
        SipLeg theirs = other instanceof PhoneLeg phone && phone.up ? phone.sip() : null;
        if (!up || ours == null || theirs == null) {
            return false;
        }
        boolean isOneTrunk = ours.trunk().isPresent() && ours.trunk().equals(theirs.trunk());
        return isOneTrunk && (isAsked(ours, theirs) || isAsked(theirs, ours));
    }

    private static boolean isAsked(SipLeg whom, SipLeg other) {
        return other.replaceable().filter(whom::referTo).isPresent();
    }

    @Override
    public final void unbridge() {
        if (media != null) {
            media.unbridge();
        }
    }
}
