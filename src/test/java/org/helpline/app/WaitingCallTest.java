package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a waiting caller hears, packet by packet: a whole server over SIP and RTP. Each sound is a noise of its own, so that each packet tells its place. */
class WaitingCallTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final int RATE = 8_000;
    private static final int FRAME = 160;
    private static final int MOST_CALLS = 12;

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start: {queue: support}
            queues:
              support:
                music: noise
                say: [short]
                keys:
                  1: [{callback: support, wait: 1s, silence: [next], wrong: [next]}, {queue: support}]
                  3: {say: short}
                  4: {queue: billing}
              billing: {music: noise, say: [long]}
            """;

    private static final List<String> WORDS = List.of(
            "short", "callback_number", "callback_confirm", "callback_promise", "callback_there", "callback_refused");

    @TempDir
    private Path folder;

    private Starting starting;
    private Assembly.Running running;
    private final Map<String, Map<ByteBuffer, Integer>> places = new HashMap<>();

    /** A packet's place in a sound, in samples. */
    private record Heard(String sound, int at) {}

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("waiting"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        StringBuilder prompts = new StringBuilder("long: Words.\n");
        WORDS.forEach(w -> prompts.append(w).append(": Words.\n"));
        Files.writeString(script.resolve("prompts.yaml"), prompts);
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        int seed = 1;
        for (String word : WORDS) {
            sound(recordings.resolve(word + ".wav"), word, seed++, 480); // milliseconds
        }
        sound(recordings.resolve("long.wav"), "long", seed++, 20_000);
        sound(Files.createDirectories(starting.scripts().resolve("music")).resolve("noise.wav"), "music", seed, 40_000);
        running = starting.mustStart(
                "numbers.100=waiting",
                "callbacks.allow=+90*",
                "agents.anna.phone-secret=annas-own-secret",
                "agents.anna.queues=billing",
                "queues.billing.wrap-up=0");
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private void sound(Path file, String name, int seed, int millis) throws IOException {
        Random random = new Random(seed);
        short[] pcm = new short[RATE / 1_000 * millis];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (random.nextInt(16_000) - 8_000);
        }
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + 2 * pcm.length);
        wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(2 * RATE)
                .putShort((short) 2);
        wav.putShort((short) 16)
                .put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(2 * pcm.length);
        for (short sample : pcm) {
            wav.putShort(sample);
        }
        Files.write(file, wav.array());
        byte[] encoded = G711.encode(AudioCodec.PCMU, pcm);
        Map<ByteBuffer, Integer> frames = places.computeIfAbsent(name, _ -> new HashMap<>());
        for (int at = 0; at + FRAME <= encoded.length; at += FRAME) {
            frames.put(ByteBuffer.wrap(encoded, at, FRAME).slice(), at);
        }
    }

    private List<Heard> hears(SpeakingPhone phone, int millis) throws IOException {
        List<Heard> heard = new ArrayList<>();
        for (byte[] packet : phone.hear(millis)) {
            places.forEach((sound, frames) -> {
                Integer at = frames.get(ByteBuffer.wrap(packet));
                if (at != null) {
                    heard.add(new Heard(sound, at));
                }
            });
        }
        return heard;
    }

    /** Adds what is heard until this is among it. */
    private void hearsUntil(SpeakingPhone phone, List<Heard> all, String sound) throws IOException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += 100) {
            List<Heard> next = hears(phone, 100);
            all.addAll(next);
            if (count(next, sound) > 0) {
                return;
            }
        }
        throw new AssertionError("no " + sound + " is heard");
    }

    private static long count(List<Heard> heard, String sound) {
        return heard.stream().filter(h -> h.sound().equals(sound)).count();
    }

    private InetSocketAddress sip() {
        return running.server().edge().listening().getFirst().address();
    }

    private void anna(Command command) {
        running.server()
                .hallway()
                .desk()
                .command(new AgentId("anna"), command)
                .toCompletableFuture()
                .join();
    }

    @Test
    void musicGoesOnWhereItStoppedAfterAnAnnouncementTheCallBackQuestionInTheNextQueueAndOnHold() throws Exception {
        try (SpeakingPhone phone = new SpeakingPhone(sip().getPort(), AudioCodec.PCMU);
                StagePhone anna = new StagePhone("anna", sip())) {
            anna.register("annas-own-secret");
            List<Heard> all = new ArrayList<>();
            phone.call("100");
            hearsUntil(phone, all, "short");
            hearsUntil(phone, all, "music");
            phone.press('3');
            hearsUntil(phone, all, "short");
            hearsUntil(phone, all, "music");
            phone.press('1');
            hearsUntil(phone, all, "callback_confirm");
            hearsUntil(phone, all, "music"); // nobody has answered the question: back in the queue
            phone.press('4');
            hearsUntil(phone, all, "long");
            anna(new Command.LogIn());
            anna(new Command.Ready());
            assertThat(anna.awaitRing(PATIENCE_MILLIS)).isTrue();
            anna.answer();
            starting.storyWith("hear each other");
            all.addAll(hears(phone, 100));
            anna(new Command.Hold());
            hearsUntil(phone, all, "music");
            List<Integer> music = all.stream()
                    .filter(h -> h.sound().equals("music"))
                    .map(Heard::at)
                    .toList();
            for (int i = 0; i < music.size(); i++) {
                assertThat(music.get(i)).as("packet %d of the music", i).isEqualTo(i * FRAME);
            }
        }
    }

    /**
     * The last packet of an announcement comes at most 40 ms after the agent's 200 OK. On a machine that stalls for a moment a call may
     * have more, so the best of some calls counts: were the announcement cut late on purpose, none would have so few.
     */
    @Test
    void anAnnouncementIsCutAtOnceWhenTheAgentAnswers() throws Exception {
        try (StagePhone anna = new StagePhone("anna", sip())) {
            anna.register("annas-own-secret");
            anna(new Command.LogIn());
            anna(new Command.Ready());
            long best = Long.MAX_VALUE;
            for (int i = 0; i < MOST_CALLS && best > 2; i++) {
                try (SpeakingPhone phone = new SpeakingPhone(sip().getPort(), AudioCodec.PCMU)) {
                    phone.call("100").press('4');
                    assertThat(anna.awaitRing(PATIENCE_MILLIS)).isTrue();
                    assertThat(count(hears(phone, 200), "long")).as("it plays").isPositive();
                    anna.answer();
                    best = Math.min(best, count(hears(phone, 400), "long"));
                    assertThat(count(hears(phone, 200), "long"))
                            .as("it is over")
                            .isZero();
                    phone.hangUp();
                }
                anna.awaitHangUp(PATIENCE_MILLIS);
            }
            assertThat(best).as("packets after the 200 OK").isLessThanOrEqualTo(2);
        }
    }
}
