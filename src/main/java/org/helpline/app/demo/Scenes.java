package org.helpline.app.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.helpline.call.Sounds;
import org.helpline.config.MediaSettings;
import org.helpline.config.RecordingSettings.Format;
import org.helpline.media.MediaMix;
import org.helpline.media.MixPart;
import org.helpline.media.VirtualEngine;
import org.helpline.media.VirtualPhone;
import org.helpline.media.VirtualRoad;
import org.helpline.media.capture.SoundSink;
import org.helpline.media.capture.Tape;
import org.helpline.media.capture.TapeTerms;
import org.helpline.recording.SoundFile;
import org.helpline.sdp.AudioCodec;

/** The calls of the demonstration, each on an engine of its own in virtual time. One thread. */
public final class Scenes {

    private static final Duration BREATH = Duration.ofMillis(400);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int RATE = 8_000;
    private static final int FRAME_BYTES = 4;
    private static final List<String> CARD = List.of("digit@4", "digit@7", "digit@1", "digit@1");

    private final MediaSettings settings;
    private final Voices voices;
    private final Sounds.Sound music;
    private final Line line;
    private final Path folder;

    /**
     * How all phones are connected.
     *
     * @param road the caller's; the others have a good one
     * @param seed the same sounds come of the same seed
     */
    public record Line(AudioCodec codec, VirtualRoad road, long seed) {}

    /** Makes them in {@code folder}, which is there. */
    public Scenes(MediaSettings settings, Voices voices, Sounds.Sound music, Line line, Path folder) {
        this.settings = settings;
        this.voices = voices;
        this.music = music;
        this.line = line;
        this.folder = folder;
    }

    /** Makes all. */
    public List<Take> play() throws IOException {
        List<Take> takes = new ArrayList<>(served());
        takes.addAll(threeWay());
        takes.addAll(supervised());
        return List.copyOf(takes);
    }

    /** A call under way, with its caller, its agent, and whoever may come. */
    private final class Stage implements AutoCloseable {
        final VirtualEngine engine = new VirtualEngine(settings, new Random(line.seed()));
        final VirtualPhone caller = engine.phone(line.codec(), line.road());
        final VirtualPhone agent = engine.phone(line.codec(), VirtualRoad.GOOD);
        final VirtualPhone third = engine.phone(line.codec(), VirtualRoad.GOOD);
        private final Path draft;
        private Duration passed = Duration.ZERO;
        private Duration taped = Duration.ZERO;

        Stage(String name) {
            draft = folder.resolve(name + ".pcm");
            pass(Duration.ofMillis(200)); // the phones are heard
        }

        /** They do not start before that one has ended, and a breath more. */
        void says(VirtualPhone who, short[] words) {
            who.say(words);
            pass(Duration.ofMillis(words.length * 1_000L / RATE).plus(BREATH));
        }

        void pass(Duration time) {
            engine.pass(time);
            passed = passed.plus(time);
        }

        void records(VirtualPhone... others) {
            Tape tape = caller.leg().tape(1, new TapeTerms(SoundFile.draft(draft), LONGEST));
            for (VirtualPhone other : others) {
                other.leg().on(tape);
            }
            taped = passed;
        }

        /** Time since the recording began, for a sentence. */
        String clock() {
            return String.format(Locale.ROOT, "%.1f", passed.minus(taped).toMillis() / 1_000.0);
        }

        /** Ends the recording and makes files of it. */
        Take recorded(String name, String listenFor) throws IOException {
            caller.leg().stopTape();
            pass(Duration.ofMillis(500));
            return made(draft, name, listenFor);
        }

