package org.helpline.sip.doctor;

import java.util.Optional;

/** Captures of the corpus for tests of other rooms. */
public final class Captures {

    private Captures() {}

    /** The capture of that name as a pcapng file. */
    public static byte[] file(String name) {
        Scene scene = new Scene();
        Optional.ofNullable(Corpus.all().get(name)).orElseThrow().accept(scene);
        return scene.file(CaptureWriter.Kind.PCAPNG_ETHERNET);
    }
}
