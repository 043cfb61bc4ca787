package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.helpline.sip.transport.Destination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextHopTest {

    /** FIELD P47 and P48: a container's or private address in Contact must not swallow our BYE. */
    @ParameterizedTest
    @CsvSource({
        "sip:ada@198.51.100.7:5060, source, the same address as the source",
        "sip:ada@172.17.0.2:5060, source, a container's address",
        "sip:ada@10.0.0.5, source, behind a NAT",
        "sip:ada@192.168.1.5:5062, source, behind a NAT",
        "sip:ada@100.64.3.4, source, behind a carrier's NAT",
        "sip:ada@127.0.0.1, source, loopback",
        "sip:ada@0.0.0.0, source, no address",
        "sip:ada@169.254.1.1, source, link-local",
        "sip:ada@224.0.1.75, source, multicast",
        "sip:ada@255.255.255.255, source, broadcast",
        "sip:ada@[fd00::5], source, unique local",
        "sip:ada@[::1], source, loopback",
        "sip:ada@phone.example.com, source, a name",
        "sip:ada@1.2.3.4.5, source, no address at all",
        "sips:ada@198.51.100.9, source, TLS",
        "sip:ada@198.51.100.9;transport=tls, source, TLS",
        "sip:ada@198.51.100.9;transport=ws, source, an unknown transport",
        "tel:+4930123, source, another scheme",
        "sip:ada@198.51.100.9:5080, UDP 198.51.100.9 5080, a public address",
        "sip:ada@198.51.100.9, UDP 198.51.100.9 5060, the default port",
        "sip:ada@198.51.100.7:5099, UDP 198.51.100.7 5099, another port of the source",
        "sip:ada@198.51.100.9;transport=tcp, TCP 198.51.100.9 5060, over TCP",
        "sip:ada@[2001:db8::9]:5070, UDP 2001:db8::9 5070, IPv6",
    })
    void choosesTheSourceWhereTheContactCannotBeReached(String uri, String expected, String why) {
        Destination source = new Destination.OverFlow(new FakeFlow("UDP", "198.51.100.7", 5060));
        Destination chosen = NextHop.choose(Headers.uri(uri).orElseThrow(), source);
        assertThat(chosen).as(why).isEqualTo(expected.equals("source") ? source : to(expected));
    }

    @Test
    void aPrivateContactThatIsTheSourceIsUsed() {
        Destination source = new Destination.OverFlow(new FakeFlow("UDP", "192.168.1.5", 40_000));
        assertThat(NextHop.choose(Headers.uri("sip:ada@192.168.1.5:5060").orElseThrow(), source))
                .isEqualTo(to("UDP 192.168.1.5 5060"));
    }

    @Test
    void aTcpConnectionIsUsedWhileItLivesAndOpenedAgainLater() {
        FakeFlow tcp = new FakeFlow("TCP", "198.51.100.7", 40_000);
        Destination source = new Destination.OverFlow(tcp);
        assertThat(NextHop.choose(Headers.uri("sip:ada@198.51.100.9").orElseThrow(), source))
                .isEqualTo(source);
        tcp.close();
        assertThat(NextHop.choose(
                        Headers.uri("sip:ada@198.51.100.9;transport=tcp").orElseThrow(), source))
                .isEqualTo(to("TCP 198.51.100.9 5060"));
        assertThat(NextHop.choose(Headers.uri("sip:ada@10.0.0.5;transport=tcp").orElseThrow(), source))
                .isEqualTo(to("TCP 198.51.100.7 40000"));
    }

    @Test
    void aClosedTlsConnectionIsOpenedAgainByTheContactOrByThePeer() {
        FakeFlow tls = new FakeFlow("TLS", "198.51.100.7", 40_000);
        Destination source = new Destination.OverFlow(tls);
        assertThat(NextHop.choose(Headers.uri("sips:ada@198.51.100.9").orElseThrow(), source))
                .isEqualTo(source);
        tls.close();
        InetSocketAddress contact = new InetSocketAddress("198.51.100.9", 5061);
        assertThat(NextHop.choose(
                        Headers.uri("sip:ada@198.51.100.9;transport=tls").orElseThrow(), source))
                .isEqualTo(new Destination.ToTls(contact, "198.51.100.9", ""));
        assertThat(NextHop.choose(Headers.uri("sips:ada@pbx.example.org").orElseThrow(), source))
                .as("nothing is looked up, and no certificate tells whom we would call at its address")
                .isEqualTo(source);
    }

    private static Destination to(String text) {
        int first = text.indexOf(' ');
        int last = text.lastIndexOf(' ');
        return new Destination.ToAddress(
                text.substring(0, first),
                new InetSocketAddress(text.substring(first + 1, last), Integer.parseInt(text.substring(last + 1))));
    }
}
