package org.helpline.media;

/**
 * Where 2 to {@link #MOST} legs hear each other, each all the others: {@link MediaLeg#mix}. They are all on one media loop. Nothing has to be closed: a
 * mix without members is nothing. Any thread.
 */
public interface MediaMix {

    /** Who comes when so many are there is not taken in, which is logged. */
    int MOST = 32;
}
