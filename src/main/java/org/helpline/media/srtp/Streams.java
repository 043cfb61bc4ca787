package org.helpline.media.srtp;

import org.jspecify.annotations.Nullable;

/** The streams that one key protects, by SSRC: the few that came last. One thread. */
final class Streams {

    private static final int MOST = 8;

    private final int[] ssrcs = new int[MOST];
    private final @Nullable PacketIndex[] places = new PacketIndex[MOST];
    private int used;

    /** Where the stream stands; null if it has sent nothing genuine yet. Asked for every packet, so no Optional. */
    @Nullable
    PacketIndex find(int ssrc) {
        for (int i = 0; i < used; i++) {
            if (ssrcs[i] == ssrc) {
                return toFront(i);
            }
        }
        return null;
    }

    /** A place for a stream whose first packet is genuine: that of the one that was silent longest, if there are too many. */
    PacketIndex begin(int ssrc) {
        int at = used < MOST ? used++ : MOST - 1;
        PacketIndex place = places[at];
        if (place == null) {
            place = new PacketIndex();
            places[at] = place;
        }
        place.clear();
        ssrcs[at] = ssrc;
        toFront(at);
        return place;
    }

    private @Nullable PacketIndex toFront(int at) {
        PacketIndex place = places[at];
        int ssrc = ssrcs[at];
        for (int i = at; i > 0; i--) {
            places[i] = places[i - 1];
            ssrcs[i] = ssrcs[i - 1];
        }
        places[0] = place;
        ssrcs[0] = ssrc;
        return place;
    }
}
