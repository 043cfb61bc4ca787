package org.helpline.sip.transport;

/** Finds the path to a destination, as one loop sees it. Confined to that loop. */
@FunctionalInterface
public interface Flows {

    /**
     * The flow to {@code to}: the one it names, a socket of ours of the right family, or a TCP connection, opened now if there is
     * none. A connection that fails is told by {@link Flow#onClose}. A flow that is closed already is answered as it is.
     */
    Flow to(Destination to);

    /** What was learnt of our own address; shared by all loops. */
    default OuterAddress outer() {
        return OuterAddress.none();
    }

    /** Which calls live elsewhere than their Call-IDs say; shared by all loops. */
    default CallPlaces places() {
        throw new IllegalStateException("these flows share no places");
    }
}
