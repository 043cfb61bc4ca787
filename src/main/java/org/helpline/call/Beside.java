package org.helpline.call;

import org.helpline.core.Loop;
import org.helpline.media.MediaLeg;

/** Where a caller is, so that somebody who talks in a call on another loop can be brought to them: {@link Calls#bring}. Any thread. */
public final class Beside {

    final Loop home;
    final MediaLeg sound;

    Beside(Loop home, MediaLeg sound) {
        this.home = home;
        this.sound = sound;
    }
}
