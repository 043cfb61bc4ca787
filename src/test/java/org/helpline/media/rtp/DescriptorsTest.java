package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The numbers of sockets, on Linux, where they are asked for. */
class DescriptorsTest {

    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private final List<DatagramChannel> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (DatagramChannel channel : open) {
            channel.close();
        }
    }

    private InetSocketAddress opened() throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        open.add(channel);
        return (InetSocketAddress) channel.bind(new InetSocketAddress(LOCAL, 0)).getLocalAddress();
    }

    @Test
    void eachSocketHasItsOwn() throws Exception {
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            int expected = Descriptors.expected();
            numbers.add(Descriptors.of(opened(), false, expected).orElseThrow());
        }
        assertThat(numbers).hasSize(100);
    }

    @Test
    void whereverItIs() throws Exception {
        int expected = Descriptors.expected();
        InetSocketAddress first = opened();
        OptionalInt number = Descriptors.of(first, false, expected);
        assertThat(number).isPresent();
        for (int i = 0; i < 100; i++) {
            opened();
        }
        int far = Descriptors.expected();
        assertThat(Descriptors.of(first, false, far)).isEqualTo(number);
        assertThat(Descriptors.of(first, false, 1_000_000)).isEqualTo(number);
    }

    private static boolean binds(ServerSocketChannel stream, InetSocketAddress where) throws IOException {
        try {
            stream.bind(where);
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    @Test
    void aClosedOneHasNoneAndAServerOfStreamsAtThatPortIsAnother() throws Exception {
        InetSocketAddress where = opened();
        try (ServerSocketChannel stream = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            for (boolean bound = false; !bound; ) {
                bound = binds(stream, where);
                where = bound ? where : opened(); // that port was somebody's
            }
            open.getLast().close();
            assertThat(Descriptors.of(where, false, Descriptors.expected())).isEmpty();
        }
    }
}
