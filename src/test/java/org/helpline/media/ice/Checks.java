package org.helpline.media.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.helpline.sdp.DtlsTerms;

/** Connectivity checks as a browser makes them. */
public final class Checks {

    private static final int CONTROLLING = 0x802A;
    private final Random random = new Random(8445);
    private final String user;
    private final StunKey key;

    /** Of the peer of {@code terms}' side. */
    public Checks(DtlsTerms terms) {
        this(terms.ours().ufrag() + ":" + terms.theirs().ufrag(), terms.ours().pwd());
    }

    public Checks(String user, String password) {
        this.user = user;
        key = new StunKey(password);
    }

    /** One that says whether its address is to be used. */
    public byte[] check(boolean use) {
        return check(CONTROLLING, use, 0);
    }

    /** One of a peer that thinks that we control. */
    byte[] controlled() {
        return check(StunReader.ICE_CONTROLLED, false, 0);
    }

    /** One with an attribute that nobody knows. */
    byte[] unknown(int type) {
        return check(CONTROLLING, false, type);
    }

    private byte[] check(int role, boolean use, int unknown) {
        byte[] bytes = new byte[200];
        ByteBuffer m = ByteBuffer.wrap(bytes);
        m.putShort((short) StunReader.BINDING_REQUEST).putShort((short) 0).putInt(StunReader.COOKIE);
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        m.put(transaction);
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        m.putShort((short) StunReader.USERNAME).putShort((short) name.length).put(name);
        m.position((m.position() + 3) & ~3);
        m.putShort((short) role).putShort((short) 8).putLong(random.nextLong());
        if (use) {
            m.putShort((short) StunReader.USE_CANDIDATE).putShort((short) 0);
        }
        if (unknown != 0) {
            m.putShort((short) unknown).putShort((short) 0);
        }
        m.putShort((short) StunReader.PRIORITY).putShort((short) 4).putInt(1);
        int at = m.position();
        m.putShort((short) StunReader.MESSAGE_INTEGRITY).putShort((short) StunReader.MAC);
        m.put(key.code(bytes, at));
        int last = m.position();
        m.putShort(2, (short) (last + 8 - StunReader.HEADER));
        m.putShort((short) StunReader.FINGERPRINT).putShort((short) 4).putInt(StunReader.fingerprint(bytes, last));
        return java.util.Arrays.copyOf(bytes, m.position());
    }
}
