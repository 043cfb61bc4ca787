package org.helpline.sip.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.helpline.sip.trace.Seen;

/** Addresses as rules look at them. */
final class Places {

    private Places() {}

    /** The address that a text is, which never is looked up; empty for a name. */
    static Optional<InetAddress> literal(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a text is an address that the internet does not carry. */
    static boolean isPrivate(String text) {
        return literal(text).filter(CaptureReader::isPrivate).isPresent();
    }

    /** Whether a message crossed the internet: one end of its way has a public address. */
    static boolean isPublicWay(Seen message) {
        return isPublic(message.from()) || isPublic(message.to());
    }

    static boolean isPublic(InetSocketAddress address) {
        InetAddress a = address.getAddress();
        return !CaptureReader.isPrivate(a) && !a.isLoopbackAddress();
    }

    /** Whether a text is that address. */
    static boolean is(String text, InetSocketAddress address) {
        return literal(text).filter(address.getAddress()::equals).isPresent();
    }

    static String words(InetSocketAddress address) {
        return Seen.words(address);
    }

    static String host(InetSocketAddress address) {
        return address.getAddress().getHostAddress();
    }
}
