package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegEvent.ReferNews.Stage;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transaction.ServerTransaction;
import org.helpline.sip.transaction.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Our REFER within one dialog, one at a time, and the NOTIFYs that tell what comes of it: RFC 3515, RFC 5589 §6. Confined to the leg's loop;
 * silent once the dialog is over.
 */
final class OurRefer {

    private static final Pattern STATUS_LINE =
            Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})(?: ([^\r\n]*))?(?:\r?\n.*)?", Pattern.DOTALL);
    private static final int LONGEST_FRAGMENT = 2_000;
    private static final int LONGEST_REASON = 60;

    private final Dialog dialog;
    private final Transactions transactions;
    private final ConfirmedDialog.Owner owner;
    private @Nullable Asked asked;
    private boolean closed;

    OurRefer(Dialog dialog, Transactions transactions, ConfirmedDialog.Owner owner) {
        this.dialog = dialog;
        this.transactions = transactions;
        this.owner = owner;
    }

    /** The dialog is over, and with it what we would hear. */
    void close() {
        closed = true;
        asked = null;
    }

    /** Sends the peer there; false if it is still at an earlier one: that is not taken then. */
    boolean send(Onward to) {
        if (asked != null) {
            to.notTaken().run();
            return false;
        }
        send(to, List.of());
        return true;
    }

    private void send(Onward to, List<String> credentials) {
        SIPRequest refer = dialog.request("REFER");
        refer.setHeader(Headers.of(dialog.contact())); // RFC 3515 §2.2
        refer.setHeader(Headers.of("Refer-To: <" + to.uri() + ">"));
        refer.setHeader(Headers.of("Referred-By: <" + dialog.local() + ">")); // who sends: RFC 3892 §3
        credentials.forEach(line -> refer.addHeader(Headers.of(line)));
        Asked sent = new Asked(refer, to, !credentials.isEmpty());
        asked = sent;
        transactions.send(refer, dialog.destination(), sent);
    }

    /** A NOTIFY came within the dialog: RFC 6665 §4.1.3, RFC 3515 §2.4.5. It may come before the answer to the REFER. */
    void notified(SIPRequest notify, ServerTransaction transaction) {
        Asked about = asked;
        String event = Headers.first(notify, "Event").toLowerCase(Locale.ROOT);
        if (!event.equals("refer") && !event.startsWith("refer;")) {
            answer(notify, transaction, 489, "Bad Event", "Allow-Events: refer");
        } else if (about == null || !isAbout(event, about)) {
            answer(notify, transaction, 481, "Subscription Does Not Exist");
        } else if (!Bodies.isEmpty(notify) && !Bodies.type(notify).equals("message/sipfrag")) {
            answer(notify, transaction, 415, "Unsupported Media Type", "Accept: message/sipfrag");
        } else {
            answer(notify, transaction, 200, "OK");
            told(notify);
        }
    }

    /** Which REFER is meant; the first one needs no number (RFC 3515 §2.4.6), and we never have two. */
    private static boolean isAbout(String event, Asked asked) {
        int id = event.indexOf("id=");
        return id < 0
                || event.substring(id + 3)
                        .strip()
                        .equals(String.valueOf(asked.refer.getCSeq().getSeqNumber()));
    }

    private void told(SIPRequest notify) {
        String body = Headers.body(notify);
        Matcher line = STATUS_LINE.matcher(body.substring(0, Math.min(body.length(), LONGEST_FRAGMENT)));
        boolean says = line.matches();
        int status = says ? Integer.parseInt(line.group(1)) : 0;
        String reason = says ? CleanText.of(Headers.orEmpty(line.group(2)).strip(), LONGEST_REASON) : "";
        boolean over = status >= 200
                || Headers.first(notify, "Subscription-State")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("terminated");
        if (over) {
            asked = null;
        }
        owner.tell(new SipLegEvent.ReferNews(over ? Stage.OVER : Stage.PROGRESS, status, reason));
    }

    private void answer(SIPRequest notify, ServerTransaction transaction, int status, String reason, String... lines) {
        SIPResponse response = Responses.of(notify, status, reason, dialog.id().localTag());
        Optional.of(lines).filter(l -> l.length > 0).ifPresent(l -> response.setHeader(Headers.of(l[0])));
        transaction.respond(response);
    }

    /** One REFER. */
    private final class Asked implements ClientUser {
        private final SIPRequest refer;
        private final Onward to;
        private final boolean answersChallenge;

        Asked(SIPRequest refer, Onward to, boolean answersChallenge) {
            this.refer = refer;
            this.to = to;
            this.answersChallenge = answersChallenge;
        }

        @Override
        public void onResponse(SIPResponse response) {
            int status = response.getStatusCode();
            if (closed || asked != this || status < 200) {
                return; // a NOTIFY that was faster has said all
            }
            if (status < 300) {
                owner.tell(new SipLegEvent.ReferNews(Stage.TAKEN, status, ""));
                return;
            }
            asked = null;
            List<String> credentials = (status == 401 || status == 407) && !answersChallenge
                    ? owner.credentials(refer, response)
                    : List.of();
            if (!credentials.isEmpty()) {
                send(to, credentials);
                return;
            }
            to.notTaken().run();
            if (status == 481) {
                owner.lost(new SipLegEvent.Failed("the peer answered 481 to a REFER")); // RFC 3261 §12.2.1.2
            } else {
                String reason = CleanText.of(Headers.orEmpty(response.getReasonPhrase()), LONGEST_REASON);
                owner.tell(new SipLegEvent.ReferNews(Stage.REFUSED, status, reason));
            }
        }

        /** Something on the way may swallow REFER; the call itself may be well. */
        @Override
        public void onFailed(String why) {
            if (!closed && asked == this) {
                asked = null;
                to.notTaken().run();
                owner.tell(new SipLegEvent.ReferNews(Stage.REFUSED, 0, ""));
            }
        }
    }
}
