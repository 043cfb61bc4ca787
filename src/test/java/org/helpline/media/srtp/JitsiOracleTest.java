package org.helpline.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpSuite;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets of any shape between this code and jitsi-srtp, both ways: with loss, disorder, roll-over of the counter, repetition and forgery. */
class JitsiOracleTest {

    private static final long SEED = 3711;
    private static final int PACKETS = 3_000;

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void theyOpenWhatWeSeal(SrtpSuite suite) throws Exception {
        for (int start : new int[] {0, 1, 32_767, 32_768, 65_534, 65_535}) {
            SrtpKey key = SrtpKey.fresh(suite, random);
            SrtpSender ours = new SrtpSender(key, new Space());
            SrtpCryptoContext theirs = factory(key, false).deriveContext(99, 0);
            for (int i = 0; i < PACKETS; i++) {
                byte[] plain = packet(99, start + i);
                if (random.nextInt(10) > 0) { // the rest is lost
                    Buffer wire = Buffer.of(seal(ours, plain));
                    assertThat(theirs.reverseTransformPacket(wire, false))
                            .as("packet %s", i)
                            .isEqualTo(SrtpErrorStatus.OK);
                    assertThat(wire.bytes()).isEqualTo(plain);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void weOpenWhatTheySealInAnyOrderAndOnce(SrtpSuite suite) throws Exception {
        for (int start : new int[] {0, 1, 32_767, 32_768, 64_000, 65_535}) {
            SrtpKey key = SrtpKey.fresh(suite, random);
            SrtpReceiver ours = new SrtpReceiver(key, new Space());
            SrtpCryptoContext theirs = factory(key, true).deriveContext(99, 0);
            List<Sent> all = new ArrayList<>();
            for (int i = 0; i < PACKETS; i++) {
                byte[] plain = packet(99, start + i);
                Buffer wire = Buffer.of(plain);
                assertThat(theirs.transformPacket(wire)).isEqualTo(SrtpErrorStatus.OK);
                all.add(new Sent(i, plain, wire.bytes()));
            }
            List<Sent> arriving = disordered(all);
            Set<Integer> heard = new HashSet<>();
            for (Sent one : arriving) {
                byte[] forged = one.wire().clone();
                forged[random.nextInt(forged.length)] ^= (byte) (1 << random.nextInt(8));
                assertThat(open(ours, forged)).isNull(); // and changes nothing for those that follow
                assertThat(open(ours, one.wire())).as("packet %s", one.number()).isEqualTo(one.plain());
                assertThat(open(ours, one.wire())).isNull();
                heard.add(one.number());
            }
            assertThat(heard).hasSizeGreaterThan(PACKETS / 2);
        }
    }

    /** Lost here and there, in another order within 30 packets; the first stays first, as it fixes the roll-over. */
    private List<Sent> disordered(List<Sent> all) {
        List<Sent> arriving = new ArrayList<>(all.subList(0, 1));
        for (int i = 1; i < all.size(); i += 30) {
            List<Sent> some = new ArrayList<>(all.subList(i, Math.min(i + 30, all.size())));
            Collections.shuffle(some, random);
            some.removeIf(s -> random.nextInt(5) == 0);
            arriving.addAll(some);
        }
        return arriving;
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void reportsPassBothWays(SrtpSuite suite) throws Exception {
        SrtpKey key = SrtpKey.fresh(suite, random);
        SrtpSender sender = new SrtpSender(key, new Space());
        SrtpReceiver receiver = new SrtpReceiver(key, new Space());
        SrtcpCryptoContext sealing = factory(key, true).deriveControlContext(99);
        SrtcpCryptoContext opening = factory(key, false).deriveControlContext(99);
        for (int i = 0; i < 200; i++) {
            byte[] plain = report(99);
            ByteBuffer out = ByteBuffer.allocateDirect(Space.MOST);
            out.put(0, plain);
            int end = sender.sealRtcp(out, plain.length);
            Buffer wire = Buffer.of(bytes(out, end));
            assertThat(opening.reverseTransformPacket(wire)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(wire.bytes()).isEqualTo(plain);

            Buffer theirs = Buffer.of(plain);
            assertThat(sealing.transformPacket(theirs)).isEqualTo(SrtpErrorStatus.OK);
            ByteBuffer in = ByteBuffer.allocateDirect(Space.MOST);
            in.put(0, theirs.bytes());
            assertThat(receiver.openRtcp(in, theirs.getLength())).isEqualTo(plain.length);
            assertThat(bytes(in, plain.length)).isEqualTo(plain);
            in.put(0, theirs.bytes());
            assertThat(receiver.openRtcp(in, theirs.getLength())).isEqualTo(SrtpReceiver.REPLAYED);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sent(int number, byte[] plain, byte[] wire) {}

    private byte[] packet(int ssrc, int number) {
        int sources = random.nextInt(4) == 0 ? random.nextInt(16) : 0;
        boolean extended = random.nextInt(4) == 0;
        int words = extended ? random.nextInt(5) : 0;
        int header = 12 + 4 * sources + (extended ? 4 + 4 * words : 0);
        byte[] packet = new byte[header + random.nextInt(200)];
        random.nextBytes(packet);
        packet[0] = (byte) (0x80 | (extended ? 0x10 : 0) | sources);
        packet[1] = 0;
        packet[2] = (byte) (number >>> 8);
        packet[3] = (byte) number;
        Bytes.putInt(packet, 8, ssrc);
        if (extended) {
            packet[12 + 4 * sources + 2] = 0;
            packet[12 + 4 * sources + 3] = (byte) words;
        }
        return packet;
    }

    private byte[] report(int ssrc) {
        byte[] report = new byte[8 + 4 * random.nextInt(30)];
        random.nextBytes(report);
        report[0] = (byte) 0x80;
        report[1] = (byte) 201;
        Bytes.putInt(report, 4, ssrc);
        return report;
    }

    private static byte[] seal(SrtpSender sender, byte[] plain) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Space.MOST);
        buffer.put(20, plain); // a relayed packet does not begin at 0
        int end = sender.sealRtp(buffer, 20, 20 + plain.length);
        byte[] wire = new byte[end - 20];
        buffer.get(20, wire);
        return wire;
    }

    private static byte @org.jspecify.annotations.Nullable [] open(SrtpReceiver receiver, byte[] wire) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Space.MOST);
        buffer.put(0, wire);
        int length = receiver.openRtp(buffer, wire.length);
        return length < 0 ? null : bytes(buffer, length);
    }

    private static byte[] bytes(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.clear().get(0, bytes);
        return bytes;
    }

    private static SrtpContextFactory factory(SrtpKey key, boolean sender) {
        boolean gcm = key.suite().isGcm();
        SrtpPolicy rtp = policy(gcm, key.suite().saltBytes(), key.suite().tagBytes());
        SrtpPolicy rtcp = policy(gcm, key.suite().saltBytes(), key.suite().rtcpTagBytes());
        return new SrtpContextFactory(sender, key.master(), key.salt(), rtp, rtcp, new LoggerImpl("oracle"));
    }

    private static SrtpPolicy policy(boolean gcm, int salt, int tag) {
        return gcm
                ? new SrtpPolicy(SrtpPolicy.AESGCM_ENCRYPTION, 16, SrtpPolicy.NULL_AUTHENTICATION, 0, 16, salt)
                : new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, tag, salt);
    }

    /** A packet as jitsi-srtp works on it. */
    private static final class Buffer implements ByteArrayBuffer {
        private byte[] bytes;
        private int offset;
        private int length;

        private Buffer(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        static Buffer of(byte[] packet) {
            return new Buffer(Arrays.copyOf(packet, packet.length + 64), packet.length);
        }

        byte[] bytes() {
            return Arrays.copyOfRange(bytes, offset, offset + length);
        }

        @Override
        public byte[] getBuffer() {
            return bytes;
        }

        @Override
        public int getOffset() {
            return offset;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int other) {
            length = other;
        }

        @Override
        public void setOffset(int other) {
            offset = other;
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int from, int count, byte[] to) {
            System.arraycopy(bytes, offset + from, to, 0, count);
        }

        @Override
        public void grow(int more) {
            bytes = Arrays.copyOf(bytes, bytes.length + more);
        }

        @Override
        public void append(byte[] more, int count) {
            grow(count);
            System.arraycopy(more, 0, bytes, offset + length, count);
            length += count;
        }

        @Override
        public void shrink(int fewer) {
            length -= fewer;
        }
    }
}
