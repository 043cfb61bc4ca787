package org.helpline.acd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /** The ACD's loop only: the hour of its beginning, or of the checkpoint after which no other was asked for. */
    private Instant hour = Instant.MIN;

    private final ConcurrentLinkedQueue<Note> notes = new ConcurrentLinkedQueue<>();
    private final Map<String, String> standIns = new HashMap<>();
    private final RecordText texts =
            new RecordText(number -> standIns.computeIfAbsent(number, _ -> "caller " + (standIns.size() + 1)));
    private Fingerprint decisions = new Fingerprint();

    @Override
    public void began(AcdSettings settings, long seed, Instant at, long nanos, Answers answers) {
        hour = hour(at);
        notes.add(new Note(new Logged.Began(settings, seed, at, nanos, answers), List.of()));
    }

    @Override
    public void took(Taken t, List<AcdEvent> told) {
        notes.add(new Note(new Logged.Took(t.number(), t.at(), t.nanos(), t.input(), t.answers(), ""), told));
    }

    /** Once in each hour of which there is an input: so a day begins at most an hour after one, and a log that stands still grows by nothing. */
    @Override
    public boolean wantsCheckpoint(Instant at) {
        return !hour(at).equals(hour);
    }

    @Override
    public void stood(Standing s) {
        hour = hour(s.at());
        notes.add(new Note(new Logged.Stood(s.number(), s.at(), s.nanos(), s.hours(), "", s.checkpoint()), List.of()));
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    /** Whether a line that was taken is one from which a replay can begin, without those before it. */
    public static boolean isCheckpoint(String line) {
        return Logged.isCheckpoint(line);
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
            case Logged.Stood s ->
                new Logged.Stood(s.number(), s.at(), s.nanos(), s.hours(), decisions.whole(), s.checkpoint());
            case Logged.Took t ->
                new Logged.Took(t.number(), t.at(), t.nanos(), t.input(), t.answers(), decisions.add(note.told, texts));
        };
    }
}