        /** Makes files of what two phones have heard from the beginning. */
        Take heard(String name, VirtualPhone left, VirtualPhone right, String listenFor) throws IOException {
            short[] one = left.heard();
            short[] other = right.heard();
            ByteBuffer frames = ByteBuffer.allocate(FRAME_BYTES * one.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < one.length; i++) {
                frames.putShort(one[i]).putShort(other[i]);
            }
            Path pcm = folder.resolve(name + ".pcm");
            SoundSink sink = SoundFile.draft(pcm);
            sink.open();
            sink.append(frames.flip());
            sink.finish(one.length);
            return made(pcm, name, listenFor);
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private Take made(Path draft, String name, String listenFor) throws IOException {
        Path wav = folder.resolve(name + ".wav");
        Path opus = folder.resolve(name + ".ogg");
        long millis = Files.size(draft) / FRAME_BYTES * 1_000 / RATE;
        SoundFile.make(draft, Format.WAV, wav);
        SoundFile.make(draft, Format.OPUS, opus);
        Files.delete(draft);
        return new Take(wav, opus, Duration.ofMillis(millis), listenFor);
    }

    private List<Take> served() throws IOException {
        try (Stage call = new Stage("call")) {
            Sounds.Sound menu = voices.sound("main_menu");
            call.caller.leg().play(1, List.of(menu.audio()));
            call.pass(Duration.ofMillis(menu.samples() * 1_000L / RATE).plus(BREATH));
            call.caller.leg().startMusic(music.audio());
            call.pass(Duration.ofSeconds(3));
            call.caller.leg().stopMusic();
            Sounds.Sound beep = Sounds.beep(); // where nothing speaks, a tone says that the call is recorded
            call.caller.leg().play(2, List.of(beep.audio()));
            call.agent.leg().play(3, List.of(beep.audio()));
            call.pass(Duration.ofMillis(600));
            call.caller.leg().bridge(call.agent.leg());
            call.records(call.agent);
            call.says(call.agent, voices.agent("order_number"));
            call.says(call.caller, voices.caller("outage"));
            String from = call.clock();
            call.caller.leg().pauseTape(true);
            for (String digit : CARD) {
                call.says(call.caller, voices.caller(digit));
            }
            call.says(call.agent, voices.agent("you_keyed"));
            call.caller.leg().pauseTape(false);
            String to = call.clock();
            call.says(call.agent, voices.agent("need_help"));
            call.caller.say(voices.caller("goodbye"));
            call.says(call.agent, voices.agent("goodbye")); // at once: each stays in its channel
            return List.of(
                    call.recorded(
                            "call",
                            "The recording: the caller left, the agent right. Paused from " + from + " s to " + to
                                    + " s, when a card's number is read out: both are silent. At the end both speak at once."),
                    call.heard(
                            "call-heard",
                            call.caller,
                            call.agent,
                            "What the phones hear, the caller's left: the menu, music, a tone that tells of the recording, then each"
                                    + " the other. Right, the caller comes over the bad road: listen for gaps."));
        }
    }

    private List<Take> threeWay() throws IOException {
        try (Stage call = new Stage("three-way")) {
            MediaMix mix = call.engine.mix(call.caller);
            List.of(call.caller, call.agent, call.third).forEach(p -> p.leg().mix(mix, MixPart.FULL));
            call.records(call.agent, call.third);
            call.says(call.agent, voices.agent("please_wait"));
            call.says(call.third, voices.third("welcome"));
            call.says(call.caller, voices.caller("not_understood"));
            String from = call.clock();
            call.caller.say(voices.caller("closed_holiday"));
            call.agent.say(voices.agent("all_busy"));
            call.says(call.third, voices.third("number_wrong"));
            call.pass(Duration.ofSeconds(2));
            return List.of(call.recorded(
                    "three-way",
                    "The recording of three: the caller left, the agent and a colleague with a higher voice right. From "
                            + from + " s all speak at once, and nobody is cut off."));
        }
    }

    private List<Take> supervised() throws IOException {
        try (Stage call = new Stage("supervised")) {
            MediaMix mix = call.engine.mix(call.caller);
            call.caller.leg().mix(mix, MixPart.FULL);
            call.agent.leg().mix(mix, MixPart.FULL);
            call.third.leg().mix(mix, MixPart.LISTENING);
            call.records(call.agent, call.third);
            call.says(call.agent, voices.agent("order_number"));
            call.says(call.third, voices.third("welcome")); // heard by nobody
            String whisper = call.clock();
            call.third.leg().mix(mix, new MixPart(new MixPart.Voice.ToOne(call.agent.leg())));
            call.says(call.third, voices.third("number_wrong"));
            String barge = call.clock();
            call.third.leg().mix(mix, MixPart.FULL);
            call.says(call.third, voices.third("need_help"));
            call.says(call.caller, voices.caller("goodbye"));
            return List.of(
                    call.recorded(
                            "supervised",
                            "The recording: the supervisor, with the higher voice, listens first and whispers to the agent from "
                                    + whisper + " s: neither is in it. From " + barge + " s all hear them: right."),
                    call.heard(
                            "supervised-heard",
                            call.caller,
                            call.agent,
                            "What the phones hear of the same call, the caller's left, the agent's right: the whisper is on the right alone."));
        }
    }
}
