package org.helpline.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.helpline.call.Sounds;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;

/** What people say in the demonstration: one speaker's files, higher or lower for each of them. At 8 kHz. */
public final class Voices {

    private static final double CALLER = 0.84;
    private static final double AGENT = 1;
    private static final double THIRD = 1.19;
    private static final int SHORTEST = 2_000;

    private final Map<String, Sounds.Sound> sounds;

    private Voices(Map<String, Sounds.Sound> sounds) {
        this.sounds = sounds;
    }

    /**
     * Reads the WAV files of a folder. Blocks.
     *
     * @throws IOException if there is none of a quarter of a second or more, or the folder cannot be read
     */
    public static Voices of(Path folder) throws IOException {
        Map<String, Sounds.Sound> sounds = new TreeMap<>();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.filter(f -> f.toString().endsWith(".wav")).toList()) {
                if (Sounds.load(file) instanceof Sounds.Sound s && s.samples() >= SHORTEST) {
                    String name = String.valueOf(file.getFileName());
                    sounds.put(name.substring(0, name.length() - ".wav".length()), s);
                }
            }
        }
        if (sounds.isEmpty()) {
            throw new IOException("there is no speech in " + folder + ": WAV files are needed");
        }
        return new Voices(sounds);
    }

    /** The sound of this name, or another one where there is none. */
    Sounds.Sound sound(String name) {
        Sounds.Sound own = sounds.get(name);
        List<Sounds.Sound> all = List.copyOf(sounds.values());
        return own != null ? own : all.get(Math.floorMod(name.hashCode(), all.size()));
    }

    short[] caller(String name) {
        return voice(name, CALLER);
    }

    short[] agent(String name) {
        return voice(name, AGENT);
    }

    /** A colleague's, or a supervisor's. */
    short[] third(String name) {
        return voice(name, THIRD);
    }

    private short[] voice(String name, double pitch) {
        byte[] coded = sound(name).audio().encoded(AudioCodec.PCMA);
        short[] pcm = new short[(int) ((coded.length - 1) / pitch)];
        for (int i = 0; i < pcm.length; i++) {
            int at = (int) (i * pitch);
            double part = i * pitch - at;
            short before = G711.decode(AudioCodec.PCMA, coded[at]);
            short after = G711.decode(AudioCodec.PCMA, coded[at + 1]);
            pcm[i] = (short) Math.round(before + part * (after - before));
        }
        return pcm;
    }
}
