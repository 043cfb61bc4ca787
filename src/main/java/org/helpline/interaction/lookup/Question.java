package org.helpline.interaction.lookup;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.helpline.config.LookUpSettings;

/**
 * What is sent, made whole. It never prints itself: the address has what a caller said, the headers have secrets.
 *
 * @param body JSON; empty for none
 * @param shown method and address with the references of secrets in their places, for who tries it by hand; personal
 */
record Question(
        LookUpSettings.Method method,
        URI address,
        List<LookUpSettings.Header> headers,
        Optional<String> body,
        String shown) {

    /** All that the answer depends on; headers are the same every time. */
    String key() {
        return method + " " + address + " " + body.orElse("");
    }

    @Override
    public String toString() {
        return "Question[" + method + " " + address.getScheme() + "://" + address.getRawAuthority() + "]";
    }
}
