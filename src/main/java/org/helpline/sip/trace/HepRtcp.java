package org.helpline.sip.trace;

import java.util.Locale;
import org.helpline.core.SoundReport;

/** One side's report of RTCP as JSON, in the words that collectors for Homer read (protocol type 5): those of the fields of RFC 3550 §6.4. */
final class HepRtcp {

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final long UNSIGNED = 0xffffffffL;

    private HepRtcp() {}

    static String of(SoundReport.Block b) {
        return String.format(
                Locale.ROOT,
                "{\"sender_information\":{\"ntp_timestamp_sec\":%d,\"ntp_timestamp_usec\":%d,\"rtp_timestamp\":%d,"
                        + "\"packets\":%d,\"octets\":%d},\"ssrc\":%d,\"type\":%d,\"report_count\":1,"
                        + "\"report_blocks\":[{\"source_ssrc\":%d,\"highest_seq_no\":%d,\"fraction_lost\":%d,"
                        + "\"ia_jitter\":%d,\"packets_lost\":%d,\"lsr\":%d,\"dlsr\":%d}]}",
                b.ntp() >>> 32,
                b.ntp() & UNSIGNED,
                b.rtpTimestamp() & UNSIGNED,
                b.packets(),
                b.octets(),
                b.ssrc() & UNSIGNED,
                b.ntp() == 0 ? RECEIVER_REPORT : SENDER_REPORT,
                b.about() & UNSIGNED,
                b.highest() & UNSIGNED,
                b.fractionLost(),
                b.jitter() & UNSIGNED,
                Math.max(0, b.lost()), // collectors read no negative numbers there
                b.lastReport() & UNSIGNED,
                b.sinceLastReport() & UNSIGNED);
    }
}
