package org.helpline.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Certificates: what we show to those who come, and whom we let in by theirs.
 *
 * @param folder with NAME.crt and NAME.key, PEM; empty: an own authority makes one
 * @param own where the own authority keeps its keys
 * @param names host names and addresses that the own certificate is for, beside those of this machine
 * @param clients whether a phone or trunk that connects by TLS must show a certificate
 * @param clientAuthorities PEM file of those who may have signed it; empty: the own authority
 */
public record TlsSettings(
        Optional<Path> folder, Path own, List<String> names, Clients clients, Optional<Path> clientAuthorities) {

    /** Whether who connects shows a certificate. */
    public enum Clients {
        /** They are not asked. */
        NOT_ASKED,
        /** They are asked; one that is shown must be good. */
        WANTED,
        /** Nobody comes in without. */
        NEEDED
    }
}
