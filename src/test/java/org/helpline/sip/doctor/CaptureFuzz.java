package org.helpline.sip.doctor;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Any file as a capture: read as far as it makes sense, or refused. */
public final class CaptureFuzz {

    private CaptureFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Doctor.examine(CaptureReader.read(new ByteArrayInputStream(data)));
        } catch (IOException e) {
            return; // no capture
        }
    }
}
