package org.helpline.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.media.dtls.DtlsAssociation.Outcome;
import org.helpline.media.dtls.DtlsAssociations;
import org.helpline.media.rtp.Arrivals;
import org.helpline.media.rtp.PortPair;
import org.helpline.sdp.DtlsTerms;
import org.jspecify.annotations.Nullable;

/** The ports of one leg: two for a phone, one for all with a browser. Those who read and send sound need not know which. One media loop. */
final class LegPorts implements PortPair {

    /** Packets beside sound that are dealt with at one tick: a flood of them costs the other legs little, and the sound among it comes through. */
    private static final int MOST_ASIDE = 128;

    private final MediaLoop loop;
    private final PortPair ports;
    private final DtlsAssociations associations;
    private final Consumer<Outcome> told;
    private @Nullable WebSide web;
    private int left = MOST_ASIDE;
    private boolean crowded;

    LegPorts(MediaLoop loop, PortPair ports, DtlsAssociations associations, Consumer<Outcome> told) {
        this.loop = loop;
        this.ports = ports;
        this.associations = associations;
        this.told = told;
    }

    /** From now on with a browser, or not any more. */
    void agreed(Optional<DtlsTerms> terms) {
        WebSide now = web;
        if (terms.isEmpty()) {
            endWeb();
        } else if (now != null) {
            now.agreed(terms.get());
        } else {
            web = new WebSide(loop, ports, associations, told, terms.get());
        }
    }

    private void endWeb() {
        if (web != null) {
            web.close();
            web = null;
        }
    }

    /** Whether the next packet should not wait: a handshake goes on, or there is much to drop. */
    boolean isUrgent() {
        return web != null && (crowded || web.isBeginning());
    }

    /** Where a browser has shown itself to be; null: nowhere yet, or it is none. */
    @Nullable
    InetSocketAddress browser() {
        return web == null ? null : web.peer();
    }

    /** For how long a browser has not been heard of, once that is too long; zero else. */
    Duration gone(long now) {
        return web != null && web.isGone(now) ? web.silence(now) : Duration.ZERO;
    }

    @Override
    public InetSocketAddress local() {
        return ports.local();
    }

    @Override
    public @Nullable InetSocketAddress receiveRtp(ByteBuffer packet) {
        WebSide browser = web;
        if (browser == null) {
            return ports.receiveRtp(packet);
        }
        for (; left > 0; left--) {
            InetSocketAddress source = ports.receiveRtp(packet.clear());
            if (source == null) {
                return ended(false);
            }
            if (browser.isRtp(packet, packet.position(), source)) {
                return browser.peer();
            }
        }
        return ended(true);
    }

    private @Nullable InetSocketAddress ended(boolean more) {
        left = MOST_ASIDE;
        crowded = more;
        return null;
    }

    @Override
    public @Nullable InetSocketAddress receiveRtcp(ByteBuffer packet) {
        return web == null ? ports.receiveRtcp(packet) : web.report(packet);
    }

    @Override
    public boolean sendRtp(ByteBuffer packet, InetSocketAddress to) {
        return ports.sendRtp(loop.departures, packet, to);
    }

    @Override
    public boolean sendRtcp(ByteBuffer packet, InetSocketAddress to) {
        if (web == null) {
            return ports.sendRtcp(packet, to);
        }
        InetSocketAddress browser = web.peer();
        return browser != null && ports.sendRtp(packet, browser);
    }

    /** {@inheritDoc} A browser is always asked: its checks come whether it speaks or not. */
    @Override
    public boolean tellOnce(Arrivals arrivals, Runnable whom) {
        return web == null && ports.tellOnce(arrivals, whom);
    }

    @Override
    public void close() {
        endWeb();
        loop.leave(); // what this port still has to send
        ports.close();
    }
}
