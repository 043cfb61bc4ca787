package org.helpline.sip.transport;

/** What is spoken on a connection, below SIP. Its name is what Via says. */
enum StreamKind {
    TCP(false, false),
    TLS(true, false),
    /** RFC 7118. */
    WS(false, true),
    WSS(true, true);

    private final boolean secure;
    private final boolean web;

    StreamKind(boolean secure, boolean web) {
        this.secure = secure;
        this.web = web;
    }

    boolean isSecure() {
        return secure;
    }

    /** Whether each message comes whole in a WebSocket message. */
    boolean isWeb() {
        return web;
    }
}
