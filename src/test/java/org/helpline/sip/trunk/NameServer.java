package org.helpline.sip.trunk;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A real name server of a few lines, UDP and TCP on one loopback port, whose manners a test chooses. */
public final class NameServer implements AutoCloseable {

    /** How it treats questions. */
    public enum Manner {
        ANSWER,
        /** By UDP nothing but "cut off", by TCP all of it. */
        CUT,
        SERVFAIL,
        SILENT,
        /** Each alias in an answer of its own. */
        ONE_BY_ONE
    }

    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Manner manner = Manner.ANSWER;

    private NameServer(ServerSocket tcp, DatagramSocket udp) {
        this.tcp = tcp;
        this.udp = udp;
    }

    /** Opens it. */
    public static NameServer start() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        while (true) {
            ServerSocket tcp = new ServerSocket(0, 5, loopback);
            try {
                NameServer server = new NameServer(tcp, new DatagramSocket(tcp.getLocalPort(), loopback));
                Thread.ofVirtual().start(server::serveUdp);
                Thread.ofVirtual().start(server::serveTcp);
                return server;
            } catch (java.net.BindException e) {
                tcp.close();
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /** Adds a record as zone files write it: {@code "www 60 IN A 192.0.2.1"} with a full name. */
    public NameServer add(String name, int type, long ttl, String rest) throws IOException {
        records.add(Record.fromString(name(name), type, 1, ttl, rest, Name.root));
        return this;
    }

    /** Forgets every record of a name. */
    public NameServer remove(String name) throws IOException {
        Name gone = name(name);
        records.removeIf(r -> r.getName().equals(gone));
        return this;
    }

    public NameServer behave(Manner other) {
        manner = other;
        return this;
    }

    public int asked() {
        return asked.get();
    }

    private static Name name(String text) throws IOException {
        return Name.fromString(text, Name.root);
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        try {
            while (true) {
                DatagramPacket in = new DatagramPacket(buffer, buffer.length);
                udp.receive(in);
                Message question = new Message(Arrays.copyOf(buffer, in.getLength()));
                if (manner != Manner.SILENT) {
                    byte[] out = answer(question, manner == Manner.CUT).toWire();
                    udp.send(new DatagramPacket(out, out.length, in.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                try (Socket socket = tcp.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    byte[] out = answer(new Message(in.readNBytes(in.readUnsignedShort())), false)
                            .toWire();
                    DataOutputStream wire = new DataOutputStream(socket.getOutputStream());
                    wire.writeShort(out.length);
                    wire.write(out);
                    wire.flush();
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private Message answer(Message question, boolean cut) throws IOException {
        asked.incrementAndGet();
        Record asks = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        Header header = answer.getHeader();
        header.setFlag(Flags.QR);
        header.setFlag(Flags.RA);
        answer.addRecord(asks, Section.QUESTION);
        if (cut) {
            header.setFlag(Flags.TC);
            return answer;
        }
        if (manner == Manner.SERVFAIL) {
            header.setRcode(Rcode.SERVFAIL);
            return answer;
        }
        Name name = asks.getName();
        boolean known = false;
        for (int aliases = 0; aliases < 5; aliases++) {
            Name at = name;
            List<Record> here =
                    records.stream().filter(r -> r.getName().equals(at)).toList();
            known = known || !here.isEmpty();
            here.stream()
                    .filter(r -> r.getType() == asks.getType() || r.getType() == Type.CNAME)
                    .forEach(r -> answer.addRecord(r, Section.ANSWER));
            List<Record> alias =
                    here.stream().filter(CNAMERecord.class::isInstance).toList();
            if (alias.isEmpty() || manner == Manner.ONE_BY_ONE) {
                break;
            }
            name = ((CNAMERecord) alias.getFirst()).getTarget();
        }
        if (!known) {
            header.setRcode(Rcode.NXDOMAIN);
        }
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            answer.addRecord(
                    Record.fromString(name("example"), Type.SOA, 1, 90, "ns. root. 1 2 3 4 40", Name.root),
                    Section.AUTHORITY);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
