package org.helpline.desk;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Where a page of the desk speaks SIP over WebSocket, or in words why it cannot. Pure but for the doors it asks for. */
final class PhoneAddress {

    static final String SWITCHED_OFF = "Browsers are no phones at this desk: it is switched off by desk.phone.";
    static final String NO_DOOR =
            "No browser can be a phone here yet: the administrator sets sip.wss-listen, such as *:8443.";
    static final String IN_THE_OPEN =
            "A browser gives the microphone to pages by HTTPS only: open this desk by an address that begins with https.";

    private final String setting;
    private final BrowserPhones phones;

    /** {@code setting}: {@code auto}, {@code no}, or the address of a proxy. */
    PhoneAddress(String setting, BrowserPhones phones) {
        this.setting = setting;
        this.phones = phones;
    }

    /** What a page is told. */
    sealed interface Where {
        /** {@code url} begins with {@code ws:} or {@code wss:}. */
        record At(String url) implements Where {}

        /** It cannot; {@code why} is a sentence. */
        record Nowhere(String why) implements Where {}
    }

    /** For the page that asks: on the host by which its browser knows us, which has been checked. */
    Where of(Request request) {
        String host = host(request.header("host"));
        boolean isHere = isThisMachine(host);
        if (setting.equals("no") || host.isEmpty()) {
            return new Where.Nowhere(SWITCHED_OFF);
        }
        if (!request.isByHttps() && !isHere) {
            return new Where.Nowhere(IN_THE_OPEN);
        }
        if (!setting.equals("auto")) {
            return new Where.At(setting);
        }
        List<InetSocketAddress> secure = phones.doors(true);
        List<InetSocketAddress> open = isHere ? phones.doors(false) : List.of();
        if (request.isByHttps() && !secure.isEmpty()) {
            return new Where.At("wss://" + host + ":" + secure.getFirst().getPort() + "/");
        }
        return open.isEmpty()
                ? new Where.Nowhere(NO_DOOR)
                : new Where.At("ws://" + host + ":" + open.getFirst().getPort() + "/");
    }

    private static String host(String header) {
        try {
            String host =
                    URI.create("http://" + header.toLowerCase(Locale.ROOT)).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isThisMachine(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean isAddress = NetUtil.isValidIpV4Address(bare) || NetUtil.isValidIpV6Address(bare);
        return host.equals("localhost")
                || (isAddress && InetAddress.ofLiteral(bare).isLoopbackAddress());
    }
}
