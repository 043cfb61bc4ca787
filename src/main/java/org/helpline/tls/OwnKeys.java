package org.helpline.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which of our certificates is shown: to who comes, the one for the name that was asked for (SNI, RFC 6066 §3), else the first;
 * to whom we go, the only one, if there is any. Any thread.
 */
final class OwnKeys extends X509ExtendedKeyManager {

    private final List<Identity> identities;

    /** {@code identities} with the usual one first. */
    OwnKeys(List<Identity> identities) {
        this.identities = List.copyOf(identities);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        String asked = askedFor(engine);
        return identities.stream()
                .filter(i -> fits(i, keyType) && i.isFor(asked))
                .findFirst()
                .or(() -> identities.stream()
                        .filter(i -> fits(i, keyType))
                        // of a name that nobody else has, or none: but not another's because of its kind of key
                        .filter(_ -> identities.stream().noneMatch(i -> i.isFor(asked)))
                        .findFirst())
                .map(this::alias)
                .orElse(null);
    }

    private static String askedFor(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName();
                }
            }
        }
        return "";
    }

    private static boolean fits(Identity identity, String keyType) {
        return identity.key().getAlgorithm().equals(keyType);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return identities.stream()
                .filter(i -> List.of(keyTypes).contains(i.key().getAlgorithm()))
                .findFirst()
                .map(this::alias)
                .orElse(null);
    }

    private String alias(Identity identity) {
        return Integer.toString(identities.indexOf(identity));
    }

    private Optional<Identity> of(String alias) {
        return alias.matches("[0-9]{1,6}") && Integer.parseInt(alias) < identities.size()
                ? Optional.of(identities.get(Integer.parseInt(alias)))
                : Optional.empty();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return of(alias).map(i -> i.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return of(alias).map(Identity::key).orElse(null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // engines choose by the methods above
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
