package org.helpline.sip.dialog;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.ReferTo;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ListIterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.sip.Referral;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transaction.ServerTransaction;
import org.helpline.sip.transaction.Transactions;

/** REFER within one dialog, from the peer (RFC 3515) or to it. Confined to the leg's loop; silent once the dialog is over. */
final class Refers {

    private static final int LONGEST_TARGET = 100;

    private final Dialog dialog;
    private final Transactions transactions;
    private final Consumer<SipLegEvent> listener;
    private boolean closed;

    Refers(Dialog dialog, Transactions transactions, Consumer<SipLegEvent> listener) {
        this.dialog = dialog;
        this.transactions = transactions;
        this.listener = listener;
    }

    /** The dialog is over, and with it what we would tell. */
    void close() {
        closed = true;
    }

    /** A REFER came. */
    void referred(SIPRequest refer, ServerTransaction transaction) {
        Optional<ReferTo> to = only(refer);
        if (to.isEmpty()) { // exactly one: RFC 3515 §2.4.2
            refuse(refer, transaction, 400, "Exactly One Refer-To Is Needed");
            return;
        }
        if (!(to.get().getAddress().getURI() instanceof SipUri uri)) {
            refuse(refer, transaction, 416, "Unsupported URI Scheme In Refer-To");
            return;
        }
        if (uri.getMethodParam() != null && !uri.getMethodParam().equalsIgnoreCase("INVITE")) {
            refuse(refer, transaction, 403, "Only Calls Can Be Transferred");
            return;
        }
        Optional<Referral.Replaced> replaced = Optional.empty();
        if (uri.getHeader("Replaces") != null) {
            replaced = ReplacesValue.read(CleanText.unescape(uri.getHeader("Replaces")));
            if (replaced.isEmpty()) {
                refuse(refer, transaction, 400, "Replaces In Refer-To Is Malformed");
                return;
            }
        }
        listener.accept(new SipLegEvent.Referred(new FromPeer(refer, transaction, uri, replaced)));
        if (!transaction.isAnswered()) { // a listener that forgets must not hang the peer
            refuse(refer, transaction, 603, "Declined");
        }
    }

    private void refuse(SIPRequest refer, ServerTransaction transaction, int status, String reason) {
        transaction.respond(Responses.of(refer, status, reason, dialog.id().localTag()));
    }

    private static Optional<ReferTo> only(SIPRequest refer) {
        ListIterator<?> all = refer.getHeaders("Refer-To");
        Object first = all != null && all.hasNext() ? all.next() : null;
        return first instanceof ReferTo to && !all.hasNext() ? Optional.of(to) : Optional.empty();
    }

    /** One REFER of the peer. */
    private final class FromPeer implements Referral {

        private final SIPRequest refer;
        private final ServerTransaction transaction;
        private final SipUri uri;
        private final Optional<Replaced> replaced;
        private final boolean wantsNews;
        private boolean over;

        FromPeer(SIPRequest refer, ServerTransaction transaction, SipUri uri, Optional<Replaced> replaced) {
            this.refer = refer;
            this.transaction = transaction;
            this.uri = uri;
            this.replaced = replaced;
            this.wantsNews = !Headers.first(refer, "Refer-Sub").equalsIgnoreCase("false"); // RFC 4488 §4
        }

        @Override
        public String target() {
            return CleanText.of(CleanText.unescape(Headers.orEmpty(uri.getUser())), LONGEST_TARGET);
        }

        @Override
        public Optional<Replaced> replaced() {
            return replaced;
        }

        @Override
        public void refuse(int status, String reason) {
            over = true;
            Refers.this.refuse(refer, transaction, status, reason);
        }

        @Override
        public void accept() {
            SIPResponse accepted =
                    Responses.of(refer, 202, "Accepted", dialog.id().localTag());
            accepted.setHeader(Headers.of(dialog.contact()));
            if (!wantsNews) {
                accepted.setHeader(Headers.of("Refer-Sub: false"));
            }
            transaction.respond(accepted);
            progress(100, "Trying"); // at once: RFC 3515 §2.4.4
        }

        @Override
        public void progress(int status, String reason) {
            if (!over) {
                tell(status, reason, "active;expires=180");
            }
        }

        @Override
        public void end(int status, String reason) {
            if (!over) {
                tell(status, reason, "terminated;reason=noresource"); // RFC 3515 §2.4.7
                over = true;
            }
        }

        private void tell(int status, String reason, String state) {
            if (closed || !wantsNews) {
                return;
            }
            SIPRequest notify = dialog.request("NOTIFY");
            notify.setHeader(Headers.of(dialog.contact()));
            // which REFER is meant, where there were several: RFC 3515 §2.4.6
            notify.setHeader(Headers.of("Event: refer;id=" + refer.getCSeq().getSeqNumber()));
            notify.setHeader(Headers.of("Subscription-State: " + state));
            ContentType type = new ContentType("message", "sipfrag");
            String line = "SIP/2.0 " + status + " " + Responses.ascii(reason) + "\r\n"; // RFC 3420
            transactions.send(Responses.withBody(notify, type, line), dialog.destination(), new Unheard());
        }

        /** The answer to a NOTIFY: one that refuses it has ended the subscription (RFC 6665 §4.2.2). */
        private final class Unheard implements ClientUser {
            @Override
            public void onResponse(SIPResponse response) {
                over |= response.getStatusCode() >= 300;
            }

            @Override
            public void onFailed(String why) {
                over = true;
            }
        }
    }
}
