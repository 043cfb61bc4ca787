package org.helpline.desk;

import java.util.Optional;
import java.util.function.Function;
import org.helpline.interaction.DeskPort;

/**
 * Whether somebody who is logged in may stay: whose password was changed may not, and whose person is gone from the settings may until the
 * call in hand is over. Any thread.
 */
record Admission(Accounts accounts, DeskPort port) implements Function<Account, Optional<Account>> {

    @Override
    public Optional<Account> apply(Account account) {
        Optional<Account> now = accounts.present(account);
        return now.isPresent() || accounts.admits(account.name()) || !hasCall(account) ? now : Optional.of(account);
    }

    private boolean hasCall(Account account) {
        return port.board().agents().stream()
                .anyMatch(a -> a.agent().value().equals(account.name())
                        && a.interaction().isPresent());
    }
}
