package org.helpline.acd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.helpline.config.AcdSettings;

/**
 * Writes the ACD's log as lines of text. The ACD's loop only leaves here what it took and told, which are immutable; another thread
 * makes texts of it. Callers' numbers become {@code caller 1}, {@code caller 2}: the same for the same number within one run, and
 * nothing leads back.
 */
public final class AcdScribe implements AcdLog {

    private record Note(Logged logged, List<AcdEvent> told) {}

    private final ConcurrentLinkedQueue<Note> notes = new ConcurrentLinkedQueue<>();
    private final Map<String, String> standIns = new HashMap<>();
    private final RecordText texts =
            new RecordText(number -> standIns.computeIfAbsent(number, _ -> "caller " + (standIns.size() + 1)));
    private Fingerprint decisions = new Fingerprint();

    @Override
    public void began(AcdSettings settings, long seed, Instant at, long nanos, Answers answers) {
        notes.add(new Note(new Logged.Began(settings, seed, at, nanos, answers), List.of()));
    }

    @Override
    public void took(Taken t, List<AcdEvent> told) {
        notes.add(new Note(new Logged.Took(t.number(), t.at(), t.nanos(), t.input(), t.answers(), ""), told));
    }

    /** The next lines, at most so many; one thread at a time. */
    public List<String> take(int most) {
        List<String> lines = new ArrayList<>();
        for (Note note = notes.poll(); note != null; note = lines.size() < most ? notes.poll() : null) {
            lines.add(texts.write((Record) signed(note)));
        }
        return lines;
    }

    private Logged signed(Note note) {
        return switch (note.logged) {
            case Logged.Began began -> {
                decisions = new Fingerprint();
                yield began;
            }
            case Logged.Took t ->
                new Logged.Took(t.number(), t.at(), t.nanos(), t.input(), t.answers(), decisions.add(note.told, texts));
        };
    }
}
