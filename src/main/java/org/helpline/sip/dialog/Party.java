package org.helpline.sip.dialog;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.GenericURI;
import java.text.ParseException;
import javax.sip.address.Address;

/**
 * An address of a dialog as text. A dialog keeps several for as long as it lasts, and JAIN-SIP's objects take five times the room; they are made anew for the
 * few requests that we send within it.
 *
 * @param name the display name as it is written between quotation marks; empty for none
 */
record Party(String name, String uri) {

    static Party of(Address address) {
        return new Party(
                Headers.orEmpty(address.getDisplayName()), address.getURI().toString());
    }

    /** JAIN-SIP's object for a header. */
    AddressImpl address() {
        return Headers.address(name, parsed(uri));
    }

    /** A URI that was read before; what cannot be read again is written as it is. */
    static GenericURI parsed(String text) {
        return Headers.uri(text).orElseGet(() -> asItIs(text));
    }

    private static GenericURI asItIs(String text) {
        try {
            return new GenericURI(text);
        } catch (ParseException e) {
            throw new IllegalStateException("a dialog has an address that is no URI", e);
        }
    }
}
