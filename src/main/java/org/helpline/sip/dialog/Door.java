package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.URI;
import org.helpline.sip.transport.Flow;

/** Says whose call an INVITE is, and whether it may come in. Any SIP loop; never blocks. */
public interface Door {

    /** Open to anyone. */
    Door OPEN = (_, _) -> Entry.ANYONE;

    /** Looks at an INVITE outside any dialog. A call that was let in is told of its end by {@link Entry#left}. */
    Entry enter(SIPRequest invite, Flow flow);

    /** Who calls. */
    interface Entry {

        /** Nobody that we know, and let in. */
        Entry ANYONE = new Entry() {};

        /** Why the call may not come in; empty: it may. */
        default Optional<Refusal> refusal() {
            return Optional.empty();
        }

        /** The trunk whose call it is. */
        default Optional<String> trunk() {
            return Optional.empty();
        }

        /** Where the dialled number stands: the Request-URI, unless that is only our account with a trunk. */
        default URI dialled(SIPRequest invite) {
            return invite.getRequestURI();
        }

        /** A number of the trunk in the house's form; user names, short numbers and what is no trunk's stay as they are. */
        default String inward(String number) {
            return number;
        }

        /** The caller's address where the caller is believed to tell it beside From (RFC 3325 §9.1); empty: From holds. */
        default Optional<Address> identity(SIPRequest invite) {
            return Optional.empty();
        }

        /** Where the caller is sent by REFER who shall talk with that number of the house; a call out is counted. Empty: not by REFER. */
        default Optional<Onward> onward(String number) {
            return Optional.empty();
        }

        /** Whether the caller's trunk may be asked by REFER to join the caller with another call of its own. */
        default boolean joins() {
            return false;
        }

        /** The call that was let in is over. */
        default void left() {}
    }
}
