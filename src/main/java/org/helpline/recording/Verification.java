package org.helpline.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Whether a recording on the disk is what was written. Any thread; blocks. */
final class Verification {

    private static final int BLOCK = 65_536;

    private Verification() {}

    static Optional<String> fault(Recordings recordings, Recording recording) {
        if (!recording.isKept()) {
            return Optional.of("its file has not been made yet");
        }
        try {
            if (!hashOfFile(recordings, recording).equals(recording.what().stored())) {
                return Optional.of("its file was changed after it was written: its SHA-256 is another");
            }
            return hashOfSound(recordings, recording).equals(recording.what().plain())
                    ? Optional.empty()
                    : Optional.of("what is in the file is not what was written: its SHA-256 is another");
        } catch (NoSuchFileException gone) {
            return Optional.of("its file is gone");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String hashOfFile(Recordings recordings, Recording recording) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream file = Files.newInputStream(recordings.file(recording))) {
            byte[] block = new byte[BLOCK];
            for (int read = file.read(block); read >= 0; read = file.read(block)) {
                digest.update(block, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hashOfSound(Recordings recordings, Recording recording) throws IOException {
        MessageDigest digest = sha256();
        try (FileSource sound = recordings.open(recording)) {
            for (long at = 0; at < sound.size(); at += BLOCK) {
                digest.update(sound.read(at, BLOCK));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
