package org.helpline.sip.doctor;

/** Captures of the corpus for tests of other rooms. */
public final class Captures {

    private Captures() {}

    /** The capture of that name as a pcapng file. */
    public static byte[] file(String name) {
        Scene scene = new Scene();
        Corpus.all().get(name).accept(scene);
        return scene.file(CaptureWriter.Kind.PCAPNG_ETHERNET);
    }
}
