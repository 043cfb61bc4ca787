package org.helpline.call;

/** Session descriptions of a phone at 192.0.2.50. */
public final class Sdp {

    private Sdp() {}

    /** PCMU and PCMA with telephone-event, both ways. */
    public static String audio(int port) {
        return audio(port, "0 8 101", "sendrecv");
    }

    /** {@code formats} as in the media line; {@code direction} an attribute. */
    public static String audio(int port, String formats, String direction) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.50\r\ns=-\r\nc=IN IP4 192.0.2.50\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP " + formats + "\r\na=rtpmap:101 telephone-event/8000\r\na=" + direction + "\r\n";
    }

    /** Where the sound is to be sent. */
    static int port(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("m=audio "))
                .mapToInt(line -> Integer.parseInt(line.substring(8, line.indexOf(' ', 8))))
                .findFirst()
                .orElseThrow();
    }
}
